using BackOffice.Rules.Identity;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry;
using BackOffice.Workflows.Registry.Editions;
using BackOffice.Workflows.Registry.Intake;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Workflows.Tests.Registry;

/// <summary>Making keys anew takes several transactions: whoever was killed between two of them goes on, and two Hosts do not hinder each other.</summary>
public sealed class RenewKeysTests
{
    private const int Providers = RenewKeys.Portion * 2 + 10;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(DatabaseProvider.Sqlite), InlineData(DatabaseProvider.PostgreSql)]
    public async Task Start_that_was_killed_between_two_portions_goes_on_behind_the_last_one(DatabaseProvider database)
    {
        await using var home = await OutdatedAsync(database);

        await using (var dying = home.Beside(Dying(atCommit: 2)))
            await Assert.ThrowsAsync<InvalidOperationException>(() => dying.Get<RenewKeys>().HandleAsync(Ct));
        var left = await EditionAsync(home);
        // Had it begun anew, it would write this one again.
        await home.Database.InTransactionAsync((transaction, _) => transaction.Db.BlockingKeys.Where(key => key.ProviderId == 1).ExecuteDeleteAsync(Ct), Ct);
        await home.Get<RenewKeys>().HandleAsync(Ct);

        Assert.Equal((RenewKeys.Portion, null), (left.MadeUpTo, left.FinishedAt));
        Assert.NotNull((await EditionAsync(home)).FinishedAt);
        Assert.Equal([1], await WithoutKeysAsync(home));
        Assert.Contains($"Information: The blocking-keys are made anew up to provider {Providers} of {Providers}.", home.Log.All);
    }

    [Theory, InlineData(DatabaseProvider.Sqlite), InlineData(DatabaseProvider.PostgreSql)]
    public async Task Hosts_that_start_together_share_the_work(DatabaseProvider database)
    {
        await using var one = await OutdatedAsync(database);
        await using var other = one.Beside(Rooms);

        await Task.WhenAll(one.Get<RenewKeys>().HandleAsync(Ct), other.Get<RenewKeys>().HandleAsync(Ct));

        Assert.Empty(await WithoutKeysAsync(one));
        Assert.NotNull((await EditionAsync(one)).FinishedAt);
    }

    private static async Task<Home> OutdatedAsync(DatabaseProvider database)
    {
        var home = await Home.NewAsync(database, Rooms);
        await home.Database.InTransactionAsync((transaction, _) =>
        {
            transaction.Db.KeyEditions.Add(new() { Kind = "blocking-keys", Edition = "of-last-year", MadeUpTo = Providers, FinishedAt = home.Clock.GetUtcNow() });
            transaction.Db.Providers.AddRange(Enumerable.Range(1, Providers).Select(Some));
            return Task.CompletedTask;
        }, Ct);
        return home;
    }

    private static Provider Some(int id) => new()
    {
        Id = id,
        UserId = UserId.Parse($"maju{id}"),
        UserIdKey = $"maju{id}",
        SealedPassword = "",
        CompanyName = "PT Maju Jaya",
        Npwp = "",
        Nitku = "",
        Address = "",
        Regency = "Kota Jambi",
        Province = "Jambi",
        PostalCode = "",
        Phone = "",
        Email = $"kantor{id}@majujaya.example",
    };

    private static Task<KeyEdition> EditionAsync(Home home) => home.ReadAsync(db => db.KeyEditions.SingleAsync(edition => edition.Kind == "blocking-keys", Ct));

    private static Task<List<long>> WithoutKeysAsync(Home home) =>
        home.ReadAsync(db => db.Providers.Where(provider => !db.BlockingKeys.Any(key => key.ProviderId == provider.Id)).Select(provider => provider.Id).ToListAsync(Ct));

    private static void Rooms(IServiceCollection services, IConfiguration configuration, string folder) => services
        .AddSingleton(provider => AccountRows.For(provider.GetRequiredService<Database>().Provider))
        .AddSingleton<IDerivedKeys, BlockingKeyEdition>()
        .AddSingleton<RenewKeys>();

    private static Action<IServiceCollection, IConfiguration, string> Dying(int atCommit) => (services, configuration, folder) =>
    {
        Rooms(services, configuration, folder);
        services.AddSingleton<IDurablePoints>(new DyingAt("RenewKeys.Portion", atCommit));
    };
}
