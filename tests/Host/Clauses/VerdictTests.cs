using System.Net;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;

namespace BackOffice.Host.Tests.Clauses;

/// <summary>Decisions 3 and 10: verdicts stick, are listed and can be taken back; a contradiction is one case for a person; a record stands in one queue only.</summary>
public sealed class VerdictTests
{
    [Theory, OnBothDatabases]
    public async Task Verdict_is_listed_and_after_reopening_the_pair_is_in_doubt_again(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan) = await PairInDoubtAsync(host);
        var vera = await host.AddStaffAsync("vera", StaffRoles.Verifikator);
        var caseId = (await medan.OpenActivationAsync("sinar-medan")).CaseId();
        await vera.JudgeAsync(caseId, "same");
        Assert.Equal("awaitDefaultPassword", (await medan.ActivationAsync("sinar-medan")).State());

        var verdict = Assert.Single(await vera.VerdictsAsync("277/sinar-jambi"));
        Assert.Equal(("same", "vera"), (verdict.GetProperty("answer").GetString(), verdict.GetProperty("by").GetString()));
        (await (await host.AddStaffAsync("sari", StaffRoles.Helpdesk)).ReopenAsync(verdict)).RefusedAs(HttpStatusCode.Forbidden, "role-missing");
        (await vera.ReopenAsync(verdict, " ")).RefusedAs(HttpStatusCode.BadRequest, "reason-missing");
        (await vera.ReopenAsync(verdict)).Done();
        (await vera.ReopenAsync(verdict)).Done();

        Assert.Equal("underReview", (await medan.ActivationAsync("sinar-medan")).State());
        await vera.JudgeAsync(caseId, "unrelated");
        Assert.Equal("active", (await medan.ActivationAsync("sinar-medan")).State());
        Assert.Equal(["unrelated", "same"], (await vera.VerdictsAsync("12/sinar-medan")).Select(one => one.GetProperty("answer").GetString()!));
        Assert.Equal("active", (await jambi.OpenActivationAsync("sinar-jambi")).State());
    }

    [Theory, OnBothDatabases]
    public async Task Verdict_on_which_a_merge_rests_is_not_reopened(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (_, medan) = await PairInDoubtAsync(host);
        var vera = await host.AddStaffAsync("vera", StaffRoles.Verifikator);
        await vera.JudgeAsync((await medan.OpenActivationAsync("sinar-medan")).CaseId(), "same");
        Assert.Equal("active", (await medan.ProveDefaultPasswordAsync("sinar-medan", "kata sandi Jambi")).State());

        (await vera.ReopenAsync(Assert.Single(await vera.VerdictsAsync("12/sinar-medan")))).RefusedAs(HttpStatusCode.Conflict, "pair-merged");
        (await vera.CallAsync(HttpMethod.Post, $"verdicts/{Guid.NewGuid()}/reopen", new { reason = "Ada bukti baru." })).RefusedAs(HttpStatusCode.NotFound, "verdict-unknown");
        (await vera.CallAsync(HttpMethod.Get, "verdicts?account=277/nobody")).RefusedAs(HttpStatusCode.NotFound, "account-unknown");
    }

    [Theory, OnBothDatabases]
    public async Task Contradiction_in_a_chain_is_one_case_that_names_it_and_never_a_group(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan, palu) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"), await host.AddSiteAsync("300"));
        await jambi.RegisterAsync("sinar-jambi", Some.Account(packages: 40, password: "kata sandi Jambi"));
        await medan.RegisterAsync("sinar-medan", Some.Account(npwp: "", packages: 3));
        var vera = await host.AddStaffAsync("vera", StaffRoles.Verifikator);
        await vera.JudgeAsync((await medan.OpenActivationAsync("sinar-medan")).CaseId(), "unrelated");
        // A third account is one company with both, which a person had said are two.
        await palu.RegisterAsync("sinar-palu", Some.Account(packages: 7));
        var caseId = (await palu.OpenActivationAsync("sinar-palu")).CaseId();
        (await vera.JudgePairAsync(caseId, "12/sinar-medan", "300/sinar-palu", "same")).Done();

        var waiting = await palu.ActivationAsync("sinar-palu");
        Assert.Equal(("underReview", false), (waiting.State(), waiting.HasGroup()));
        var @case = await vera.CaseAsync(caseId);
        Assert.Equal("contradiction", @case["stateReason"]);
        Assert.Equal("12 and 277", string.Join(" and ", @case.Json.GetProperty("pairs").EnumerateArray().Single(pair => pair.GetProperty("contradicts").GetBoolean()) is var pair
            ? new[] { pair.GetProperty("a").GetProperty("site").GetString()!, pair.GetProperty("b").GetProperty("site").GetString()! }.Order(StringComparer.Ordinal) : []));

        (await vera.ReopenAsync((await vera.VerdictsAsync("12/sinar-medan")).Single(one => one.GetProperty("answer").GetString() == "same"))).Done();
        (await vera.JudgePairAsync(caseId, "12/sinar-medan", "300/sinar-palu", "unrelated")).Done();
        Assert.Equal("awaitDefaultPassword", (await palu.ActivationAsync("sinar-palu")).State());
    }

    [Theory, OnBothDatabases]
    public async Task Two_cases_in_one_doubt_are_one_review_and_one_verdict_wakes_both(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan) = await PairInDoubtAsync(host);
        var vera = await host.AddStaffAsync("vera", StaffRoles.Verifikator);
        var first = await jambi.OpenActivationAsync("sinar-jambi");
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await medan.OpenActivationAsync("sinar-medan");
        Assert.Equal(("underReview", "underReview"), (first.State(), second.State()));

        Assert.Equal(["sinar-jambi"], await vera.QueueAsync("verifikator"));
        Assert.Equal((null, first["number"]), ((await vera.CaseAsync(first.CaseId())).WaitsOn(), (await vera.CaseAsync(second.CaseId())).WaitsOn()));

        await vera.JudgeAsync(first.CaseId(), "unrelated");
        Assert.Equal(("active", "active"), ((await jambi.ActivationAsync("sinar-jambi")).State(), (await medan.ActivationAsync("sinar-medan")).State()));
        Assert.Empty(await vera.QueueAsync("verifikator"));
    }

    [Theory, OnBothDatabases]
    public async Task Case_whose_review_case_is_over_is_the_review_itself(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan) = await PairInDoubtAsync(host);
        var vera = await host.AddStaffAsync("vera", StaffRoles.Verifikator, StaffRoles.Helpdesk);
        var first = await jambi.OpenActivationAsync("sinar-jambi");
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await medan.OpenActivationAsync("sinar-medan");

        (await vera.CallAsync(HttpMethod.Post, $"cases/{first.CaseId()}/incident", new { act = "cancel", reason = "Diminta penyedia." })).Done();

        Assert.Equal(["sinar-medan"], await vera.QueueAsync("verifikator"));
        Assert.Null((await vera.CaseAsync(second.CaseId())).WaitsOn());
    }

    [Theory, OnBothDatabases]
    public async Task Of_two_different_verdicts_at_once_one_wins_and_the_other_is_told(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (_, medan) = await PairInDoubtAsync(host);
        var caseId = (await medan.OpenActivationAsync("sinar-medan")).CaseId();
        var (vera, budi) = (await host.AddStaffAsync("vera", StaffRoles.Verifikator), await host.AddStaffAsync("budi", StaffRoles.Verifikator));
        var pair = Assert.Single(await vera.PairsAsync(caseId)).GetProperty("pair").GetGuid();
        await budi.TokenAsync();

        var replies = await AtOnce.AllAsync(
        [
            () => vera.CallAsync(HttpMethod.Post, $"cases/{caseId}/verdict", new { pair, answer = "branch", reason = "Cabang menurut akta." }),
            () => budi.CallAsync(HttpMethod.Post, $"cases/{caseId}/verdict", new { pair, answer = "unrelated", reason = "Bukan satu perusahaan." }),
        ]);

        var lost = Assert.Single(replies, reply => (int)reply.Status >= 300);
        // The loser is told that it was decided, or, where the case has already looked again, to load it anew.
        Assert.True(lost.Refusal is "already-judged" or "pair-unknown", lost.Text);
        Assert.Single(await vera.VerdictsAsync("12/sinar-medan"));
        await medan.ReachesAsync("sinar-medan", "active");
    }

    [Theory, OnBothDatabases]
    public async Task Verdict_and_an_import_of_the_same_account_at_once_both_count(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (_, medan) = await PairInDoubtAsync(host);
        var caseId = (await medan.OpenActivationAsync("sinar-medan")).CaseId();
        var vera = await host.AddStaffAsync("vera", StaffRoles.Verifikator);
        var pair = Assert.Single(await vera.PairsAsync(caseId)).GetProperty("pair").GetGuid();

        var replies = await AtOnce.AllAsync(
        [
            () => vera.CallAsync(HttpMethod.Post, $"cases/{caseId}/verdict", new { pair, answer = "unrelated", reason = "Bukan satu perusahaan." }),
            () => medan.TryToRegisterAsync("sinar-medan", Some.Account(packages: 3)),
        ]);

        replies[1].Done();
        // By the import alone the two would be one company; the verdict stands above it, whichever came first (decision 10), unless the case had looked again before it was given.
        if (replies[0].Refusal == "pair-unknown")
            (await vera.JudgePairAsync(caseId, "12/sinar-medan", "277/sinar-jambi", "unrelated")).Done();
        else
            replies[0].Done();
        await medan.ReachesAsync("sinar-medan", "active");
        Assert.False((await medan.ActivationAsync("sinar-medan")).HasGroup() && (await medan.ActivationAsync("sinar-medan")).DefaultSite() == "12");
    }

    private static async Task<(SiteClient Jambi, SiteClient Medan)> PairInDoubtAsync(RunningHost host)
    {
        var (jambi, medan) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"));
        await jambi.RegisterAsync("sinar-jambi", Some.Account(packages: 40, password: "kata sandi Jambi"));
        await medan.RegisterAsync("sinar-medan", Some.Account(npwp: "", packages: 3));
        return (jambi, medan);
    }
}
