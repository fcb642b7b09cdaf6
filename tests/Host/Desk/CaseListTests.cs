using System.Net;
using System.Text.Json;
using BackOffice.Host.Tests.Clauses;
using BackOffice.Host.Tests.Groups;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Activation.Desk;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;

namespace BackOffice.Host.Tests.Desk;

/// <summary>The list of cases: one search box for any identifier, filters, orders and pages; and the accounts that never asked.</summary>
public sealed class CaseListTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task First_line_says_where_the_Default_is_whatever_identifier_was_typed(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var desk = await host.DeskAsync();
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        var number = (await sari.CaseAsync($"{desk.SinarMedan}"))["number"];

        foreach (var typed in new[] { number, number.ToLowerInvariant(), "SINAR-12", "12@sinar.example", "sinar 12 kencana" })
        {
            var line = (await sari.CallAsync(HttpMethod.Get, $"cases?q={Uri.EscapeDataString(typed)}")).Done().Json.GetProperty("cases")[0];
            Assert.Equal((typed, "sinar-12", "277", "sinar-277"), (typed, Text(line, "userId"), Text(line.GetProperty("default"), "site"), Text(line.GetProperty("default"), "userId")));
        }
        foreach (var npwp in new[] { "01.234.567.4-331.000", "012345674331000", "01.234.567" })
            Assert.Equal(["sinar-300", "sinar-12"], await sari.ListAsync($"q={Uri.EscapeDataString(npwp)}"));
        Assert.Empty(await sari.ListAsync("q=tidak-ada"));

        static string Text(JsonElement json, string member) => json.GetProperty(member).GetString()!;
    }

    [Theory, OnBothDatabases]
    public async Task Filters_narrow_the_list_down_together(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var desk = await host.DeskAsync();
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        (await sari.DoAsync(desk.SinarMedan, "owner", new { owner = "sari" })).Done();
        var second = Uri.EscapeDataString($"{RunningHost.Beginning.AddMinutes(1):O}");

        Assert.Equal(["cahaya", "bumi-tanpa-npwp", "sinar-300", "sinar-12"], await sari.ListAsync(""));
        Assert.Equal(["sinar-300", "sinar-12"], await sari.ListAsync("state=awaitDefaultPassword"));
        Assert.Equal(["cahaya", "bumi-tanpa-npwp"], await sari.ListAsync("state=underReview,awaitIdentity"));
        Assert.Equal(["bumi-tanpa-npwp", "sinar-12"], await sari.ListAsync("site=12"));
        Assert.Equal(["sinar-12"], await sari.ListAsync("site=12&state=awaitDefaultPassword"));
        Assert.Equal(["sinar-12"], await sari.ListAsync("owner=sari"));
        Assert.Equal(["cahaya", "bumi-tanpa-npwp", "sinar-300"], await sari.ListAsync($"openedFrom={second}"));
        Assert.Equal(["sinar-12"], await sari.ListAsync($"openedBefore={second}"));
        Assert.Empty(await sari.ListAsync("waitingDays=1"));
        host.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(4, (await sari.ListAsync("waitingDays=1")).Count);
    }

    [Theory, OnBothDatabases]
    public async Task Sorted_by_any_column_either_way_both_databases_show_the_same(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var desk = await host.DeskAsync();
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        var budi = await host.AddStaffAsync("budi", StaffRoles.Verifikator);
        (await sari.DoAsync(desk.SinarMedan, "owner", new { owner = "sari" })).Done();
        (await budi.DoAsync(desk.Mending, "owner", new { owner = "budi" })).Done();
        (await sari.DoAsync(desk.Doubt, "incident", new { act = "cancel", reason = DeskScenes.Reason })).Done();

        Assert.Equal("sinar-12 sinar-300 bumi-tanpa-npwp cahaya", await OrderAsync("opened", true));
        Assert.Equal("cahaya sinar-300 sinar-12 bumi-tanpa-npwp", await OrderAsync("stateSince", false, moved: "bumi-tanpa-npwp"));
        Assert.Equal("bumi-tanpa-npwp cahaya", (await OrderAsync("company", true))[.."bumi-tanpa-npwp cahaya".Length]);
        Assert.StartsWith("sinar-", await OrderAsync("company", false), StringComparison.Ordinal);
        // Whose deadline or owner is missing stands last, either way.
        Assert.Equal("sinar-12 sinar-300 cahaya bumi-tanpa-npwp", await OrderAsync("deadline", true));
        Assert.Equal("cahaya sinar-300 sinar-12 bumi-tanpa-npwp", await OrderAsync("deadline", false));
        Assert.StartsWith("cahaya sinar-12 ", await OrderAsync("owner", true), StringComparison.Ordinal);
        Assert.StartsWith("sinar-12 cahaya ", await OrderAsync("owner", false), StringComparison.Ordinal);
        Assert.Equal(["12", "12", "300", "300"], await SitesAsync("site", true));
        var numbers = await NumbersAsync();
        Assert.Equal(numbers.Order(StringComparer.Ordinal), numbers);
        Assert.EndsWith("bumi-tanpa-npwp", await OrderAsync("state", false, moved: "bumi-tanpa-npwp"), StringComparison.Ordinal);

        async Task<string> OrderAsync(string sort, bool ascending, string? moved = null)
        {
            var all = await sari.ListAsync($"sort={sort}&ascending={ascending}");
            Assert.Equal(4, all.Count);
            return string.Join(' ', moved is null ? all : all.Where(one => one != moved).Append(moved));
        }

        async Task<IReadOnlyList<string>> SitesAsync(string sort, bool ascending) =>
            (await sari.CallAsync(HttpMethod.Get, $"cases?sort={sort}&ascending={ascending}")).Done().Json.GetProperty("cases").Texts("site");

        async Task<IReadOnlyList<string>> NumbersAsync() => (await sari.CallAsync(HttpMethod.Get, "cases?sort=number&ascending=true")).Done().Json.GetProperty("cases").Texts("number");
    }

    [Theory, OnBothDatabases]
    public async Task Pages_follow_each_other_without_gap_or_repetition(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        await host.DeskAsync();
        var sari = await host.AddStaffAsync("sari", StaffRoles.Auditor);

        List<string> all = [];
        for (var skip = 0; skip < 4; skip += 3)
        {
            var page = (await sari.CallAsync(HttpMethod.Get, $"cases?sort=site&skip={skip}&take=3")).Done();
            Assert.Equal("4", page["total"]);
            all.AddRange(page.Json.GetProperty("cases").Texts("userId"));
        }

        Assert.Equal(await sari.ListAsync("sort=site"), all);
        Assert.Equal(4, all.Distinct().Count());
    }

    [Fact]
    public async Task What_no_filter_or_order_is_called_is_refused()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);

        foreach (var query in new[] { "state=sleeping", "queue=lost", "turn=nobody", "sort=colour" })
            (await sari.CallAsync(HttpMethod.Get, $"cases?{query}")).RefusedAs(HttpStatusCode.BadRequest, "state-unknown");
        (await sari.CallAsync(HttpMethod.Get, "cases?waitingDays=-1")).RefusedAs(HttpStatusCode.BadRequest, "request-malformed");
        (await sari.CallAsync(HttpMethod.Get, "cases?site=abc")).RefusedAs(HttpStatusCode.NotFound, "site-unknown");
    }

    [Theory, OnBothDatabases]
    public async Task Account_that_never_asked_is_found_by_user_ID_address_or_NPWP_with_its_site_and_Default(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var desk = await host.DeskAsync();
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        (await desk.Medan.ProveDefaultPasswordAsync("sinar-12", GroupScenes.DefaultPassword)).Done();

        Assert.Equal(["277 sinar-277 notActivated -> 277", "12 sinar-12 activated -> 277", "300 sinar-300 underWay -> 277"], await FoundAsync("012345674331000"));
        // Merged away, and still found by the user ID and the address that it was registered with.
        Assert.Equal(["12 sinar-12 activated -> 277"], await FoundAsync("Sinar-12"));
        Assert.Equal(["12 sinar-12 activated -> 277"], await FoundAsync("12@SINAR.example"));
        Assert.Equal(["277 bumi notActivated -> -"], await FoundAsync(Some.OtherCompany.Email));
        Assert.Empty(await FoundAsync("sinar"));
        Assert.Empty(await FoundAsync(""));

        async Task<IReadOnlyList<string>> FoundAsync(string typed) =>
            [.. (await sari.CallAsync(HttpMethod.Get, $"accounts?q={Uri.EscapeDataString(typed)}")).Done().Json.GetProperty("accounts").EnumerateArray().Select(line =>
                $"{line.GetProperty("site")} {line.GetProperty("registeredUserId")} {line.GetProperty("progress")} -> {(line.GetProperty("default") is { ValueKind: JsonValueKind.Object } one ? one.GetProperty("site") : "-")}")];
    }

    [Theory, OnBothDatabases]
    public async Task For_staff_limited_to_sites_other_sites_are_not_there(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var desk = await host.DeskAsync();
        var dewi = DeskScenes.LimitedTo(StaffRoles.Verifikator, "300");

        var found = Assert.IsType<SearchCases.Answer.Found>(await host.Use<SearchCases>().HandleAsync(new(dewi, CaseFilter.Everything), Cancel));
        Assert.Equal((2, "cahaya sinar-300"), (found.Total, string.Join(' ', found.Cases.Select(line => line.UserId))));
        Assert.Equal(0, Assert.IsType<SearchCases.Answer.Found>(await host.Use<SearchCases>().HandleAsync(new(dewi, new() { Text = "bumi" }), Cancel)).Total);
        var queues = Assert.IsType<CountQueues.Answer.Counted>(await host.Use<CountQueues>().HandleAsync(new(dewi), Cancel)).Queues;
        Assert.Equal((2, 0, 2), (queues[QueueKind.Unassigned], queues[QueueKind.ToReview], queues[QueueKind.WaitingOnProvider]));
        var accounts = Assert.IsType<FindAccounts.Answer.Found>(await host.Use<FindAccounts>().HandleAsync(new(dewi, "012345674331000"), Cancel)).Accounts;
        Assert.Equal("300", Assert.Single(accounts).Site);

        // Nor can they be read or acted on.
        Assert.IsType<ReadCase.Answer.Found>(await host.Use<ReadCase>().HandleAsync(new(dewi, desk.Mending), Cancel));
        Assert.Equal("case-unknown", Assert.IsType<ReadCase.Answer.Refused>(await host.Use<ReadCase>().HandleAsync(new(dewi, desk.Doubt), Cancel)).Refusal.Code);
        Assert.Equal("case-unknown", Assert.IsType<AddNote.Answer.Refused>(await host.Use<AddNote>().HandleAsync(new(dewi, desk.Doubt, DeskScenes.Reason), Cancel)).Refusal.Code);
        Assert.Equal("case-unknown", Assert.IsType<GiveVerdict.Answer.Refused>(
            await host.Use<GiveVerdict>().HandleAsync(new(dewi, desk.Doubt, Guid.NewGuid(), Rules.Matching.VerdictAnswer.Same, DeskScenes.Reason), Cancel)).Refusal.Code);
        Assert.Equal("case-unknown", Assert.IsType<ClaimCase.Answer.Refused>(await host.Use<ClaimCase>().HandleAsync(new(dewi, desk.Doubt), Cancel)).Refusal.Code);
        Assert.Equal("case-unknown", Assert.IsType<AssignCase.Answer.Refused>(await host.Use<AssignCase>().HandleAsync(new(dewi, desk.Doubt, null), Cancel)).Refusal.Code);
    }
}
