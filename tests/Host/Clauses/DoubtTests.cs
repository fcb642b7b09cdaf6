using System.Net;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;

namespace BackOffice.Host.Tests.Clauses;

/// <summary>2.f where NPWP and address do not settle it: a person decides, and the verdict sticks (decisions 3, 6, 10).</summary>
public sealed class DoubtTests
{
    [Theory, OnBothDatabases]
    public async Task Missing_NPWP_waits_for_a_verdict_and_goes_on_as_one_company_after_same(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan) = await SitesWithDoubtAsync(host, Some.Account(npwp: "", packages: 3));
        var waiting = await medan.OpenActivationAsync("sinar-medan");
        Assert.Equal("underReview", waiting.State());
        Assert.Equal(["wait-for-review at nobody's"], waiting.Remaining());

        await (await host.AddStaffAsync("vera", StaffRoles.Verifikator)).JudgeAsync(waiting.CaseId(), "same");

        Assert.Equal("awaitDefaultPassword", (await medan.ActivationAsync("sinar-medan")).State());
        Assert.Equal("active", (await medan.ProveDefaultPasswordAsync("sinar-medan", "kata sandi Jambi")).State());
        Assert.Equal("active", (await jambi.OpenActivationAsync("sinar-jambi")).State());
    }

    [Theory]
    [InlineData("branch", DatabaseProvider.Sqlite)]
    [InlineData("branch", DatabaseProvider.PostgreSql)]
    [InlineData("unrelated", DatabaseProvider.Sqlite)]
    [InlineData("unrelated", DatabaseProvider.PostgreSql)]
    public async Task Judged_apart_each_activates_its_own_and_the_verdict_holds_for_the_other_too(string verdict, DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan) = await SitesWithDoubtAsync(host, Some.Account(npwp: ""));
        var waiting = await medan.OpenActivationAsync("sinar-medan");

        await (await host.AddStaffAsync("vera", StaffRoles.Verifikator)).JudgeAsync(waiting.CaseId(), verdict);

        Assert.Equal(("active", false), await StateAsync(medan, "sinar-medan"));
        (await jambi.OpenActivationAsync("sinar-jambi")).Done();
        Assert.Equal(("active", false), await StateAsync(jambi, "sinar-jambi"));
    }

    [Theory]
    [InlineData("all zero", "00.000.000.0-000.000", "Jl. Jend. A. Yani No. 12")]
    [InlineData("other unit of one building", "01.234.567.4-331.000", "Gedung Graha Lt. 3, Jl. Jend. A. Yani No. 12")]
    [InlineData("address too poor", "01.234.567.4-331.000", "Jambi")]
    public async Task Doubtful_pair_is_a_persons_question(string why, string npwp, string address)
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var (_, medan) = await SitesWithDoubtAsync(host, Some.Account(npwp: npwp, address: address));

        var reply = await medan.OpenActivationAsync("sinar-medan");

        Assert.Equal((why, "underReview"), (why, reply.State()));
    }

    [Theory, OnBothDatabases]
    public async Task Only_a_verifikator_with_a_reason_decides_and_once(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (_, medan) = await SitesWithDoubtAsync(host, Some.Account(npwp: ""));
        var caseId = (await medan.OpenActivationAsync("sinar-medan")).CaseId();
        var (verifikator, helpdesk) = (await host.AddStaffAsync("vera", StaffRoles.Verifikator), await host.AddStaffAsync("sari", StaffRoles.Helpdesk));
        var pair = Assert.Single(await verifikator.PairsAsync(caseId)).GetProperty("pair").GetGuid();
        Task<Reply> Judge(StaffClient staff, string answer, string reason) => staff.CallAsync(HttpMethod.Post, $"cases/{caseId}/verdict", new { pair, answer, reason });

        (await Judge(helpdesk, "same", "Sudah dicocokkan.")).RefusedAs(HttpStatusCode.Forbidden, "role-missing");
        (await Judge(verifikator, "same", " ")).RefusedAs(HttpStatusCode.BadRequest, "reason-missing");
        (await Judge(verifikator, "perhaps", "Sudah dicocokkan.")).RefusedAs(HttpStatusCode.BadRequest, "json-malformed");
        Assert.Equal("underReview", (await medan.ActivationAsync("sinar-medan")).State());
        (await Judge(verifikator, "unrelated", "Sudah dicocokkan.")).Done();
        Assert.Equal("active", (await medan.ActivationAsync("sinar-medan")).State());
    }

    [Theory, OnBothDatabases]
    public async Task Two_accounts_of_one_company_at_one_site_are_a_persons_question(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var jambi = await host.AddSiteAsync("277");
        await jambi.RegisterAsync("sinar-1", Some.Account(packages: 40));
        await jambi.RegisterAsync("sinar-2", Some.Account(packages: 3));

        Assert.Equal("underReview", (await jambi.OpenActivationAsync("sinar-2")).State());
    }

    [Theory, OnBothDatabases]
    public async Task Edit_that_settles_the_question_lets_the_case_go_on_by_itself(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (_, medan) = await SitesWithDoubtAsync(host, Some.Account(npwp: ""));
        Assert.Equal("underReview", (await medan.OpenActivationAsync("sinar-medan")).State());

        await medan.RegisterAsync("sinar-medan", Some.Account());

        await medan.ReachesAsync("sinar-medan", "awaitDefaultPassword");
    }

    private static async Task<(SiteClient Jambi, SiteClient Medan)> SitesWithDoubtAsync(RunningHost host, Account doubtful)
    {
        var (jambi, medan) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"));
        await jambi.RegisterAsync("sinar-jambi", Some.Account(packages: 40, password: "kata sandi Jambi"));
        await medan.RegisterAsync("sinar-medan", doubtful);
        return (jambi, medan);
    }

    private static async Task<(string State, bool HasGroup)> StateAsync(SiteClient site, string userId)
    {
        var reply = await site.ActivationAsync(userId);
        return (reply.State(), reply.HasGroup());
    }
}
