using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Host.Tests.Clauses;

/// <summary>Decision 7 under pressure: whoever comes at once, no user ID ever has two holders.</summary>
public sealed class UserIdRaceTests
{
    [Theory, OnBothDatabases]
    public async Task Of_many_who_rename_to_one_ID_at_once_one_gets_it(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var sites = new List<SiteClient>();
        for (var i = 0; i < 4; i++)
        {
            var site = await host.AddSiteAsync($"{100 + i}");
            await site.RegisterAsync($"penyedia-{i}", Company(i));
            (await site.OpenActivationAsync($"penyedia-{i}")).Done();
            sites.Add(site);
        }

        var replies = await AtOnce.AllAsync(sites.Select((site, i) => (Func<Task<Reply>>)(() => site.RenameAsync($"penyedia-{i}", i % 2 == 0 ? "maju-terus" : "MAJU-TERUS", Company(i).Password))));

        Assert.Single(replies, reply => (int)reply.Status == 200);
        Assert.All(replies.Where(reply => (int)reply.Status != 200), reply => Assert.Equal("user-id-taken", reply.Refusal));
        await OneHolderEachAsync(host);
    }

    [Theory, OnBothDatabases]
    public async Task Rename_and_activation_for_one_ID_at_once_never_leave_two_holders(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"));
        for (var round = 0; round < 4; round++)
        {
            await jambi.RegisterAsync($"maju-{round}", Company(10 + round));
            await medan.RegisterAsync($"bumi-{round}", Company(20 + round));
            (await medan.OpenActivationAsync($"bumi-{round}")).Done();

            var replies = await AtOnce.AllAsync(
            [
                () => jambi.OpenActivationAsync($"maju-{round}"),
                () => medan.RenameAsync($"bumi-{round}", $"maju-{round}", Company(20 + round).Password),
            ]);

            Assert.Equal("active", replies[0].State());
            Assert.Equal("user-id-taken", replies[1].Refusal);
            await OneHolderEachAsync(host);
        }
    }

    [Theory, OnBothDatabases]
    public async Task Rename_of_a_member_and_its_merge_at_once_leave_no_login_of_its_own_behind(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"));
        for (var round = 0; round < 4; round++)
        {
            var member = Company(30 + round) with { PackageCount = 1 };
            await jambi.RegisterAsync($"induk-{round}", member with { PackageCount = 90, Password = "kata sandi Jambi" });
            await medan.RegisterAsync($"anggota-{round}", member);
            (await jambi.OpenActivationAsync($"induk-{round}")).Done();
            Assert.Equal("awaitDefaultPassword", (await medan.OpenActivationAsync($"anggota-{round}")).State());

            var replies = await AtOnce.AllAsync(
            [
                () => medan.ProveDefaultPasswordAsync($"anggota-{round}", "kata sandi Jambi"),
                () => medan.RenameAsync($"anggota-{round}", $"nama-baru-{round}", member.Password),
            ]);

            await medan.ReachesAsync($"anggota-{round}", "active");
            Assert.Equal($"induk-{round}", (await medan.LoginAsync($"induk-{round}", "kata sandi Jambi")).Done()["userId"]);
            Assert.Equal("wrong-password", (await medan.LoginAsync($"nama-baru-{round}", member.Password)).Refusal);
            Assert.Equal("wrong-password", (await medan.LoginAsync($"anggota-{round}", member.Password)).Refusal);
            // Either it came first and the new ID was merged away, or it came second and there was nobody left to rename.
            Assert.True((int)replies[1].Status == 200 || replies[1].Refusal == "wrong-password", replies[1].Text);
            if ((int)replies[1].Status != 200)
                Assert.Equal(0, await host.Database.ReadAsync((db, ct) => db.Providers.CountAsync(provider => provider.UserIdKey == $"nama-baru-{round}", ct), TestContext.Current.CancellationToken));
            await OneHolderEachAsync(host);
        }
    }

    private static async Task OneHolderEachAsync(RunningHost host)
    {
        var holders = await host.Database.ReadAsync((db, ct) => db.Accounts.Where(account => account.ActivatedAt != null && account.ClosedAt == null)
            .Select(account => new { account.Provider.UserIdKey, account.ProviderId }).Distinct().ToListAsync(ct), TestContext.Current.CancellationToken);
        Assert.All(holders.GroupBy(holder => holder.UserIdKey), same => Assert.Single(same));
        var claims = await host.Database.ReadAsync((db, ct) => db.UserIdClaims.ToDictionaryAsync(claim => claim.Key, claim => claim.ProviderId, ct), TestContext.Current.CancellationToken);
        Assert.All(holders, holder => Assert.Equal(holder.ProviderId, claims[holder.UserIdKey]));
    }

    private static Account Company(int number) => Some.OtherCompany with
    {
        CompanyName = $"PT {Names[number % Names.Length]} {Names[number * 7 % Names.Length]} {Roman(number)}",
        Npwp = Npwp(number),
        Address = $"Jl. Melati No. {100 + number * 3}",
        Phone = $"061-45{number:D5}",
        Email = $"kantor{number}@contoh.example",
    };

    // Digits 1 to 9 with their check digit (Luhn), then a tax office and the head office.
    private static string Npwp(int number)
    {
        var eight = $"{2_345_000 + number * 37:D8}";
        var sum = eight.Select((digit, i) => (digit - '0') * (i % 2 == 0 ? 1 : 2)).Sum(value => value > 9 ? value - 9 : value);
        return $"{eight}{(10 - sum % 10) % 10}211000";
    }

    private static string Roman(int number) => new((char)('A' + number % 26), 1 + number / 26);

    private static readonly string[] Names = ["Cakra", "Duta", "Elang", "Fajar", "Garuda", "Harapan", "Intan", "Jaya", "Kirana", "Lestari", "Mutiara"];
}
