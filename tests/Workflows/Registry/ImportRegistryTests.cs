using BackOffice.Fixtures;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Registry;
using BackOffice.Workflows.SignIn;
using BackOffice.Workflows.Tests.SignIn;
using Microsoft.EntityFrameworkCore;
using static BackOffice.Workflows.Tests.Registry.RegistryFiles;

namespace BackOffice.Workflows.Tests.Registry;

public sealed class ImportOnSqliteTests() : ImportRegistryTests(null);

public sealed class ImportOnPostgreSqlTests(PostgresCluster cluster) : ImportRegistryTests(cluster)
{
    [Fact]
    public async Task The_server_knows_at_once_how_large_the_registry_is()
    {
        await using var home = await RegistryHome.NewAsync(Cluster);
        using var files = new RegistryFiles();

        await home.ImportAsync(files.Write(Account(), Account(site: "104")));

        Assert.Equal(2, await home.ReadAsync(db => db.Database.SqlQuery<float>($"""SELECT reltuples AS "Value" FROM pg_class WHERE relname = 'Accounts'""").SingleAsync(Ct)));
    }
}

public abstract class ImportRegistryTests(PostgresCluster? cluster)
{
    /// <summary>The server, where it is not SQLite.</summary>
    protected PostgresCluster? Cluster => cluster;

    /// <summary>Ends with the test.</summary>
    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Registry_is_loaded_with_a_provider_for_each_account()
    {
        await using var home = await RegistryHome.NewAsync(cluster);
        using var files = new RegistryFiles();

        var counts = await home.ImportAsync(files.Write(Account(), Account(site: "073", userId: " Lestari ", name: "\"CV \"\"Lestari\"\", Tbk\"", packages: "0", verified: "FALSE")));

        Assert.Equal(new ImportCounts(3, 0, 2, 0, 0, 0, 0), counts);
        var accounts = await home.AccountsAsync();
        Assert.Equal([1L, 2L], accounts.Select(account => account.Id));
        Assert.All(accounts, account => Assert.True(account.IsOwnProvider));
        var lestari = accounts[1];
        Assert.Equal(("73", "Lestari", "lestari", 0, false), (lestari.SiteCode.Value, lestari.UserId.Value, lestari.UserIdKey, lestari.PackageCount, lestari.Verified));
        Assert.Equal("CV \"Lestari\", Tbk", lestari.Provider.CompanyName);
        Assert.Equal(new DateOnly(2012, 3, 24), lestari.RegisteredOn);
        Assert.IsType<PasswordCheck.Right>(await PasswordVaultTests.CheckAsync(home.Vault, 2, lestari.Provider.SealedPassword, "Sandi-D00017-70"));
    }

    [Fact]
    public async Task Site_joins_when_its_accounts_and_all_their_keys_are_in()
    {
        await using var home = await RegistryHome.NewAsync(cluster);
        using var files = new RegistryFiles();

        await home.ImportAsync(files.Write(Account(), Account(site: "104")));

        Assert.Equal(
            [("104", SiteStage.NonV3), ("70", SiteStage.Aggregated), ("73", SiteStage.Aggregated)],
            await home.ReadAsync(db => db.Sites.OrderBy(site => site.Code).Select(site => ValueTuple.Create(site.Code.Value, site.Stage)).ToListAsync(Ct)));
        Assert.Equal([1L, 2L], await home.ReadAsync(db => db.BlockingKeys.Select(key => key.ProviderId).Distinct().Order().ToListAsync(Ct)));
        Assert.Equal(5, await home.ReadAsync(db => db.Changes.CountAsync(Ct)));
    }

    [Fact]
    public async Task Repeated_import_changes_nothing()
    {
        await using var home = await RegistryHome.NewAsync(cluster);
        using var files = new RegistryFiles();
        var request = files.Write(
            Account(), Account(site: "73", hash: PasswordVaultTests.LegacyText("sha1")), Account(userId: "lain", hash: $"\"{PasswordVaultTests.LegacyText("kdf")}\""));
        await home.ImportAsync(request);

        var counts = await home.ImportAsync(request);

        Assert.Equal(new ImportCounts(0, 0, 0, 0, 3, 0, 0), counts);
        Assert.True(counts.NothingChanged);
    }

    [Fact]
    public async Task Dry_run_says_what_would_happen_and_changes_nothing()
    {
        await using var home = await RegistryHome.NewAsync(cluster);
        using var files = new RegistryFiles();
        await home.ImportAsync(files.Write(Account()));
        var request = files.Write(Account(packages: "6"), Account(userId: "baru"), Account(site: "999"));

        var counts = await home.ImportAsync(request with { DryRun = true });

        Assert.Equal(new ImportCounts(0, 0, 1, 1, 0, 0, 1), counts);
        Assert.Equal(5, Assert.Single(await home.AccountsAsync()).PackageCount);
        Assert.Equal(counts, await home.ImportAsync(request));
    }

    [Fact]
    public async Task Account_that_is_not_activated_follows_its_site()
    {
        await using var home = await RegistryHome.NewAsync(cluster);
        using var files = new RegistryFiles();
        await home.ImportAsync(files.Write(Account(province: "")));
        var keys = await home.ReadAsync(db => db.BlockingKeys.Select(key => key.Key).OrderBy(key => key).ToListAsync(Ct));

        var counts = await home.ImportAsync(files.Write(Account(userId: "MajuJaya", phone: "0741 99999", packages: "9", hash: PasswordVaultTests.LegacyText("md5", "baru"))));

        Assert.Equal(1, counts.AccountsUpdated);
        var account = Assert.Single(await home.AccountsAsync());
        Assert.Equal((9, "Jambi", 1, 1), (account.PackageCount, account.Provider.Province, account.Provider.IdentityVersion, account.Provider.CredentialVersion));
        Assert.IsType<PasswordCheck.Right>(await PasswordVaultTests.CheckAsync(home.Vault, 1, account.Provider.SealedPassword, "baru"));
        Assert.NotEqual(keys, await home.ReadAsync(db => db.BlockingKeys.Select(key => key.Key).OrderBy(key => key).ToListAsync(Ct)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Password_that_was_wrapped_or_typed_is_left_alone(bool wrapped)
    {
        await using var home = await RegistryHome.NewAsync(cluster);
        using var files = new RegistryFiles();
        await home.ImportAsync(files.Write(Account()));
        var stored = Assert.Single(await home.AccountsAsync()).Provider.SealedPassword;
        var stronger = wrapped
            ? PasswordVault.Wrap(stored)
            : Assert.IsType<PasswordCheck.Right>(await PasswordVaultTests.CheckAsync(home.Vault, 1, stored, "Sandi-D00017-70")).Upgraded!;
        await home.ChangeAsync(db => db.Providers.ExecuteUpdateAsync(set => set.SetProperty(p => p.SealedPassword, stronger), Ct));

        Assert.True((await home.ImportAsync(files.Write(Account()))).NothingChanged);
        await home.ImportAsync(files.Write(Account(packages: "6", hash: PasswordVaultTests.LegacyText("md5", "baru"))));

        Assert.Equal(stronger, Assert.Single(await home.AccountsAsync()).Provider.SealedPassword);
    }

    [Fact]
    public async Task Decision_19_of_an_activated_account_only_package_count_and_verification_are_taken()
    {
        await using var home = await RegistryHome.NewAsync(cluster);
        using var files = new RegistryFiles();
        await home.ImportAsync(files.Write(Account()));
        await home.ActivateAsync(1);

        var counts = await home.ImportAsync(files.Write(
            Account(name: "PT Lain", phone: "0741 1", packages: "77", verified: "false", hash: PasswordVaultTests.LegacyText("md5", "baru"))));

        Assert.Equal(new ImportCounts(0, 0, 0, 1, 0, 1, 0), counts);
        var account = Assert.Single(await home.AccountsAsync());
        Assert.Equal((77, false), (account.PackageCount, account.Verified));
        Assert.Equal(("PT Maju Jaya", "0741 36934", 0), (account.Provider.CompanyName, account.Provider.Phone, account.Provider.CredentialVersion));
        Assert.Equal(["line,lpse_code,user_id,columns", "2,70,majujaya,company_name phone"], await File.ReadAllLinesAsync(Path.Combine(home.Data, "not-taken.csv"), Ct));
    }

    [Fact]
    public async Task User_ID_of_what_was_not_taken_is_no_formula_to_a_spreadsheet()
    {
        await using var home = await RegistryHome.NewAsync();
        using var files = new RegistryFiles();
        await home.ImportAsync(files.Write(Account(userId: "=1+1")));
        await home.ActivateAsync(1);

        await home.ImportAsync(files.Write(Account(userId: "=1+1", name: "PT Lain")));

        Assert.Equal("2,70,'=1+1,company_name", (await File.ReadAllLinesAsync(Path.Combine(home.Data, "not-taken.csv"), Ct))[1]);
    }

    [Fact]
    public async Task Account_is_found_under_its_first_user_id_or_its_present_one()
    {
        await using var home = await RegistryHome.NewAsync(cluster);
        using var files = new RegistryFiles();
        await home.ImportAsync(files.Write(Account()));
        await home.ChangeAsync(db => db.Providers.ExecuteUpdateAsync(set => set.SetProperty(p => p.UserId, UserId.Parse("baru")).SetProperty(p => p.UserIdKey, "baru"), Ct));

        Assert.Equal(1, (await home.ImportAsync(files.Write(Account(userId: "Baru", packages: "6")))).AccountsUpdated);
        Assert.Equal(1, (await home.ImportAsync(files.Write(Account(packages: "7")))).AccountsUpdated);
        Assert.Equal(1, (await home.ImportAsync(files.Write(Account(site: "73", userId: "baru")))).AccountsAdded);

        Assert.Equal([7, 5], (await home.AccountsAsync()).Select(account => account.PackageCount));
    }

    [Fact]
    public async Task Decision_7_new_account_may_not_use_a_claimed_user_id_unless_its_site_is_joining()
    {
        await using var home = await RegistryHome.NewAsync(cluster);
        using var files = new RegistryFiles();
        await home.ImportAsync(files.Write(Account()));
        await home.ChangeAsync(async db =>
        {
            db.UserIdClaims.Add(new() { Key = "majujaya", ProviderId = 1, Reason = ClaimReason.Activated, At = home.Clock.GetUtcNow() });
            await db.SaveChangesAsync(Ct);
        });
        string[] joining = ["80,LPSE Kota Solok,http://lpse.solok.example,3.2,aggregated,2014-02-01"];

        var counts = await home.ImportAsync(files.Write([.. ThreeSites, .. joining], [Account(site: "73", userId: "MAJUJAYA"), Account(site: "80"), Account(site: "104")]));

        Assert.Equal((2, 1), (counts.AccountsAdded, counts.Rejected));
        Assert.Equal(["70", "80", "104"], (await home.AccountsAsync()).Select(account => account.SiteCode.Value));
    }

    [Fact]
    public async Task Interrupted_import_is_mended_by_the_next_one()
    {
        await using var home = await RegistryHome.NewAsync(cluster);
        using var files = new RegistryFiles();
        var request = files.Write(Account(), Account(site: "73"));
        await home.ImportAsync(request);
        // As if the process had died after the accounts were committed and before keys and sites were.
        await home.ChangeAsync(async db =>
        {
            await db.BlockingKeys.ExecuteDeleteAsync(Ct);
            await db.Sites.Where(site => site.Stage == SiteStage.Aggregated).ExecuteUpdateAsync(set => set.SetProperty(site => site.Stage, SiteStage.V3), Ct);
        });

        await home.ImportAsync(request);

        Assert.Equal(2, await home.ReadAsync(db => db.BlockingKeys.Select(key => key.ProviderId).Distinct().CountAsync(Ct)));
        Assert.Equal(2, await home.ReadAsync(db => db.Sites.CountAsync(site => site.Stage == SiteStage.Aggregated, Ct)));
    }
}
