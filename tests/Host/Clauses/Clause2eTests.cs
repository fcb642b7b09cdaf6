using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;

namespace BackOffice.Host.Tests.Clauses;

/// <summary>2.e: at activation duplicates of user ID, e-mail, NPWP and other identity are looked for at all V3 sites that take part.</summary>
public sealed class Clause2eTests
{
    [Theory, OnBothDatabases]
    public async Task Accounts_of_the_company_are_found_at_every_site_whichever_of_them_asks(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan, palu) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"), await host.AddSiteAsync("300"));
        await jambi.RegisterAsync("sinar-jambi", Some.Account(packages: 40));
        await medan.RegisterAsync("sinar-medan", Some.Account(packages: 3));
        await palu.RegisterAsync("sinar-palu", Some.Account(packages: 2));

        var group = (await palu.OpenActivationAsync("sinar-palu")).Group();

        Assert.Equal((3, """["12","277","300"]"""), (group.GetProperty("size").GetInt32(), group.GetProperty("sites").GetRawText()));
    }

    [Theory]
    [InlineData("01.234.567.4-331.000")]
    [InlineData("012345674331000")]
    [InlineData("0012345674331000")]
    [InlineData("01 234 567 4 331 000")]
    [InlineData("01.234.567.4-407.000")]
    public async Task NPWP_is_one_however_it_is_written(string npwp)
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var (jambi, medan) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"));
        await jambi.RegisterAsync("sinar-jambi", Some.Account(npwp: "01.234.567.4-331.000"));
        await medan.RegisterAsync("sinar-medan", Some.Account(npwp: npwp));

        Assert.True((await medan.OpenActivationAsync("sinar-medan")).HasGroup());
    }

    [Theory]
    [InlineData("Jalan Jenderal Ahmad Yani Nomor 12")]
    [InlineData("JL.JEND.A.YANI NO.12")]
    [InlineData("Jln. A. Yani No.12, Kota Jambi")]
    public async Task Address_is_one_however_it_is_written(string address)
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var (jambi, medan) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"));
        await jambi.RegisterAsync("sinar-jambi", Some.Account());
        await medan.RegisterAsync("sinar-medan", Some.Account(address: address));

        Assert.True((await medan.OpenActivationAsync("sinar-medan")).HasGroup());
    }

    [Theory, OnBothDatabases]
    public async Task Shared_e_mail_of_two_taxpayers_is_noted_and_keeps_nobody_waiting(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"));
        await jambi.RegisterAsync("sinar", Some.Account(email: "konsultan@pajak.example"));
        await medan.RegisterAsync("bumi", Some.OtherCompany with { Email = "konsultan@pajak.example" });

        var reply = await jambi.OpenActivationAsync("sinar");

        Assert.Equal(("active", false), (reply.State(), reply.HasGroup()));
        Assert.Equal(["shared_contact"], await (await host.AddStaffAsync("andi", StaffRoles.Auditor)).DecisionsAsync(reply.CaseId()));
    }

    [Theory, OnBothDatabases]
    public async Task Staff_see_for_every_pair_what_was_compared_as_written(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"));
        await jambi.RegisterAsync("sinar-jambi", Some.Account(address: "Jl. Jend. A. Yani No. 12"));
        await medan.RegisterAsync("sinar-medan", Some.Account(address: "Jalan Jenderal Ahmad Yani Nomor 12"));
        var caseId = (await medan.OpenActivationAsync("sinar-medan")).CaseId();

        var pair = Assert.Single(await (await host.AddStaffAsync("andi", StaffRoles.Auditor)).PairsAsync(caseId));

        Assert.Equal(("same_company", "SameCompany"), (pair.GetProperty("decision").GetString(), pair.GetProperty("rule").GetString()));
        Assert.Contains("Jl. Jend. A. Yani No. 12", pair.GetProperty("evidence").GetRawText(), StringComparison.Ordinal);
        Assert.Contains("Jalan Jenderal Ahmad Yani Nomor 12", pair.GetProperty("evidence").GetRawText(), StringComparison.Ordinal);
    }
}
