using System.Net;
using System.Text.Json;
using BackOffice.Host.Tests.Clauses;
using BackOffice.Host.Tests.Consistency;
using BackOffice.Rules.Identity;
using BackOffice.Workflows;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Host.Tests.Audit;

/// <summary>Who did what is found, taken away, and cannot be changed unseen; a personal value can be erased all the same.</summary>
public sealed class AuditTests
{
    private const string Reason = "=SUM(A1:A9) atas permintaan penyedia";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Acts_are_found_by_who_what_case_value_site_and_day(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (auditor, number) = await SceneAsync(host);

        Assert.Equal(["case-noted-by-test"], await ActsAsync("who=hana&value=%3Dsum"));
        Assert.Equal(["activation-opened"], await ActsAsync("act=activation-opened&site=277"));
        Assert.Contains("activation-opened", await ActsAsync($"case={number.ToLowerInvariant()}"));
        Assert.Equal(["case-noted-by-test"], await ActsAsync($"case={number}&who=hana"));
        Assert.Empty(await ActsAsync("act=activation-opened&to=2026-03-01"));
        Assert.NotEmpty(await ActsAsync("act=activation-opened&from=2026-03-02&to=2026-03-02"));
        Assert.NotEmpty(await ActsAsync("act=activation-opened&from=0001-01-01&to=9999-12-31"));
        Assert.Empty(await ActsAsync("to=0001-01-01"));
        Assert.Empty(await ActsAsync("value=permintaan"));
        (await (await host.AddStaffAsync("sari", StaffRoles.Helpdesk)).CallAsync(HttpMethod.Get, "audit")).RefusedAs(HttpStatusCode.Forbidden, "role-missing");

        async Task<List<string>> ActsAsync(string query) =>
            [.. (await auditor.CallAsync(HttpMethod.Get, $"audit?{query}")).Done().Json.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("act").GetString()!)];
    }

    [Theory, OnBothDatabases]
    public async Task Pages_along_the_time_hold_every_entry_once_also_where_many_are_of_one_moment(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        await ActAsync(host, 25, "one-moment");
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await ActAsync(host, 4, "one-moment");
        var search = host.Services.GetRequiredService<SearchAudit>();

        List<Guid> seen = [];
        Guid? after = null;
        do
        {
            var page = Assert.IsType<SearchAudit.Answer.Found>(await search.HandleAsync(new(Auditor, new(Act: "one-moment"), after, Take: 7), Cancel));
            seen.AddRange(page.Entries.Select(entry => entry.Id));
            after = page.Next;
            // What comes meanwhile is newer than what is left.
            await ActAsync(host, 1, "one-moment");
        }
        while (after is not null);

        Assert.Equal((29, 29), (seen.Count, seen.Distinct().Count()));
    }

    [Theory, OnBothDatabases]
    public async Task Export_holds_what_was_asked_for_bears_no_formula_and_is_an_act_itself(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (auditor, _) = await SceneAsync(host);
        await ActAsync(host, 2_100, "many", "=cmd|' /C calc'!A0");

        var file = (await auditor.CallAsync(HttpMethod.Get, "audit/export.csv?act=many")).Done();

        var lines = file.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal((2_101, "number,at,actor_kind,actor,act,site,account,case,values"), (lines.Length, lines[0]));
        Assert.All(lines[1..], line => Assert.Contains(",'=cmd|' /C calc'!A0,many,", line, StringComparison.Ordinal));
        var noted = await host.Database.ReadAsync((db, ct) => db.Audit.Include(entry => entry.Values).SingleAsync(entry => entry.Act == "audit-exported", ct), Cancel);
        Assert.Equal(("andi", "act=many"), (noted.Actor, string.Join(' ', noted.Values.Select(value => $"{value.Name}={value.Value}"))));
        (await (await host.AddStaffAsync("sari", StaffRoles.Verifikator)).CallAsync(HttpMethod.Get, "audit/export.csv")).RefusedAs(HttpStatusCode.Forbidden, "role-missing");
    }

    [Theory, OnBothDatabases]
    public async Task Staff_limited_to_some_sites_see_acts_there_and_about_accounts_there(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        await SceneAsync(host);
        var search = host.Services.GetRequiredService<SearchAudit>();

        var all = Assert.IsType<SearchAudit.Answer.Found>(await search.HandleAsync(new(Auditor with { Sites = new HashSet<SiteCode> { SiteCode.Parse("277") } }, new()), Cancel)).Entries;
        var none = Assert.IsType<SearchAudit.Answer.Found>(await search.HandleAsync(new(Auditor with { Sites = new HashSet<SiteCode> { SiteCode.Parse("12") } }, new()), Cancel)).Entries;

        Assert.Contains("activation-opened", all.Select(entry => entry.Act));
        Assert.Contains("case-noted-by-test", all.Select(entry => entry.Act));
        Assert.DoesNotContain("staff-added", all.Select(entry => entry.Act));
        Assert.Empty(none);
    }

    [Theory, OnBothDatabases]
    public async Task Sealer_chains_every_entry_by_itself_and_verify_finds_the_chain_whole(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (auditor, _) = await SceneAsync(host);
        host.Clock.Advance(TimeSpan.FromSeconds(6));

        await Fixtures.Eventually.TrueAsync(async () => (await ChainAsync()).Unsealed == 0, otherwise: () => host.Logs, cancel: Cancel);
        var numbers = await host.Database.ReadAsync((db, ct) => db.Audit.OrderBy(entry => entry.Number).Select(entry => entry.Number).ToListAsync(ct), Cancel);

        Assert.Equal(Enumerable.Range(1, numbers.Count).Select(number => (long?)number), numbers);
        Assert.Empty((await host.VerifyAsync()).Findings);

        async Task<AuditChainEnd> ChainAsync()
        {
            var chain = (await auditor.CallAsync(HttpMethod.Get, "audit/chain")).Done().Json;
            return new(chain.GetProperty("number").GetInt64(), chain.GetProperty("seal").GetString()!, null, chain.GetProperty("unsealed").GetInt32());
        }
    }

    [Theory, OnBothDatabases]
    public async Task Whatever_is_changed_after_the_sealing_is_found(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        await SceneAsync(host);
        // Those of one moment are numbered in any order, and what is cut off at the very end leaves no gap.
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await ActAsync(host, 3, "last");
        await SealAsync(host);
        var noted = await host.Database.ReadAsync((db, ct) => db.Audit.Where(entry => entry.Act == "case-noted-by-test").Select(entry => entry.Id).SingleAsync(ct), Cancel);

        await ChangedAsync(db => db.Audit.Where(entry => entry.Id == noted).ExecuteUpdateAsync(set => set.SetProperty(entry => entry.Actor, "orang-lain")), "does not fit its seal");
        await ChangedAsync(db => db.Audit.Where(entry => entry.Id == noted).ExecuteUpdateAsync(set => set.SetProperty(entry => entry.At, entry => RunningHost.Beginning.AddDays(-1))), "does not fit its seal");
        await ChangedAsync(db => db.AuditValues.Where(value => value.EntryId == noted && value.Name == "reason").ExecuteUpdateAsync(set => set.SetProperty(value => value.Value, "lain")), "The values reason are not");
        await ChangedAsync(db => db.AuditValues.Where(value => value.EntryId == noted && value.Name == "reason").ExecuteDeleteAsync(), "The values reason are not");
        await ChangedAsync(db => db.AuditValues.Where(value => value.EntryId == noted && value.Name == "reason").ExecuteUpdateAsync(set => set.SetProperty(value => value.Name, "alasan")), "The values alasan, reason are not");
        await ChangedAsync(async db =>
        {
            await db.AuditValues.Where(value => value.EntryId == noted).ExecuteDeleteAsync();
            return await db.Audit.Where(entry => entry.Id == noted).ExecuteDeleteAsync();
        }, "Entries are missing");

        async Task ChangedAsync(Func<BackOfficeDb, Task<int>> change, string finding)
        {
            var before = await host.Database.ReadAsync((db, ct) => db.Audit.AsNoTracking().Include(entry => entry.Values).SingleAsync(entry => entry.Id == noted, ct), Cancel);
            await host.ByHandAsync(async db => Assert.Equal(1, await change(db)));
            Assert.Contains(finding, Assert.Single((await host.VerifyAsync()).Findings).Sentence.English, StringComparison.Ordinal);
            await host.ByHandAsync(async db =>
            {
                await db.AuditValues.Where(value => value.EntryId == noted).ExecuteDeleteAsync();
                await db.Audit.Where(entry => entry.Id == noted).ExecuteDeleteAsync();
                db.Audit.Add(before);
            });
            Assert.Empty((await host.VerifyAsync()).Findings);
        }
    }

    [Theory, OnBothDatabases]
    public async Task Personal_value_is_erased_with_a_reason_and_the_chain_stays_whole(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (auditor, _) = await SceneAsync(host);
        var admin = await host.AddStaffAsync("anisa", StaffRoles.Administrator);
        var noted = Guid.Parse((await FoundAsync("act=case-noted-by-test")).GetProperty("id").GetString()!);
        var order = new { value = "reason", reason = "Permintaan penghapusan data pribadi." };

        (await EraseAsync(auditor, order)).RefusedAs(HttpStatusCode.Forbidden, "role-missing");
        (await EraseAsync(admin, order)).RefusedAs(HttpStatusCode.Conflict, "audit-not-sealed");
        await SealAsync(host);
        (await EraseAsync(admin, new { value = "nothing", order.reason })).RefusedAs(HttpStatusCode.NotFound, "audit-value-unknown");
        (await EraseAsync(admin, order)).Done();
        (await EraseAsync(admin, order)).Done();
        await SealAsync(host);

        Assert.Empty((await host.VerifyAsync()).Findings);
        var value = (await FoundAsync("act=case-noted-by-test")).GetProperty("values")[0];
        Assert.Equal(("reason", "", JsonValueKind.String), (value.GetProperty("name").GetString(), value.GetProperty("text").GetString(), value.GetProperty("erasedAt").ValueKind));
        Assert.Equal("anisa", (await FoundAsync("act=audit-value-erased")).GetProperty("actor").GetString());
        Assert.Equal(0, (await auditor.CallAsync(HttpMethod.Get, "audit?value=%3Dsum")).Done().Json.GetProperty("entries").GetArrayLength());

        Task<Reply> EraseAsync(StaffClient by, object body) => by.CallAsync(HttpMethod.Post, $"audit/{noted}/erase", body);

        async Task<JsonElement> FoundAsync(string query) => Assert.Single((await auditor.CallAsync(HttpMethod.Get, $"audit?{query}")).Done().Json.GetProperty("entries").EnumerateArray());
    }

    private static StaffActor Auditor { get; } = new("andi", new HashSet<string> { StaffRoles.Auditor });

    // An activation of 277, and an act of the helpdesk on its account whose entry names no site.
    private static async Task<(StaffClient Auditor, string CaseNumber)> SceneAsync(RunningHost host)
    {
        var jambi = await host.AddSiteAsync("277");
        await jambi.RegisterAsync("sinar", Some.Account());
        (await jambi.OpenActivationAsync("sinar")).Done();
        await host.SettledAsync();
        var @case = await host.Database.ReadAsync((db, ct) => db.Cases.SingleAsync(ct), Cancel);
        await host.Database.InTransactionAsync((transaction, _) =>
        {
            transaction.Service<AuditTrail>().Record(new(ActorKind.Staff, "hana"), "case-noted-by-test", account: @case.AccountId, @case: @case.Id, values: [("reason", Reason)]);
            return Task.CompletedTask;
        }, Cancel);
        return (await host.AddStaffAsync("andi", StaffRoles.Auditor), @case.Number);
    }

    private static Task ActAsync(RunningHost host, int times, string act, string actor = "uji") => host.Database.InTransactionAsync((transaction, _) =>
    {
        for (var i = 0; i < times; i++)
            transaction.Service<AuditTrail>().Record(new(ActorKind.Staff, actor), act);
        return Task.CompletedTask;
    }, Cancel);

    private static Task<int?> SealAsync(RunningHost host) => host.Services.GetRequiredService<SealAudit>().HandleAsync(Cancel);
}
