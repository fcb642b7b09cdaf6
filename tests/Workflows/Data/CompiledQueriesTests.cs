using BackOffice.Rules.Identity;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Tests.Data;

public sealed class CompiledQueriesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, InlineData(DatabaseProvider.Sqlite), InlineData(DatabaseProvider.PostgreSql)]
    public async Task One_query_tracks_what_it_reads_in_a_transaction_and_nothing_elsewhere_whoever_asked_first(DatabaseProvider provider)
    {
        await using var home = await NewHomeAsync(provider);

        Assert.Equal(0, await home.ReadAsync(ReadAsync));
        Assert.Equal(1, await home.Database.InTransactionAsync((transaction, _) => ReadAsync(transaction.Db), Cancel));
        Assert.Equal(0, await home.ReadAsync(ReadAsync));

        static async Task<int> ReadAsync(BackOfficeDb db)
        {
            Assert.Equal("277", (await NamedAsync(db, "LPSE 277"))?.Code.Value);
            return db.Tracked<Site>().Count();
        }
    }

    [Fact]
    public async Task One_query_serves_both_databases_of_one_process()
    {
        await using var sqlite = await NewHomeAsync(DatabaseProvider.Sqlite);
        await using var postgres = await NewHomeAsync(DatabaseProvider.PostgreSql);

        Assert.NotNull(await sqlite.ReadAsync(db => NamedAsync(db, "LPSE 277")));
        Assert.NotNull(await postgres.ReadAsync(db => NamedAsync(db, "LPSE 277")));
        Assert.Null(await sqlite.ReadAsync(db => NamedAsync(db, "LPSE 12")));
    }

    [Fact]
    public async Task A_query_is_made_once()
    {
        await using var home = await NewHomeAsync(DatabaseProvider.Sqlite);
        var made = 0;
        Func<Func<BackOfficeDb, int>> make = () =>
        {
            made++;
            return _ => 0;
        };

        for (var i = 0; i < 3; i++)
            await home.ReadAsync(db => Task.FromResult(db.Compiled(make)));

        Assert.Equal(1, made);
    }

    private static Task<Site?> NamedAsync(BackOfficeDb db, string name) => db.Compiled(static () =>
        EF.CompileAsyncQuery((BackOfficeDb db, string name, CancellationToken _) => db.Sites.SingleOrDefault(site => site.Name == name)))(db, name, Cancel);

    private static async Task<Home> NewHomeAsync(DatabaseProvider provider)
    {
        var home = await Home.NewAsync(provider, (_, _, _) => { });
        await home.Database.InTransactionAsync((transaction, _) =>
        {
            transaction.Db.Sites.Add(new() { Code = SiteCode.Parse("277"), Name = "LPSE 277", Url = "", SpseVersion = "4.5", Stage = SiteStage.Aggregated });
            return Task.CompletedTask;
        }, Cancel);
        return home;
    }
}
