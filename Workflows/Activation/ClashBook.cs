using BackOffice.Workflows.Activation.Clashes;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Activation;

/// <summary>Keeps the clashes of user IDs (2.f.1): opens them, adds parties, and ends obligations by renaming only (decision 8).</summary>
public sealed class ClashBook(BackOfficeDb db, RowLocks locks, SignalInbox inbox, IOptions<ClashOptions> options, TimeProvider clock)
{
    /// <summary>
    /// Puts an obligation on each provider that uses the ID at this moment, asked under the ID's lock; those that have one already keep it, and who renamed meanwhile gets none.
    /// </summary>
    /// <returns>The providers on which it is new.</returns>
    public async Task<IReadOnlyList<long>> ObligeAsync(string userIdKey, IReadOnlyCollection<long> providers, CancellationToken ct)
    {
        await locks.TakeAsync([LockKey.UserId(userIdKey)], ct);
        var users = await db.Providers.Where(provider => providers.Contains(provider.Id) && provider.UserIdKey == userIdKey).Select(provider => provider.Id).ToListAsync(ct);
        if (users.Count == 0)
            return [];
        var now = clock.GetUtcNow();
        var clash = await OpenClashAsync(userIdKey, ct);
        if (clash is null)
        {
            clash = new() { Id = Guid.CreateVersion7(now), Key = userIdKey, OpenedAt = now };
            db.Clashes.Add(clash);
        }
        var obliged = users.Where(provider => clash.Obligations.All(obligation => obligation.ProviderId != provider)).ToList();
        foreach (var provider in obliged)
            clash.Obligations.Add(new() { ClashId = clash.Id, ProviderId = provider, Since = now, NextLookAt = now + options.Value.RemindAfter });
        return obliged;
    }

    /// <summary>A party that was out of a clash is in it again: it owes from now on, with reminders from the first.</summary>
    public void OweAgain(ClashObligation met)
    {
        ArgumentNullException.ThrowIfNull(met);
        (met.Since, met.NextLookAt) = (clock.GetUtcNow(), clock.GetUtcNow() + options.Value.RemindAfter);
        (met.FulfilledAt, met.End, met.Reminders, met.HandedOverAt) = (null, null, 0, null);
    }

    /// <summary>How many clashes a provider still has to rename in.</summary>
    public Task<int> OpenObligationsAsync(long provider, CancellationToken ct) =>
        db.Compiled(static () => EF.CompileAsyncQuery((BackOfficeDb db, long provider, CancellationToken _) =>
            db.ClashObligations.Count(obligation => obligation.ProviderId == provider && obligation.FulfilledAt == null)))(db, provider, ct);

    /// <summary>
    /// Ends a provider's obligations for a user ID that it no longer uses. The last one to go closes the clash; the ID then belongs to nobody for ever. The caller holds the ID's lock.
    /// </summary>
    public async Task FulfilAsync(Provider provider, string formerUserIdKey, ObligationEnd end, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var clash = await OpenClashAsync(formerUserIdKey, ct);
        if (clash?.Obligations.SingleOrDefault(obligation => obligation.ProviderId == provider.Id && obligation.FulfilledAt == null) is not { } mine)
            return;
        (mine.FulfilledAt, mine.End, mine.NextLookAt) = (now, end, null);
        if (clash.Obligations.All(obligation => obligation.FulfilledAt is not null))
            clash.ClosedAt = now;
        var claim = await db.UserIdClaims.FindAsync([formerUserIdKey], ct);
        if (claim is null)
            db.UserIdClaims.Add(new() { Key = formerUserIdKey, ProviderId = null, Reason = ClaimReason.LostInClash, At = now });
        else if (claim.ProviderId == provider.Id)
            (claim.ProviderId, claim.Reason, claim.At) = (null, ClaimReason.LostInClash, now);
    }

    /// <summary>Tells every open case that waits for this provider's new user ID: its own accounts' and those of its group.</summary>
    public async Task<IReadOnlyList<CaseId>> TellWaitingAsync(long provider, CancellationToken ct)
    {
        var accounts = await db.Accounts.Where(account => account.ProviderId == provider).Select(account => account.Id).ToListAsync(ct);
        var open = db.Cases.Where(@case => @case.ClosedAt == null);
        var groups = db.Groups.Where(group => accounts.Contains(group.DefaultAccountId)).Select(group => (Guid?)group.Id);
        var cases = await open.Where(@case => accounts.Contains(@case.AccountId)).Union(open.Where(@case => groups.Contains(@case.GroupId))).Select(@case => @case.Id).ToListAsync(ct);
        foreach (var @case in cases)
            inbox.Post(@case, CaseSignals.UserIdChanged);
        return cases;
    }

    private Task<UserIdClash?> OpenClashAsync(string userIdKey, CancellationToken ct) =>
        db.Compiled(static () => EF.CompileAsyncQuery((BackOfficeDb db, string userIdKey, CancellationToken _) =>
            db.Clashes.Include(clash => clash.Obligations).SingleOrDefault(clash => clash.Key == userIdKey && clash.ClosedAt == null)))(db, userIdKey, ct);
}
