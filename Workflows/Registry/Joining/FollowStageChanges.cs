using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Registry.Joining;

/// <summary>
/// Does what follows when sites joined or left: one portion of accounts a transaction, the cursor with it, so that a process which dies loses nothing and repeats nothing.
/// </summary>
public sealed class FollowStageChanges(Database database, IWorkflowEngine engine)
{
    /// <summary>Accounts a transaction.</summary>
    public const int Portion = 200;

    /// <summary>Works until nothing is left, or until <paramref name="portions"/> are done.</summary>
    /// <returns>How many portions were done.</returns>
    public async Task<int> HandleAsync(int portions, CancellationToken ct)
    {
        for (var done = 0; done < portions; done++)
        {
            var next = await database.ReadAsync((db, token) => db.SiteStageChanges.Where(change => change.FinishedAt == null)
                .OrderBy(change => change.StartedAt).ThenBy(change => change.Id).Select(change => (Guid?)change.Id).FirstOrDefaultAsync(token), ct);
            if (next is not { } change)
                return done;
            foreach (var instance in await database.InTransactionAsync((transaction, token) => PortionAsync(change, transaction, token), ct))
                await engine.CancelAsync(instance, ct);
        }
        return portions;
    }

    private async Task<IReadOnlyList<InstanceId>> PortionAsync(Guid id, Transaction transaction, CancellationToken ct)
    {
        var db = transaction.Db;
        await transaction.Service<RowLocks>().TakeAsync([LockKey.Of("stage-change", id.ToString())], ct);
        var change = await db.SiteStageChanges.SingleAsync(one => one.Id == id, ct);
        if (change.FinishedAt is not null)
            return [];
        var site = await db.Sites.SingleAsync(one => one.Code == change.SiteCode, ct);
        // It went the other way meanwhile: that change has a row of its own.
        if ((site.Stage == SiteStage.Aggregated) != (change.Kind == StageChangeKind.Joined))
        {
            change.FinishedAt = database.Now;
            return [];
        }
        var left = db.Accounts.Where(account => account.SiteCode == change.SiteCode && account.Id > change.Cursor && account.ClosedAt == null);
        // The first import brings every site at once: while nobody is active there is nobody to tell.
        if (change.Kind == StageChangeKind.Joined && !await db.Cases.AnyAsync(@case => @case.State == CaseState.Active, ct))
        {
            change.Seen += await left.CountAsync(ct);
            change.FinishedAt = database.Now;
            return [];
        }
        var accounts = await left.Include(account => account.Provider).Include(account => account.Site).OrderBy(account => account.Id).Take(Portion).ToListAsync(ct);
        if (accounts.Count > 0)
        {
            change.Cursor = accounts[^1].Id;
            change.Seen += accounts.Count;
        }
        if (accounts.Count < Portion)
            change.FinishedAt = database.Now;
        if (change.Kind == StageChangeKind.Joined)
        {
            await transaction.Service<NewcomersBesideActive>().TellAsync(change, accounts, ct);
            return [];
        }
        return await transaction.Service<LeavingAccounts>().LeaveAsync(change, accounts, ct);
    }
}
