using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Activation.Desk;
using BackOffice.Workflows.Activation.Groups;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Changes;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Registry;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Locks;

/// <summary>
/// Staff lock an account, a provider, a group or many accounts at once, or release them, with a reason. What is locked does not sign in, roam, open an activation, prove a password or
/// merge, and its sessions end. Locking what is locked changes nothing; a dry run says what would happen and changes nothing at all.
/// </summary>
public sealed class LockAccounts(Database database)
{
    /// <summary>What to do.</summary>
    /// <param name="By">Who: helpdesk or verifikator.</param>
    /// <param name="Target">What; of a group, the accounts of the sites that the person is limited to.</param>
    /// <param name="Reason">Why; 5 to 2,000 characters. Staff alone read it.</param>
    /// <param name="Release">Whether locks are lifted instead.</param>
    /// <param name="DryRun">Whether to say only what would happen.</param>
    public sealed record Request(StaffActor By, LockTarget Target, string Reason, bool Release, bool DryRun);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>A line for each item, in the order they were named.</summary>
        public sealed record Done(IReadOnlyList<LockItem> Items, bool DryRun) : Answer;

        /// <summary>Nothing was done.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    private sealed record Found(string What, string Site, string UserId, Account? Account, Provider? Provider)
    {
        public DateTimeOffset? LockedAt => Provider is { } provider ? provider.LockedAt : Account?.LockedAt;

        public bool Exists => Account is not null;
    }

    /// <summary>Locks or releases.</summary>
    public async Task<Answer> HandleAsync(Request request, CancellationToken ct)
    {
        if ((request.By.Requires(StaffRoles.Helpdesk, StaffRoles.Verifikator) ?? StaffReason.Check(request.Reason) ?? request.Target.Fault()) is { } refusal)
            return new Answer.Refused(refusal);
        return request.DryRun
            ? await database.ReadAsync(async (db, token) => AnswerOf(request, await FindAsync(db, request, token)), ct)
            : await database.InTransactionAsync((transaction, token) => WriteAsync(request, transaction, token), ct);
    }

    private static async Task<Answer> WriteAsync(Request request, Transaction transaction, CancellationToken ct)
    {
        var (db, groups) = (transaction.Db, transaction.Service<GroupBook>());
        // Found once to know what to lock, and once more as it is under the lock.
        await groups.LockAsync([.. (await FindAsync(db, request, ct)).Where(found => found.Exists).Select(found => found.Account!.Id)], ct);
        db.ChangeTracker.Clear();
        var all = await FindAsync(db, request, ct);
        var answer = AnswerOf(request, all);
        if (answer is Answer.Done { Items: var items })
            foreach (var (found, _) in all.Zip(items).Where(pair => pair.Second.Result is LockResult.Locked or LockResult.Released))
                await ChangeAsync(request, transaction, found, ct);
        return answer;
    }

    private static async Task ChangeAsync(Request request, Transaction transaction, Found found, CancellationToken ct)
    {
        var (account, now) = (found.Account!, request.Release ? (DateTimeOffset?)null : transaction.Service<TimeProvider>().GetUtcNow());
        var reason = request.Release ? null : request.Reason.Trim();
        if (found.Provider is { } provider)
            (provider.LockedAt, provider.LockReason) = (now, reason);
        else
            (account.LockedAt, account.LockReason) = (now, reason);
        if (!request.Release)
            account.Provider.SessionEpoch++;
        transaction.Service<ChangeFeed>().Append(request.Release ? ChangeKind.Unlocked : ChangeKind.Locked, found.Provider is null ? account.Id : null, account.ProviderId, account.SiteCode.Value);
        transaction.Service<AuditTrail>().Record(request.By.Actor, $"{found.What}-{(request.Release ? "released" : "locked")}", account.SiteCode, account.Id, null, ("reason", request.Reason.Trim()));
        if (request.Release)
            await LookAgainAsync(transaction, account, ct);
        await transaction.Service<LockNotices>().TellAsync(account, found.Provider is not null, request.Release, ct);
        if (!request.Release && await transaction.Service<GroupBook>().OfAsync(account.Id, ct) is { } group)
            await AskForDefaultAsync(transaction, group, account, found.Provider, ct);
    }

    // A case that the lock stopped just before its end goes on.
    private static async Task LookAgainAsync(Transaction transaction, Account account, CancellationToken ct)
    {
        var stopped = await transaction.Db.Cases.Where(@case => @case.Account.ProviderId == account.ProviderId && @case.State == CaseState.UnderReview).Select(@case => @case.Id).ToListAsync(ct);
        foreach (var @case in stopped)
            transaction.Service<SignalInbox>().Post(@case, CaseSignals.IdentityChanged);
    }

    // Nobody merges into what is locked; whether the group waits or gets another Default, a person says (ADR 15). Where members have merged, their login stays the group's.
    private static async Task AskForDefaultAsync(Transaction transaction, ActivationGroup group, Account locked, Provider? provider, CancellationToken ct)
    {
        var isDefault = group.DefaultAccountId == locked.Id
            || (provider is not null && await transaction.Db.Accounts.AnyAsync(account => account.Id == group.DefaultAccountId && account.ProviderId == provider.Id, ct));
        if (!isDefault || group.AwaitsConfirmation || group.Members.Any(member => member is { LeftAt: null, MergedAt: not null }))
            return;
        group.AwaitsConfirmation = true;
        group.Version++;
        await transaction.Service<GroupBook>().WakeAsync(group, defaultChanged: false, ct);
    }

    private static Answer AnswerOf(Request request, IReadOnlyList<Found> all) => request.Target.Group is not null && all.Count == 0
        ? new Answer.Refused(GroupUnknown)
        : new Answer.Done([.. all.Select(found => new LockItem(
            found.What, found.Site, found.UserId, found.Exists ? LockItem.Decide(request.Release, found.LockedAt) : LockResult.Unknown))], request.DryRun);

    private static async Task<IReadOnlyList<Found>> FindAsync(BackOfficeDb db, Request request, CancellationToken ct)
    {
        var (by, target) = (request.By, request.Target);
        if (target.Group is { } group)
        {
            var members = await db.GroupMembers.Where(member => member.GroupId == group && member.LeftAt == null).Select(member => member.AccountId).ToListAsync(ct);
            var accounts = await db.AccountsOf(by).Include(account => account.Provider).Include(account => account.Site).Where(account => members.Contains(account.Id)).OrderBy(account => account.Id).ToListAsync(ct);
            return [.. accounts.DistinctBy(account => account.ProviderId).Select(account => new Found("provider", account.SiteCode.Value, account.Provider.UserId.Value, account, account.Provider))];
        }
        List<Found> all = [];
        foreach (var name in target.Accounts ?? [target.Account ?? target.Provider!])
        {
            var account = by.Sees(name.Site) ? await db.FindOwnAsync(name.Site, name.UserId, ct) : null;
            // Named twice is locked once.
            if (account is null || all.TrueForAll(found => found.Account?.Id != account.Id))
                all.Add(new(target.Provider is null ? "account" : "provider", name.Site.Value, name.UserId.Value, account, target.Provider is null ? null : account?.Provider));
        }
        return all;
    }

    private static Refusal GroupUnknown { get; } = new("group-unknown", new("Grup ini tidak ada atau sudah tidak mempunyai anggota.", "There is no such group, or it has no members any more."));
}
