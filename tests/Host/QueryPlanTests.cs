using System.Text.RegularExpressions;
using BackOffice.Host.Tests.Clauses;
using BackOffice.Workflows.Activation.Desk;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.Data.Sqlite;

namespace BackOffice.Host.Tests;

/// <summary>
/// Every query of a journey finds its rows by index: with a million accounts, one that reads a whole table makes each activation take seconds. The queries are taken from the log of
/// a real journey and explained by SQLite itself.
/// </summary>
public sealed partial class QueryPlanTests
{
    // Tables that stay small: sites, definitions, rule sets, staff, what waits to be sent.
    private static readonly string[] Growing =
    [
        "Accounts", "Providers", "BlockingKeys", "UserIdClaims", "Cases", "SearchTerms", "Groups", "GroupMembers", "PairFindings", "Verdicts", "MergeRecords", "Clashes", "ClashObligations",
        "PasswordProofs", "AttemptBuckets", "Instances", "Inbox", "Journal", "Notices", "Reports", "Decisions", "Audit", "AuditValue", "Changes", "CaseNotes", "Idempotency",
        "Recoveries", "CaseQuestions", "IdentityProposals", "IdentityReviews", "IdentityReviewFindings", "ImpactChanges", "CaseClaims", "BulkItems",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_call_of_a_site_or_of_staff_reads_a_whole_table()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite,
            ("Logging:LogLevel:Microsoft.EntityFrameworkCore.Database.Command", "Information"), ("SignIn:RewrapShare", "0"));
        await WalkAsync(host);

        await using var connection = new SqliteConnection($"Data Source={Path.Combine(host.DataFolder, "backoffice.db")}");
        await connection.OpenAsync(Cancel);
        var queries = Query().Matches(host.Logs).Select(match => match.Groups[1].Value.Trim()).Distinct().Where(query => !query.Contains("WHERE 0", StringComparison.Ordinal)).ToList();
        var scans = queries.SelectMany(query => Scans(connection, query)).Distinct().ToList();

        // A table that was renamed would be looked at no more.
        Assert.Empty(Growing.Except(Tables(connection)));
        Assert.True(queries.Count > 40, $"Only {queries.Count} queries were seen.");
        Assert.True(scans.Count == 0, string.Join("\n\n", scans));
    }

    private static async Task WalkAsync(RunningHost host)
    {
        var (jambi, medan) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"));
        await jambi.RegisterAsync("sinar-jambi", Some.Account(packages: 40, password: "kata sandi Jambi"));
        await medan.RegisterAsync("sinar-medan", Some.Account(packages: 3));
        await medan.RegisterAsync("bumi", Some.OtherCompany);
        await jambi.RegisterAsync("bumi", Some.ThirdCompany);
        (await medan.OpenActivationAsync("bumi")).Done();
        (await medan.RenameAsync("bumi", "bumi-perkasa", Some.OtherCompany.Password)).Done();
        (await jambi.OpenActivationAsync("sinar-jambi")).Done();
        var caseId = (await medan.OpenActivationAsync("sinar-medan")).CaseId();
        (await medan.PostponeAsync("sinar-medan")).Done();
        Assert.Equal("active", (await medan.ProveDefaultPasswordAsync("sinar-medan", "kata sandi Jambi")).State());
        (await jambi.LoginAsync("sinar-jambi", "kata sandi Jambi")).Done();
        (await jambi.RoamingAsync("bumi-perkasa")).Done();
        (await jambi.EditAsync("sinar-jambi", new { phone = "0741-66270" })).Done();
        await jambi.FeedWithAsync("merged");
        var staff = await host.AddStaffAsync("andi", StaffRoles.Auditor);
        await staff.CaseAsync(caseId);
        (await staff.CallAsync(HttpMethod.Get, "cases?q=sinar&state=active")).Done();
        foreach (var queue in Enum.GetNames<QueueKind>())
            (await staff.CallAsync(HttpMethod.Get, $"cases?queue={queue}")).Done();
        (await staff.CallAsync(HttpMethod.Get, "cases/queues")).Done();
        (await staff.CallAsync(HttpMethod.Get, "accounts?q=sinar-jambi")).Done();
        (await jambi.DeleteAccountAsync("bumi")).Done();
    }

    private static List<string> Tables(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM sqlite_master WHERE type = 'table'";
        using var reader = command.ExecuteReader();
        var tables = new List<string>();
        while (reader.Read())
            tables.Add(reader.GetString(0));
        return tables;
    }

    private static IEnumerable<string> Scans(SqliteConnection connection, string query)
    {
        var tables = Table().Matches(query).DistinctBy(match => match.Groups[2].Value).ToDictionary(match => match.Groups[2].Value, match => match.Groups[1].Value);
        using var explain = connection.CreateCommand();
        explain.CommandText = $"EXPLAIN QUERY PLAN {query}";
        foreach (var name in Parameter().Matches(query).Select(match => match.Value).Distinct())
            explain.Parameters.AddWithValue(name, DBNull.Value);
        using var reader = explain.ExecuteReader();
        while (reader.Read())
            if (Scan().Match(reader.GetString(3)) is { Success: true } scan && Growing.Contains(tables.GetValueOrDefault(scan.Groups[1].Value, scan.Groups[1].Value)))
                yield return $"{reader.GetString(3)}\n{query}";
    }

    [GeneratedRegex(@"Executed DbCommand [^\n]*\n(SELECT.*?)(?=\n(?:Trace|Debug|Information|Warning|Error|Critical) )", RegexOptions.Singleline)]
    private static partial Regex Query();

    [GeneratedRegex("\"(\\w+)\" AS \"(\\w+)\"")]
    private static partial Regex Table();

    [GeneratedRegex(@"@\w+")]
    private static partial Regex Parameter();

    // Two indexes hold nothing but what is open and unseen; a list walks the index of its order only until its page is full.
    [GeneratedRegex(@"^SCAN (\w+)\b(?! USING INDEX IX_(?:Cases_StateSince|Inbox_CaseId|Cases_OpenedAt_Number)$)")]
    private static partial Regex Scan();
}
