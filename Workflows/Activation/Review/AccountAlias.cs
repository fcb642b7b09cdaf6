using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Changes;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Notices;
using BackOffice.Workflows.Registry;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Activation.Review;

/// <summary>
/// Makes two accounts of one company at one site one (decision 6): the one with fewer packages is closed as an alias of the other. Its login ends; its user ID goes to nobody and
/// still finds the activation of the account that goes on (ADR 17).
/// </summary>
public sealed class AccountAlias(
    BackOfficeDb db, CaseDesk desk, ClashBook clashes, AuditTrail audit, ChangeFeed feed, NoticeOutbox outbox, TimeProvider clock)
{
    /// <summary>Closes one of two accounts that were judged to be one company, if they stand at one site; does nothing about two at different sites.</summary>
    /// <returns>Why it cannot be done, or the run of the closed account's case, to be cancelled after the commit.</returns>
    public async Task<(Refusal? Refusal, InstanceId? Ended)> CloseOneAsync(long one, long other, StaffActor by, CancellationToken ct)
    {
        var both = await db.Accounts.Include(account => account.Provider).Include(account => account.Site).Where(account => account.Id == one || account.Id == other).ToListAsync(ct);
        if (both is not [var a, var b] || a.SiteCode != b.SiteCode || a.ClosedAt is not null || b.ClosedAt is not null)
            return (null, null);
        var defaults = await db.Groups.Where(group => group.DefaultAccountId == one || group.DefaultAccountId == other).Select(group => group.DefaultAccountId).ToListAsync(ct);
        if (AliasChoice.Between(FactsOf(a, defaults), FactsOf(b, defaults)) is not { } closing)
            return (BothInUse, null);
        var (closed, stays) = closing == a.Id ? (a, b) : (b, a);

        var now = clock.GetUtcNow();
        (closed.ClosedAt, closed.AliasOfId) = (now, stays.Id);
        closed.Provider.SessionEpoch++;
        await LeaveGroupAsync(closed.Id, now, ct);
        await GiveUpUserIdAsync(closed.Provider, now, ct);
        feed.Append(ChangeKind.AccountClosed, closed.Id, closed.ProviderId, closed.SiteCode.Value);
        audit.Record(by.Actor, "account-closed-as-alias", closed.SiteCode, closed.Id, values: [("goes-on-as", stays.UserId.Value)]);
        await TellAsync(closed, stays, ct);
        var open = await db.Cases.SingleOrDefaultAsync(@case => @case.AccountId == closed.Id && @case.ClosedAt == null, ct);
        if (open is not null)
            await desk.EndAsync(open, "account-alias", ct);
        return (null, open?.InstanceId);
    }

    /// <summary>Opens the account again that a verdict had closed as an alias, since a person took that verdict back; the user ID is still its own.</summary>
    public async Task ReopenAsync(long one, long other, StaffActor by, CancellationToken ct)
    {
        var closed = await db.Accounts.SingleOrDefaultAsync(account => (account.Id == one && account.AliasOfId == other) || (account.Id == other && account.AliasOfId == one), ct);
        if (closed is null)
            return;
        (closed.ClosedAt, closed.AliasOfId) = (null, null);
        feed.Append(ChangeKind.AccountReopened, closed.Id, closed.ProviderId, closed.SiteCode.Value);
        audit.Record(by.Actor, "account-reopened", closed.SiteCode, closed.Id);
    }

    private static AliasChoice.Facts FactsOf(Account account, List<long> defaults) =>
        new(account.Id, account.ActivatedAt is not null, defaults.Contains(account.Id), account.PackageCount, account.RegisteredOn);

    private async Task LeaveGroupAsync(long account, DateTimeOffset now, CancellationToken ct)
    {
        if (await db.GroupMembers.SingleOrDefaultAsync(member => member.AccountId == account && member.LeftAt == null, ct) is { } member)
            member.LeftAt = now;
    }

    private async Task GiveUpUserIdAsync(Provider provider, DateTimeOffset now, CancellationToken ct)
    {
        await clashes.FulfilAsync(provider, provider.UserIdKey, ObligationEnd.Closed, ct);
        if (db.UserIdClaims.Local.All(claim => claim.Key != provider.UserIdKey) && !await db.UserIdClaims.AnyAsync(claim => claim.Key == provider.UserIdKey, ct))
            db.UserIdClaims.Add(new() { Key = provider.UserIdKey, ProviderId = provider.Id, Reason = ClaimReason.Alias, At = now });
    }

    private async Task TellAsync(Account closed, Account stays, CancellationToken ct)
    {
        foreach (var to in new[] { closed.Provider, stays.Provider }.DistinctBy(provider => provider.Email.Trim().ToLowerInvariant()))
            await outbox.QueueAsync($"{NoticeCatalogue.AccountAlias}:{closed.Id}:{clock.GetUtcNow().UtcTicks}:{to.Email}", NoticeCatalogue.AccountAlias, new(to.Email, to.CompanyName), new Dictionary<string, Rules.Sentence>
            {
                [NoticeCatalogue.CompanyName] = NoticeValue.Same(to.CompanyName),
                ["ClosedUserId"] = NoticeValue.Same(closed.Provider.UserId.Value),
                ["UserId"] = NoticeValue.Same(stays.Provider.UserId.Value),
                ["SiteName"] = NoticeValue.Same(closed.Site.Name),
            }, closed.Id, null, ct);
    }

    private static Refusal BothInUse { get; } = new("both-in-use", new(
        "Kedua akun sudah aktif atau menjadi User ID Default, sehingga tidak satu pun dapat ditutup. Batalkan aktivasi atau ganti Default salah satunya lebih dahulu.",
        "Both accounts are active or the Default of a group, so neither can be closed. Undo the activation or change the Default of one of them first."));
}
