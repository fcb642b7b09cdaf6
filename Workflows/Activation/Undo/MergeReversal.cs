using BackOffice.Rules.Matching;
using BackOffice.Workflows.Activation.Groups;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Changes;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Registry;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Activation.Undo;

/// <summary>Carries an undo out, in the transaction that decided it.</summary>
public sealed class MergeReversal(BackOfficeDb db, CaseDesk desk, Detection detection, ClashBook clashes, GroupBook groups, UndoNotices notices, CaseNotices caseNotices, ChangeFeed feed, AuditTrail audit, TimeProvider clock)
{
    /// <summary>What to reverse.</summary>
    public sealed record Order(ActivationCase Case, MergeRecord Merge, ActivationGroup Group, VerdictAnswer Verdict, StaffActor By, string Reason);

    /// <summary>Reverses the merge.</summary>
    /// <returns>The cases that have to look again.</returns>
    public async Task<IReadOnlyList<CaseId>> ReverseAsync(Order order, CancellationToken ct)
    {
        var (now, merge, account) = (clock.GetUtcNow(), order.Merge, order.Case.Account);
        var (own, joint) = (await db.Providers.SingleAsync(provider => provider.Id == merge.FromProviderId, ct), account.Provider);
        account.ProviderId = own.Id;
        account.Provider = own;
        (account.ActivatedAt, own.ActivatedAt) = (merge.AccountActivatedBefore, merge.ProviderActivatedBefore);
        // Whoever is signed in with the joint login at this site must not stay so, and sites know one number for each login.
        joint.SessionEpoch++;
        own.SessionEpoch++;
        (merge.UndoneAt, merge.UndoneBy, merge.UndoReason) = (now, order.By.Name, order.Reason);
        order.Group.Members.Where(member => member.AccountId == account.Id).ToList().ForEach(member => member.MergedAt = null);
        await desk.EndAsync(order.Case, UndoMerge.StateReason, ct);
        await db.SaveChangesAsync(ct);

        var others = await OthersAsync(order, ct);
        await JudgeApartAsync(order, others, ct);
        await groups.LeaveAsync(account, ct);
        order.Case.GroupId = null;
        await GiveBackUserIdAsync(own, joint, merge, ct);

        feed.Append(ChangeKind.MergeUndone, account.Id, own.Id, account.SiteCode.Value);
        audit.Record(order.By.Actor, "merge-undone", account.SiteCode, account.Id, order.Case.Id, ("reason", order.Reason), ("verdict", order.Verdict.ToString()));
        await notices.TellAsync(order.Case, merge, joint, ct);
        await db.SaveChangesAsync(ct);
        return await groups.WakeAsync(order.Group, defaultChanged: false, ct);
    }

    // All that detection would tie it to again: the rest of the group, and whoever else is one company with it by now.
    private async Task<List<long>> OthersAsync(Order order, CancellationToken ct)
    {
        var account = order.Case.Account;
        var members = order.Group.Members.Where(member => member.LeftAt is null).Select(member => member.AccountId);
        var takesPart = account is { ClosedAt: null, Site.Stage: SiteStage.Aggregated };
        var component = takesPart ? (await detection.LookAsync(account.Id, ct)).Component : [];
        return [.. members.Concat(component).Distinct().Where(id => id != account.Id)];
    }

    private async Task JudgeApartAsync(Order order, List<long> others, CancellationToken ct)
    {
        var account = order.Case.AccountId;
        var standing = await db.Verdicts.Where(verdict => verdict.ReopenedAt == null
            && ((verdict.AccountA == account && others.Contains(verdict.AccountB)) || (verdict.AccountB == account && others.Contains(verdict.AccountA)))).ToListAsync(ct);
        foreach (var verdict in standing.Where(verdict => verdict.Answer == VerdictAnswer.Same))
            verdict.ReopenedAt = clock.GetUtcNow();
        // One verdict a pair holds at most, also between two statements.
        await db.SaveChangesAsync(ct);
        foreach (var other in others.Where(other => !standing.Exists(verdict => verdict.ReopenedAt is null && (verdict.AccountA == other || verdict.AccountB == other))))
            db.Verdicts.Add(new()
            {
                Id = Guid.CreateVersion7(clock.GetUtcNow()),
                AccountA = Math.Min(account, other),
                AccountB = Math.Max(account, other),
                Answer = order.Verdict,
                Reason = order.Reason,
                By = order.By.Name,
                CaseId = order.Case.Id,
                At = clock.GetUtcNow(),
            });
    }

    // Lost in a clash meanwhile, or the same as the other's, who is another company now: then it has to change it (2.f.1; decision 5).
    private async Task GiveBackUserIdAsync(Provider own, Provider joint, MergeRecord merge, CancellationToken ct)
    {
        var claim = await db.UserIdClaims.FindAsync([own.UserIdKey], ct);
        if (claim?.ProviderId == own.Id && claim.Reason == ClaimReason.MergedAway)
            claim.Reason = merge.ClaimBefore ?? ClaimReason.Restored;
        var obliged = own.UserIdKey == joint.UserIdKey
            ? await clashes.ObligeAsync(own.UserIdKey, [own.Id, joint.Id], ct)
            : claim is not null && claim.ProviderId != own.Id ? await OweAgainAsync(own, ct) : [];
        await caseNotices.TellClashAsync(obliged, ct, undone: merge.Id);
    }

    private async Task<IReadOnlyList<long>> OweAgainAsync(Provider own, CancellationToken ct)
    {
        var open = await db.Clashes.Include(clash => clash.Obligations).SingleOrDefaultAsync(clash => clash.Key == own.UserIdKey && clash.ClosedAt == null, ct);
        if (open?.Obligations.SingleOrDefault(obligation => obligation.ProviderId == own.Id) is not { } met)
            return await clashes.ObligeAsync(own.UserIdKey, [own.Id], ct);
        clashes.OweAgain(met);
        return [own.Id];
    }
}
