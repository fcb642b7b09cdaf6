using BackOffice.Fixtures;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Registry;
using BackOffice.Workflows.Registry.Intake;
using BackOffice.Workflows.SignIn;
using BackOffice.Workflows.Tests.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static BackOffice.Workflows.Tests.Registry.RegistryFiles;

namespace BackOffice.Workflows.Tests.Registry;

public sealed class PutAccountOnSqliteTests() : PutAccountTests(null);

public sealed class PutAccountOnPostgreSqlTests(PostgresCluster cluster) : PutAccountTests(cluster);

public abstract class PutAccountTests(PostgresCluster? cluster)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static PutAccount.Details Details { get; } = new(
        PasswordVaultTests.LegacyText("md5"), "PT Maju Jaya", "02.900.387.8-611.000", "", "Jl. Jend. Sudirman No. 173", "Kota Jambi", "Jambi", "36144", "0741 36934",
        "kantor@majujaya.example", 5, new(2012, 3, 24), true);

    [Fact]
    public async Task Account_by_itself_is_the_same_as_a_row_of_an_import()
    {
        await using var home = await HomeAsync(Account());

        Assert.IsType<PutAccount.Answer.Unchanged>(await PutAsync(home, "70", "MajuJaya", Details));
        Assert.IsType<PutAccount.Answer.Created>(await PutAsync(home, "73", "majujaya", Details));
        Assert.True((await home.ImportAsync(new RegistryFiles().Write(Account(), Account(site: "73")))).NothingChanged);
    }

    [Fact]
    public async Task Account_that_comes_by_itself_in_the_middle_of_a_first_import_is_not_made_twice()
    {
        await using var home = await HomeAsync();
        using var files = new RegistryFiles();
        var request = files.Write([.. Enumerable.Range(0, AccountSource.BatchSize).Select(i => Account(userId: $"penyedia{i}")), Account(site: "73"), Account(site: "73", userId: "lain")]);

        var answer = await home.Get<ImportRegistry>().HandleAsync(request, new Once(() => PutAsync(home, "73", "majujaya", Details)), Ct);

        // What it says of the one that came by itself is what its site had just said.
        var counts = Assert.IsType<ImportRegistry.Answer.Imported>(answer).Counts;
        Assert.Equal((AccountSource.BatchSize + 1, 1, 0), (counts.AccountsAdded, counts.AccountsUnchanged, counts.Rejected));
        Assert.Equal(AccountSource.BatchSize + 2, await home.ReadAsync(db => db.Accounts.CountAsync(Ct)));
    }

    [Fact]
    public async Task New_account_needs_a_password_and_a_known_one_keeps_its_own()
    {
        await using var home = await HomeAsync(Account());
        var silent = Details with { PasswordHash = null, PackageCount = 8 };

        Assert.Equal("password-missing", Refused(await PutAsync(home, "70", "lain", silent)));
        Assert.Empty(Assert.IsType<PutAccount.Answer.Updated>(await PutAsync(home, "70", "majujaya", silent)).NotTaken);

        var account = Assert.Single(await home.AccountsAsync());
        Assert.Equal((8, 0), (account.PackageCount, account.Provider.CredentialVersion));
    }

    [Fact]
    public async Task What_cannot_be_taken_is_refused_with_a_reason()
    {
        await using var home = await HomeAsync(Account());
        await home.ChangeAsync(async db =>
        {
            db.UserIdClaims.Add(new() { Key = "dipakai", ProviderId = 1, Reason = ClaimReason.GivenUp, At = home.Clock.GetUtcNow() });
            await db.SaveChangesAsync(Ct);
        });

        Assert.Equal("site-unknown", Refused(await PutAsync(home, "999", "majujaya", Details)));
        Assert.Equal("account-malformed", Refused(await PutAsync(home, "70", "baru", Details with { PasswordHash = "rahasia" })));
        Assert.Equal("account-malformed", Refused(await PutAsync(home, "70", "baru", Details with { CompanyName = "\0" })));
        Assert.Equal("user-id-claimed", Refused(await PutAsync(home, "70", "Dipakai", Details)));
        Assert.IsType<PutAccount.Answer.Created>(await PutAsync(home, "104", "Dipakai", Details));
    }

    [Fact]
    public async Task Many_at_once_make_each_account_once()
    {
        await using var home = await HomeAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => Task.Run(() => PutAsync(home, "70", $"akun{i % 12}", Details), Ct)));

        Assert.Equal(12, answers.OfType<PutAccount.Answer.Created>().Count());
        Assert.Equal(Enumerable.Range(1, 12).Select(id => (long)id), (await home.AccountsAsync()).Select(account => account.Id));
    }

    [Fact]
    public async Task Open_case_hears_of_a_changed_identity_and_of_nothing_else()
    {
        await using var home = await HomeAsync(Account(), Account(userId: "lain"));
        await home.ChangeAsync(async db =>
        {
            db.Cases.Add(new()
            {
                Id = new(Guid.NewGuid()),
                Number = "AKT-1",
                AccountId = 1,
                SiteCode = SiteCode.Parse("277"),
                CompanyKey = "",
                InstanceId = new(Guid.NewGuid()),
                DefinitionId = "activation",
                State = CaseState.AwaitIdentity,
                OpenedAt = home.Clock.GetUtcNow(),
                StateSince = home.Clock.GetUtcNow(),
            });
            await db.SaveChangesAsync(Ct);
        });
        var heard = home.Get<Heard>().Providers;

        await PutAsync(home, "70", "majujaya", Details with { PackageCount = 6 });
        await PutAsync(home, "70", "lain", Details with { Province = "" });
        Assert.Empty(heard);
        await PutAsync(home, "70", "majujaya", Details with { Province = "" });

        Assert.Equal([1L], heard);
    }

    private static string Refused(PutAccount.Answer answer) => Assert.IsType<PutAccount.Answer.Refused>(answer).Refusal.Code;

    private static Task<PutAccount.Answer> PutAsync(RegistryHome home, string site, string userId, PutAccount.Details details) =>
        new PutAccount(home.Database, home.Get<KeyRing>()).HandleAsync(new(SiteCode.Parse(site), UserId.Parse(userId), details), Ct);

    private async Task<RegistryHome> HomeAsync(params string[] accounts)
    {
        var home = await RegistryHome.NewAsync(cluster, more: services => services.AddSingleton<Heard>().AddScoped<IIdentityChanged, Listener>());
        using var files = new RegistryFiles();
        await home.ImportAsync(files.Write(accounts));
        return home;
    }

    private sealed class Heard
    {
        public List<long> Providers { get; } = [];
    }

    private sealed class Listener(Heard heard) : IIdentityChanged
    {
        public Task ChangedAsync(long providerId, CancellationToken ct)
        {
            heard.Providers.Add(providerId);
            return Task.CompletedTask;
        }
    }

    /// <summary>Does something when the first progress is told.</summary>
    private sealed class Once(Func<Task> act) : IProgress<ImportProgress>
    {
        private bool done;

        public void Report(ImportProgress value)
        {
            if (done)
                return;
            done = true;
            Task.Run(act, Ct).GetAwaiter().GetResult();
        }
    }
}
