using BackOffice.Fixtures;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.SignIn;
using BackOffice.Workflows.Tests.Registry;
using Microsoft.EntityFrameworkCore;
using static BackOffice.Workflows.Tests.Registry.RegistryFiles;

namespace BackOffice.Workflows.Tests.SignIn;

public sealed class RewrapOnSqliteTests() : RewrapTests(null);

public sealed class RewrapOnPostgreSqlTests(PostgresCluster cluster) : RewrapTests(cluster);

public abstract class RewrapTests(PostgresCluster? cluster)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Imported_hashes_are_wrapped_and_still_take_their_password()
    {
        await using var home = await HomeAsync();
        var rewrap = home.Get<Rewrap>();
        Assert.Equal(3, await rewrap.CountLeftAsync(Ct));

        await rewrap.WrapAsync(await rewrap.NextAsync(2, Ct), () => Task.CompletedTask, Ct);
        Assert.Equal(1, await rewrap.CountLeftAsync(Ct));
        await rewrap.WrapAsync(await rewrap.NextAsync(2, Ct), () => Task.CompletedTask, Ct);

        Assert.Equal(0, await rewrap.CountLeftAsync(Ct));
        Assert.Empty(await rewrap.NextAsync(2, Ct));
        foreach (var provider in await home.ReadAsync(db => db.Providers.Where(p => p.Id <= 3).ToListAsync(Ct)))
        {
            Assert.StartsWith("kdf:hk1:", provider.SealedPassword, StringComparison.Ordinal);
            Assert.Equal(0, provider.CredentialVersion);
            Assert.IsType<PasswordCheck.Right>(await PasswordVaultTests.CheckAsync(home.Vault, provider.Id, provider.SealedPassword, "Sandi-D00017-70"));
        }
    }

    [Fact]
    public async Task Members_of_groups_come_first_and_then_the_busiest_and_sites_outside_never()
    {
        await using var home = await HomeAsync();
        var rewrap = home.Get<Rewrap>();
        Assert.Equal([2L, 3L, 1L], await rewrap.NextAsync(10, Ct));

        await home.ChangeAsync(async db =>
        {
            var group = new ActivationGroup
            {
                Id = Guid.NewGuid(),
                DefaultAccountId = 1,
                DefaultReason = Rules.Matching.DefaultReason.MostPackages,
                FormedAt = home.Clock.GetUtcNow(),
                FormedBy = new(Guid.NewGuid()),
                RulesVersion = "1",
                AwaitsConfirmation = false,
            };
            db.Groups.Add(group);
            db.GroupMembers.Add(new() { GroupId = group.Id, AccountId = 1, FrozenPackageCount = 1, JoinedAt = home.Clock.GetUtcNow() });
            await db.SaveChangesAsync(Ct);
        });

        Assert.Equal([1L], await rewrap.NextAsync(10, Ct));
    }

    [Fact]
    public async Task Password_that_changed_meanwhile_is_not_overwritten()
    {
        await using var home = await HomeAsync();

        await home.Get<Rewrap>().WrapAsync([1], () => home.ChangeAsync(db =>
            db.Providers.Where(p => p.Id == 1).ExecuteUpdateAsync(set => set.SetProperty(p => p.SealedPassword, "kdf:new"), Ct)), Ct);

        Assert.Equal("kdf:new", await home.ReadAsync(db => db.Providers.Where(p => p.Id == 1).Select(p => p.SealedPassword).SingleAsync(Ct)));
    }

    private async Task<RegistryHome> HomeAsync()
    {
        var home = await RegistryHome.NewAsync(cluster);
        using var files = new RegistryFiles();
        await home.ImportAsync(files.Write(
            Account(packages: "1"), Account(userId: "besar", packages: "90"), Account(userId: "sedang", packages: "30", hash: PasswordVaultTests.LegacyText("sha1")),
            Account(site: "104", packages: "500")));
        return home;
    }
}
