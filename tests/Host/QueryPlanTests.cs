using System.Data.Common;
using System.Text.Json;
using System.Text.RegularExpressions;
using BackOffice.Fixtures;
using BackOffice.Host.Tests.Clauses;
using BackOffice.Host.Tests.Consistency;
using BackOffice.Rules.Matching;
using BackOffice.Workflows.Activation.Desk;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry;
using BackOffice.Workflows.SignIn;
using BackOffice.Workflows.Staff;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace BackOffice.Host.Tests;

/// <summary>
/// Every query of a journey finds its rows by index: with a million accounts, one that reads a whole table makes each activation take seconds. The queries are taken from the log of
/// a real journey and explained by the database itself.
/// </summary>
public sealed partial class QueryPlanTests
{
    // Tables that stay small: sites, definitions, rule sets, staff, what waits to be sent.
    private static readonly string[] Growing =
    [
        "Accounts", "Providers", "BlockingKeys", "UserIdClaims", "Cases", "SearchTerms", "Groups", "GroupMembers", "PairFindings", "Verdicts", "MergeRecords", "Clashes", "ClashObligations",
        "PasswordProofs", "AttemptBuckets", "Instances", "Inbox", "Journal", "Notices", "Reports", "Decisions", "Audit", "AuditValue", "Changes", "CaseNotes", "Idempotency",
        "StaffSessions", "Recoveries", "CaseQuestions", "IdentityProposals", "IdentityReviews", "IdentityReviewFindings", "ImpactChanges", "CaseClaims", "BulkItems",
    ];

    private const string ByProvider = "IX_Accounts_ProviderId";
    private const string WaitingForArgon = "IX_Providers_WaitingForArgon";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_call_of_a_site_or_of_staff_reads_a_whole_table()
    {
        await using var host = await StartAsync(DatabaseProvider.Sqlite);
        await WalkAsync(host);

        await using var connection = await ConnectAsync(host);
        var queries = Queries(host);
        var scans = queries.SelectMany(query => Scans(connection, query)).Distinct().ToList();

        // A table that was renamed would be looked at no more.
        Assert.Empty(Growing.Except(Tables(connection)));
        Assert.True(queries.Count > 40, $"Only {queries.Count} queries were seen.");
        Assert.True(scans.Count == 0, string.Join("\n\n", scans));
    }

    [Theory, OnBothDatabases]
    public async Task Detection_goes_from_keys_to_accounts_by_index(DatabaseProvider database)
    {
        await using var host = await StartAsync(database);
        await WalkAsync(host);
        var lookUps = Queries(host).Where(query => query.Contains("FROM \"BlockingKeys\" k", StringComparison.Ordinal)).ToList();
        // An empty table is read whole, whatever one is told of its size.
        await host.ByHandAsync(db =>
        {
            db.Verdicts.Add(new() { Id = Guid.NewGuid(), AccountA = 900_001, AccountB = 900_002, Answer = VerdictAnswer.Branch, Reason = "Lain cabang.", By = "vera", At = RunningHost.Beginning });
            return Task.CompletedTask;
        });

        await using var connection = await ConnectAsync(host);

        Assert.NotEmpty(lookUps);
        Assert.Empty(lookUps.SelectMany(query => Faults(connection, query)));
        // And it would be seen: without this index each look reads all accounts, on PostgreSQL perhaps site by site.
        await ExecuteAsync(connection, $"DROP INDEX \"{ByProvider}\"");
        Assert.NotEmpty(lookUps.SelectMany(query => Faults(connection, query)));
    }

    [Theory, OnBothDatabases]
    public async Task Hashes_that_wait_are_counted_from_an_index_that_holds_nothing_else(DatabaseProvider database)
    {
        await using var host = await StartAsync(database);
        var jambi = await host.AddSiteAsync("277");
        await jambi.RegisterAsync("sinar", Some.Account());
        // A query is taken from the log once another follows it.
        for (var time = 0; time < 2; time++)
            Assert.Equal(1, await host.Services.GetRequiredService<Rewrap>().CountLeftAsync(Cancel));
        var counts = Queries(host).Where(query => query.Contains("hk1:", StringComparison.Ordinal) && query.Contains("COUNT", StringComparison.OrdinalIgnoreCase)).ToList();

        await using var connection = await ConnectAsync(host);

        Assert.NotEmpty(counts);
        Assert.All(counts, query => Assert.Contains(WaitingForArgon, connection is NpgsqlConnection ? PlanOfPostgreSql(connection, query) : string.Join('\n', PlanOfSqlite(connection, query)), StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_account_is_found_by_its_user_id_and_not_among_all_of_its_site_once_a_site_is_large()
    {
        await using var host = await StartAsync(DatabaseProvider.Sqlite);
        var jambi = await host.AddSiteAsync("277");
        await ImportAsync(host, jambi.Code, accounts: 2_000);
        (await jambi.OpenActivationAsync("penyedia-7")).Done();
        (await jambi.OpenActivationAsync("penyedia-8")).Done();
        var lookUps = Queries(host).Where(query => query.Contains("UNION", StringComparison.Ordinal) && query.Contains("\"UserIdKey\" = ", StringComparison.Ordinal)).ToList();

        await using var connection = await ConnectAsync(host);

        Assert.NotEmpty(lookUps);
        Assert.DoesNotContain(lookUps.SelectMany(query => PlanOfSqlite(connection, query)), line => line.EndsWith("(SiteCode=?)", StringComparison.Ordinal));
        // And it would be seen: without statistics an index on the site alone is taken for as good as one on the user ID.
        await ExecuteAsync(connection, "DELETE FROM sqlite_stat1; ANALYZE sqlite_schema");
        Assert.Contains(lookUps.SelectMany(query => PlanOfSqlite(connection, query)), line => line.EndsWith("(SiteCode=?)", StringComparison.Ordinal));
    }

    private static async Task ImportAsync(RunningHost host, string site, int accounts)
    {
        using var folder = new TemporaryFolder();
        var (sitesFile, accountsFile) = (folder.File("sites.csv"), folder.File("accounts.csv"));
        await File.WriteAllTextAsync(sitesFile, $"code,name,url,spse_version,stage,aggregated_on\n{site},LPSE {site},https://lpse-{site}.example,4.5,aggregated,2026-03-02\n", Cancel);
        await File.WriteAllLinesAsync(accountsFile,
        [
            "lpse_code,user_id,password_hash,company_name,npwp,nitku,address,regency,province,postal_code,phone,email,package_count,registered_on,verified",
            .. Enumerable.Range(0, accounts).Select(i =>
                $"{site},penyedia-{i},md5:0123456789abcdef0123456789abcdef,PT Penyedia {i},01.{i / 1000:000}.{i % 1000:000}.1-331.000,,Jl. Melati No. {i},Kota Jambi,Jambi,36122,0741-{100_000 + i},kantor@penyedia-{i}.example,3,2019-04-01,true"),
        ], Cancel);
        Assert.IsType<ImportRegistry.Answer.Imported>(await host.Services.GetRequiredService<ImportRegistry>().HandleAsync(new(sitesFile, accountsFile), progress: null, Cancel));
    }

    private static Task<RunningHost> StartAsync(DatabaseProvider database) => RunningHost.StartAsync(
        database, ("Logging:LogLevel:Microsoft.EntityFrameworkCore.Database.Command", "Information"), ("SignIn:RewrapShare", "0"));

    private static List<string> Queries(RunningHost host) =>
        [.. Query().Matches(host.Logs).Select(match => match.Groups[1].Value.Trim()).Distinct().Where(query => !query.Contains("WHERE 0", StringComparison.Ordinal))];

    private static async Task<DbConnection> ConnectAsync(RunningHost host)
    {
        DbConnection connection = host.Database.Provider == DatabaseProvider.Sqlite
            ? new SqliteConnection($"Data Source={Path.Combine(host.DataFolder, "backoffice.db")}")
            : new NpgsqlConnection(host.Services.GetRequiredService<IOptions<DatabaseOptions>>().Value.ConnectionString);
        await connection.OpenAsync(Cancel);
        // With the few rows of a test it would read every table whole, whatever indexes there are, so it is told of a million; and a plan for NULL would read nothing at all.
        if (connection is NpgsqlConnection)
            await ExecuteAsync(connection, $"""
                ANALYZE;
                UPDATE pg_class SET reltuples = 1000000, relpages = 1 WHERE relname IN ({string.Join(", ", Growing.Select(table => $"'{table}'"))});
                SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off; SET plan_cache_mode = force_generic_plan
                """);
        return connection;
    }

    private static async Task ExecuteAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Cancel);
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
        (await staff.CallAsync(HttpMethod.Get, "operations")).Done();
        (await jambi.DeleteAccountAsync("bumi")).Done();
    }

    private static List<string> Tables(DbConnection connection) => Column(connection, "SELECT name FROM sqlite_master WHERE type = 'table'");

    private static IEnumerable<string> Scans(DbConnection connection, string query) => connection is NpgsqlConnection ? ScansOfPostgreSql(connection, query) : ScansOfSqlite(connection, query);

    private static IEnumerable<string> Faults(DbConnection connection, string query)
    {
        var plan = connection is NpgsqlConnection ? PlanOfPostgreSql(connection, query) : string.Join('\n', PlanOfSqlite(connection, query));
        return [.. Scans(connection, query), .. plan.Contains(ByProvider, StringComparison.Ordinal) ? Array.Empty<string>() : [$"{ByProvider} is not used:\n{plan}\n{query}"]];
    }

    private static IEnumerable<string> ScansOfSqlite(DbConnection connection, string query)
    {
        var tables = Table().Matches(query).DistinctBy(match => match.Groups[2].Value).ToDictionary(match => match.Groups[2].Value, match => match.Groups[1].Value);
        foreach (var line in PlanOfSqlite(connection, query))
            if (Scan().Match(line) is { Success: true } scan && Growing.Contains(tables.GetValueOrDefault(scan.Groups[1].Value, scan.Groups[1].Value)))
                yield return $"{line}\n{query}";
    }

    private static List<string> PlanOfSqlite(DbConnection connection, string query) =>
        Column(connection, $"EXPLAIN QUERY PLAN {query}", column: 3, [.. Parameter().Matches(query).Select(match => match.Value).Distinct()]);

    // An index that is read from end to end is a whole table too: what counts is a condition on it.
    private static IEnumerable<string> ScansOfPostgreSql(DbConnection connection, string query) =>
        Nodes(JsonDocument.Parse(PlanOfPostgreSql(connection, query)).RootElement[0].GetProperty("Plan"))
            .Where(node => node.TryGetProperty("Relation Name", out var table) && Growing.Contains(table.GetString())
                && node.GetProperty("Node Type").GetString() is not "Bitmap Heap Scan" && !node.TryGetProperty("Index Cond", out _))
            .Select(node => $"{node.GetProperty("Node Type")} on {node.GetProperty("Relation Name")}\n{query}");

    private static string PlanOfPostgreSql(DbConnection connection, string query)
    {
        List<string> parameters = [.. Parameter().Matches(query).Select(match => match.Value).Distinct()];
        Column(connection, $"PREPARE looked AS {Parameter().Replace(query, match => $"${parameters.IndexOf(match.Value) + 1}")}");
        var plan = string.Concat(Column(connection, $"EXPLAIN (FORMAT JSON) EXECUTE looked{(parameters.Count == 0 ? "" : $"({string.Join(", ", parameters.Select(_ => "NULL"))})")}"));
        Column(connection, "DEALLOCATE looked");
        return plan;
    }

    private static IEnumerable<JsonElement> Nodes(JsonElement node) =>
        [node, .. node.TryGetProperty("Plans", out var below) ? below.EnumerateArray().SelectMany(Nodes) : []];

    private static List<string> Column(DbConnection connection, string sql, int column = 0, params string[] nulls)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in nulls)
            ((SqliteCommand)command).Parameters.AddWithValue(name, DBNull.Value);
        using var reader = command.ExecuteReader();
        var lines = new List<string>();
        while (reader.Read())
            lines.Add(reader.GetString(column));
        return lines;
    }

    [GeneratedRegex(@"Executed DbCommand [^\n]*\n(SELECT.*?)(?=\n(?:Trace|Debug|Information|Warning|Error|Critical) )", RegexOptions.Singleline)]
    private static partial Regex Query();

    [GeneratedRegex("(?:FROM|JOIN) \"(\\w+)\" (?:AS )?\"?(\\w+)\"?")]
    private static partial Regex Table();

    [GeneratedRegex(@"@\w+")]
    private static partial Regex Parameter();

    // Three indexes hold nothing but what is open, unseen and failed; a list walks the index of its order only until its page is full.
    [GeneratedRegex(@"^SCAN (\w+)\b(?! USING INDEX IX_(?:Cases_StateSince|Inbox_CaseId|Instances_Status|Cases_OpenedAt_Number)$)")]
    private static partial Regex Scan();
}
