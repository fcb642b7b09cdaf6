using BackOffice.Host.Tests.Clauses;
using BackOffice.Host.Tests.Consistency;
using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Host.Tests.Faults;

public sealed class StormTests
{
    private const int Writers = 32;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Thirty_two_writers_and_a_reader_who_reads_all_the_while_are_all_served(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var jambi = await host.AddSiteAsync("277");
        await jambi.RegisterAsync("pertama", Some.OtherCompany);

        await host.Database.ReadAsync(async (db, ct) =>
        {
            // A read that began before all writes and ends after them: a backup, an export.
            await db.Database.OpenConnectionAsync(ct);
            await db.Database.ExecuteSqlRawAsync(database == DatabaseProvider.Sqlite ? "BEGIN" : "BEGIN ISOLATION LEVEL REPEATABLE READ", ct);
            Assert.Equal(1, await db.Accounts.CountAsync(ct));

            await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
            {
                for (var round = 0; round < 3; round++)
                {
                    var name = $"penyedia-{writer}-{round}";
                    await jambi.RegisterAsync(name, Some.Account(name: $"PT {name}", npwp: "", email: $"kantor@{name}.example", address: $"Jl. Merdeka No. {writer * 3 + round + 1}") with { Phone = $"0741-{300_000 + writer * 3 + round}" });
                    (await jambi.OpenActivationAsync(name)).Done();
                }
            }, ct)));

            Assert.Equal(1, await db.Accounts.CountAsync(ct));
            await db.Database.ExecuteSqlRawAsync("COMMIT", ct);
            return true;
        }, Cancel);

        await host.SettledAsync();
        Assert.Equal(Writers * 3, await host.Database.ReadAsync((db, ct) => db.Cases.CountAsync(ct), Cancel));
        Assert.Empty((await host.VerifyAsync()).Findings);
    }
}
