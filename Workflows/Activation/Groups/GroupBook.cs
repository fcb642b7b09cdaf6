using BackOffice.Rules.Matching;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Registry;
using BackOffice.Workflows.SignIn;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Activation.Groups;

/// <summary>Changes groups that exist: accounts go, the Default changes, two groups become one. Works in the caller's transaction; lets the waiting cases of the group look again.</summary>
public sealed class GroupBook(BackOfficeDb db, GroupNotices notices, SignalInbox inbox, AttemptLimiter limiter, RowLocks locks, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Takes the locks on accounts and on all present members of their groups, in one call. What was read before is to be read anew.</summary>
    public async Task LockAsync(IReadOnlyCollection<long> accounts, CancellationToken ct)
    {
        if (!locks.AreNeeded)
            return;
        var groups = await db.GroupMembers.Where(member => accounts.Contains(member.AccountId) && member.LeftAt == null).Select(member => member.GroupId).Distinct().ToListAsync(ct);
        var members = groups.Count == 0 ? [] : await db.GroupMembers.Where(member => groups.Contains(member.GroupId) && member.LeftAt == null).Select(member => member.AccountId).ToListAsync(ct);
        await locks.TakeAsync(accounts.Concat(members).Select(LockKey.Account), ct);
    }

    /// <summary>The group that an account is a present member of, with all its members; null when there is none.</summary>
    public Task<ActivationGroup?> OfAsync(long account, CancellationToken ct) => db.Groups.Include(group => group.Members)
        .SingleOrDefaultAsync(group => db.GroupMembers.Where(member => member.AccountId == account && member.LeftAt == null).Select(member => member.GroupId).Contains(group.Id), ct);

    /// <summary>The present members with their counts, as the rule that chooses the Default sees them.</summary>
    /// <param name="group">The group with its members.</param>
    /// <param name="leaver">The provider whose login counts as that of the account that goes; null when none goes.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<GroupSuccession.Member>> CandidatesAsync(ActivationGroup group, long? leaver, CancellationToken ct)
    {
        var accounts = await AccountsAsync(group, ct);
        return [.. accounts.Select(account =>
            GroupSuccession.Member.Of(account, group.Members.Single(member => member.AccountId == account.Id).FrozenPackageCount, hasLoginOfLeaver: account.ProviderId == leaver))];
    }

    /// <summary>
    /// An account goes: its site closed it or has left, or it is another company by now. If it was the Default another one is chosen; a group of one dissolves. Doing it again changes nothing.
    /// </summary>
    public async Task LeaveAsync(Account account, CancellationToken ct)
    {
        if (await OfAsync(account.Id, ct) is not { } group)
            return;
        group.Members.Single(member => member.AccountId == account.Id).LeftAt = clock.GetUtcNow();
        group.Version++;
        audit.Record(Actor.System("activation"), "member-left", account.SiteCode, account.Id);
        switch (GroupSuccession.Decide(group.DefaultAccountId == account.Id, await CandidatesAsync(group, account.ProviderId, ct)))
        {
            case GroupSuccession.Answer.Dissolved:
                await DissolveAsync(group, ct);
                break;
            case GroupSuccession.Answer.Successor next:
                await AppointAsync(group, next, ct);
                break;
            case GroupSuccession.Answer.Stays:
                break;
            case var other:
                throw new InvalidOperationException($"Unhandled {other.GetType().Name}.");
        }
    }

    /// <summary>The rule has another Default: everybody is told, and waiting cases look again.</summary>
    public async Task AppointAsync(ActivationGroup group, GroupSuccession.Answer.Successor next, CancellationToken ct)
    {
        (group.DefaultAccountId, group.DefaultReason, group.AwaitsConfirmation) = (next.Account, next.Reason, next.NeedsPerson);
        (group.DefaultChosenBy, group.DefaultChoiceReason) = (null, null);
        group.Version++;
        audit.Record(Actor.System("activation"), "default-replaced", account: next.Account);
        if (next.Reason == DefaultReason.CarriesTheLogin)
            await CarryOnAsync(next.Account, ct);
        if (!next.NeedsPerson)
        {
            await notices.TellDefaultAsync(group, ct);
            await notices.TellSeparateAsync(group, ct);
        }
        await WakeAsync(group, defaultChanged: true, ct);
    }

    /// <summary>Members of <paramref name="other"/> go over to <paramref name="group"/>, each with its frozen count; <paramref name="other"/> is empty then.</summary>
    public async Task UniteAsync(ActivationGroup group, ActivationGroup other, CancellationToken ct)
    {
        var moving = other.Members.Where(member => member.LeftAt is null).ToList();
        foreach (var member in moving)
            member.LeftAt = clock.GetUtcNow();
        other.Version++;
        // An account is a present member of one group at most, also between two statements.
        await db.SaveChangesAsync(ct);
        foreach (var member in moving)
            Add(group, member.AccountId, member.FrozenPackageCount, member.MergedAt);
        group.Version++;
        foreach (var @case in await db.Cases.Where(@case => @case.GroupId == other.Id && (@case.ClosedAt == null || @case.State == CaseState.Active)).ToListAsync(ct))
            (@case.GroupId, @case.Version) = (group.Id, @case.Version + 1);
    }

    /// <summary>Makes an account a present member, anew or again.</summary>
    public void Add(ActivationGroup group, long account, int packages, DateTimeOffset? mergedAt = null)
    {
        if (group.Members.SingleOrDefault(member => member.AccountId == account) is { } former)
            former.LeftAt = null;
        else
            group.Members.Add(new() { GroupId = group.Id, AccountId = account, FrozenPackageCount = packages, JoinedAt = clock.GetUtcNow(), MergedAt = mergedAt });
    }

    /// <summary>Lets the open cases of the group look again.</summary>
    /// <returns>The cases.</returns>
    public async Task<IReadOnlyList<CaseId>> WakeAsync(ActivationGroup group, bool defaultChanged, CancellationToken ct)
    {
        var waiting = await db.Cases.Where(@case => @case.GroupId == group.Id && @case.ClosedAt == null).Select(@case => new { @case.Id, @case.State, @case.StateReason }).ToListAsync(ct);
        // Attempts at the password of a Default that is none any more are nobody's fault.
        if (defaultChanged)
            await limiter.ClearAsync([.. waiting.Select(@case => ProveDefaultPassword.CaseBucket(@case.Id))], ct);
        foreach (var @case in waiting)
        {
            if (defaultChanged && @case.State == CaseState.WithHelpdesk)
                inbox.Post(@case.Id, CaseSignals.HelpdeskResumed);
            inbox.Post(@case.Id, @case is { State: CaseState.AwaitUserId, StateReason: "default-must-rename" } ? CaseSignals.UserIdChanged : CaseSignals.VerdictGiven);
        }
        return [.. waiting.Select(@case => @case.Id)];
    }

    private async Task DissolveAsync(ActivationGroup group, CancellationToken ct)
    {
        await WakeAsync(group, defaultChanged: true, ct);
        foreach (var member in group.Members.Where(member => member.LeftAt is null))
        {
            member.LeftAt = clock.GetUtcNow();
            await CarryOnAsync(member.AccountId, ct);
        }
        foreach (var @case in await db.Cases.Where(@case => @case.GroupId == group.Id && (@case.ClosedAt == null || @case.State == CaseState.Active)).ToListAsync(ct))
            (@case.GroupId, @case.Version) = (null, @case.Version + 1);
        audit.Record(Actor.System("activation"), "group-dissolved", account: group.DefaultAccountId);
    }

    // Members merged into a login whose own account was never activated; they carry it on, so it is theirs to roam with (2.h), if nobody else has its user ID.
    private async Task CarryOnAsync(long carrier, CancellationToken ct)
    {
        var account = await db.Accounts.Include(one => one.Provider).SingleAsync(one => one.Id == carrier, ct);
        var login = account.Provider;
        if (account.IsOwnProvider || account.ActivatedAt is null || login.ActivatedAt is not null)
            return;
        var claim = await db.UserIdClaims.FindAsync([login.UserIdKey], ct);
        if (claim is not null && claim.ProviderId != login.Id)
            return;
        if (claim is null)
            db.UserIdClaims.Add(new() { Key = login.UserIdKey, ProviderId = login.Id, Reason = ClaimReason.Activated, At = clock.GetUtcNow() });
        login.ActivatedAt = clock.GetUtcNow();
    }

    private async Task<List<Account>> AccountsAsync(ActivationGroup group, CancellationToken ct)
    {
        var present = group.Members.Where(member => member.LeftAt is null).Select(member => member.AccountId).ToList();
        return await db.Accounts.Include(account => account.Provider).Include(account => account.Site).Where(account => present.Contains(account.Id)).OrderBy(account => account.Id).ToListAsync(ct);
    }
}
