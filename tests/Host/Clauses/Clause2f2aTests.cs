using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;

namespace BackOffice.Host.Tests.Clauses;

/// <summary>2.f.2.a: equal NPWP and different addresses are different companies or branches; each keeps and activates its own account.</summary>
public sealed class Clause2f2aTests
{
    [Theory, OnBothDatabases]
    public async Task Branches_keep_their_own_login_and_both_roam(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan, palu) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"), await host.AddSiteAsync("300"));
        await jambi.RegisterAsync("sinar-jambi", Some.Account(password: "kata sandi Jambi"));
        await medan.RegisterAsync("sinar-medan", Branch("Jl. Sisingamangaraja No. 88") with { Password = "kata sandi Medan" });

        var (head, branch) = (await jambi.OpenActivationAsync("sinar-jambi"), await medan.OpenActivationAsync("sinar-medan"));

        Assert.Equal(("active", "active"), (head.State(), branch.State()));
        Assert.Equal((false, false), (head.HasGroup(), branch.HasGroup()));
        Assert.Equal("sinar-jambi", (await palu.LoginAsync("sinar-jambi", "kata sandi Jambi")).Done()["userId"]);
        Assert.Equal("sinar-medan", (await palu.LoginAsync("sinar-medan", "kata sandi Medan")).Done()["userId"]);
        Assert.Equal(["different_branch"], await (await host.AddStaffAsync("andi", StaffRoles.Auditor)).DecisionsAsync(branch.CaseId()));
    }

    [Theory]
    [InlineData("Jl. Jend. A. Yani No. 14")]
    [InlineData("Jl. Jend. A. Yani No. 12A")]
    [InlineData("Jl. Gatot Subroto No. 12")]
    public async Task Other_house_or_street_of_one_town_is_another_branch(string address)
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var (jambi, medan) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"));
        await jambi.RegisterAsync("sinar-jambi", Some.Account(address: "Jl. Jend. A. Yani No. 12"));
        await medan.RegisterAsync("sinar-medan", Some.Account(address: address));

        var reply = await medan.OpenActivationAsync("sinar-medan");

        Assert.Equal(("active", false), (reply.State(), reply.HasGroup()));
    }

    [Theory, OnBothDatabases]
    public async Task City_and_regency_of_one_name_are_two_places(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"));
        await jambi.RegisterAsync("sinar-jambi", Some.Account() with { Regency = "Kota Bogor", Province = "Jawa Barat", PostalCode = "" });
        await medan.RegisterAsync("sinar-medan", Some.Account() with { Regency = "Kabupaten Bogor", Province = "Jawa Barat", PostalCode = "" });

        Assert.Equal("active", (await medan.OpenActivationAsync("sinar-medan")).State());
    }

    [Theory, OnBothDatabases]
    public async Task Branch_with_the_user_ID_of_another_branch_must_rename_like_everybody_else(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"));
        await jambi.RegisterAsync("sinar", Some.Account());
        await medan.RegisterAsync("sinar", Branch("Jl. Sisingamangaraja No. 88"));

        Assert.Equal("awaitUserId", (await jambi.OpenActivationAsync("sinar")).State());
        Assert.Equal("awaitUserId", (await medan.OpenActivationAsync("sinar")).State());
    }

    private static Account Branch(string address) => Some.Account(address: address) with { Regency = "Kota Medan", Province = "Sumatera Utara", PostalCode = "20217" };
}
