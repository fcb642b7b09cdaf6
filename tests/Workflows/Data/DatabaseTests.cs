using BackOffice.Rules.Identity;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Tests.Data;

public sealed class DatabaseTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_transactions_that_wait_for_each_other_both_get_through()
    {
        await using var home = await NewHomeAsync(DatabaseProvider.PostgreSql);
        using var bothHaveOne = new Barrier(2);
        var attempts = 0;

        await Task.WhenAll(Task.Run(() => RenameAsync("277", "12"), Cancel), Task.Run(() => RenameAsync("12", "277"), Cancel));

        Assert.Equal(3, attempts);
        Assert.Equal(["++", "++"], await home.ReadAsync(db => db.Sites.Select(site => site.Name).ToListAsync(Cancel)));

        Task RenameAsync(string first, string second) => home.Database.InTransactionAsync(async (transaction, ct) =>
        {
            await AppendAsync(transaction.Db, first, ct);
            if (Interlocked.Increment(ref attempts) <= 2)
                bothHaveOne.SignalAndWait(ct);
            await AppendAsync(transaction.Db, second, ct);
        }, Cancel);
    }

    [Theory, InlineData(DatabaseProvider.Sqlite), InlineData(DatabaseProvider.PostgreSql)]
    public async Task Change_that_somebody_else_made_first_is_made_again_on_what_is_there_now(DatabaseProvider provider)
    {
        await using var home = await NewHomeAsync(provider);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => home.Database.InTransactionAsync((transaction, ct) => AppendAsync(transaction.Db, "277", ct), Cancel)));

        Assert.Equal(new string('+', 20), await home.ReadAsync(db => db.Sites.Where(site => site.Code == SiteCode.Parse("277")).Select(site => site.Name).SingleAsync(Cancel)));
    }

    [Fact]
    public async Task Transaction_within_a_transaction_is_refused()
    {
        await using var home = await NewHomeAsync(DatabaseProvider.Sqlite);

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            home.Database.InTransactionAsync((_, ct) => home.Database.InTransactionAsync((_, _) => Task.CompletedTask, ct), Cancel));
    }

    private static Task<int> AppendAsync(BackOfficeDb db, string site, CancellationToken ct)
    {
        var code = SiteCode.Parse(site);
        return db.Sites.Where(s => s.Code == code).ExecuteUpdateAsync(set => set.SetProperty(s => s.Name, s => s.Name + "+"), ct);
    }

    private static Site Site(string code) => new() { Code = SiteCode.Parse(code), Name = "", Url = "", SpseVersion = "4.5", Stage = SiteStage.Aggregated };

    private static async Task<Home> NewHomeAsync(DatabaseProvider provider)
    {
        var home = await Home.NewAsync(provider, (_, _, _) => { });
        await home.Database.InTransactionAsync((transaction, _) =>
        {
            transaction.Db.Sites.AddRange(Site("277"), Site("12"));
            return Task.CompletedTask;
        }, Cancel);
        return home;
    }
}
