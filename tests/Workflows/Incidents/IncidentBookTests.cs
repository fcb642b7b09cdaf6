using System.Data.Common;
using System.Text.Json;
using System.Text.RegularExpressions;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Incidents;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Tests.Incidents;

/// <summary>The list of what stands still is asked for often, beside a million cases: each of its questions is answered from an index, on both databases.</summary>
public sealed partial class IncidentBookTests
{
    // Tables that stay small are read whole: runs, jobs, moves, what staff asked for.
    private static readonly string[] Growing = ["Cases", "Instances", "Inbox", "Notices", "Reports", "BulkItems", "DefinitionMoveItems", "Accounts"];

    // These hold nothing but what is open, unseen, undated, parked or failed.
    private static readonly string[] Narrow = ["IX_Cases_StateSince", "IX_Cases_Owner_OpenedAt_Number", "IX_Inbox_CaseId", "IX_Instances_Undated", "IX_Instances_Status", "IX_Instances_Incident", "IX_Reports_State"];

    private static readonly StaffActor Everywhere = new("sari", new HashSet<string> { StaffRoles.Helpdesk });

    private static readonly StaffActor Somewhere = Everywhere with { Sites = new HashSet<SiteCode> { SiteCode.Parse("12") } };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task Each_kind_is_counted_listed_and_asked_of_one_case_by_index(DatabaseProvider database)
    {
        await using var home = await Home.NewAsync(database, (services, configuration, _) =>
        {
            services.AddWorkflowEngine(configuration);
            services.AddIncidents(configuration);
        });
        var book = home.Get<IncidentBook>();

        Assert.False(await home.ReadAsync(db => book.MayBeRetriedAsync(db, Everywhere, new(Guid.Empty), home.Clock.GetUtcNow(), Cancel)));
        var faults = await home.ReadAsync(async db =>
        {
            List<string> found = [];
            await BelieveInManyRowsAsync(db);
            foreach (var by in new[] { Everywhere, Somewhere })
                foreach (var kind in Enum.GetValues<IncidentKind>())
                    foreach (var rows in book.Of(db, by, kind, home.Clock.GetUtcNow()))
                    {
                        Assert.Equal(0, await rows.CountAsync(Cancel));
                        Assert.Empty(await rows.OrderBy(row => row.Since).Skip(1).Take(10).ToListAsync(Cancel));
                        await using var command = rows.CreateDbCommand();
                        found.AddRange((await WholeTablesAsync(command)).Select(fault => $"{kind}: {fault}\n{command.CommandText}"));
                    }
            return found;
        });

        Assert.True(faults.Count == 0, string.Join("\n\n", faults));
    }

    // With no rows PostgreSQL would read every table whole, whatever indexes there are.
    private static async Task BelieveInManyRowsAsync(BackOfficeDb db)
    {
        await db.Database.OpenConnectionAsync(Cancel);
        if (db.Database.IsNpgsql())
            await db.Database.ExecuteSqlRawAsync("SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off; SET enable_bitmapscan = off", Cancel);
    }

    private static async Task<IReadOnlyList<string>> WholeTablesAsync(DbCommand command)
    {
        var sqlite = command is Microsoft.Data.Sqlite.SqliteCommand;
        var aliases = Table().Matches(command.CommandText).DistinctBy(match => match.Groups[2].Value).ToDictionary(match => match.Groups[2].Value, match => match.Groups[1].Value);
        command.CommandText = $"{(sqlite ? "EXPLAIN QUERY PLAN" : "EXPLAIN (FORMAT JSON)")} {command.CommandText}";
        List<string> lines = [];
        await using (var reader = await command.ExecuteReaderAsync(Cancel))
            while (await reader.ReadAsync(Cancel))
                lines.Add(reader.GetString(sqlite ? 3 : 0));
        return sqlite
            ? [.. lines.Where(line => Scan().Match(line) is { Success: true } scan && Growing.Contains(aliases.GetValueOrDefault(scan.Groups[1].Value)) && !Narrow.Contains(scan.Groups[2].Value))]
            : [.. Nodes(JsonDocument.Parse(string.Concat(lines)).RootElement[0].GetProperty("Plan")).Where(IsWholeTable).Select(node => node.ToString())];
    }

    private static bool IsWholeTable(JsonElement node) => node.TryGetProperty("Relation Name", out var table) && Growing.Contains(table.GetString())
        && !node.TryGetProperty("Index Cond", out _) && !(node.TryGetProperty("Index Name", out var index) && Narrow.Contains(index.GetString()));

    private static IEnumerable<JsonElement> Nodes(JsonElement node) =>
        [node, .. node.TryGetProperty("Plans", out var below) ? below.EnumerateArray().SelectMany(Nodes) : []];

    [GeneratedRegex("(?:FROM|JOIN) \"(\\w+)\" (?:AS )?\"?(\\w+)\"?")]
    private static partial Regex Table();

    [GeneratedRegex(@"^SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?")]
    private static partial Regex Scan();
}
