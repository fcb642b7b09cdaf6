using BackOffice.Workflows.Activation.Groups;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Changes;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Registry;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Activation.Steps;

/// <summary>
/// Switches aggregation on for an account that keeps its own login: one that is alone, a branch of its own (2.f.2.a), or the Default of its group.
/// Its user ID is claimed nationally in the same transaction, so that two can never take one name (decision 7).
/// </summary>
public sealed class Activate(BackOfficeDb db, CaseDesk desk, ClashBook clashes, GroupBook groups, GroupNotices notices, RowLocks locks, AuditTrail audit, ChangeFeed feed, TimeProvider clock) : IStep
{
    /// <summary>What a definition may say of this step.</summary>
    public static StepDescriptor Descriptor { get; } =
        new("BackOffice.Activate", "Switch aggregation on", [new("Done", MayEnd: true), new("Clash"), new("Doubt")], [], typeof(Activate));

    /// <inheritdoc />
    public async Task<StepResult> RunAsync(StepContext step, CancellationToken ct)
    {
        await groups.LockAsync([await desk.AccountOfAsync(step.Case, ct)], ct);
        var @case = await desk.LoadAnewToGoOnAsync(step.Case, ct);
        if (@case.State == CaseState.Active)
            return new StepResult.Done("Done");
        var (account, provider) = (@case.Account, @case.Account.Provider);
        var group = await groups.OfAsync(account.Id, ct);
        await locks.TakeAsync([LockKey.UserId(provider.UserIdKey)], ct);
        var claim = await db.UserIdClaims.FindAsync([provider.UserIdKey], ct);
        var isClaimed = claim is not null && claim.ProviderId != provider.Id;
        switch (ActivationDecision.Decide(new(
            IsLocked: account.LockedAt is not null || provider.LockedAt is not null,
            IsDefault: group?.DefaultAccountId == account.Id,
            AwaitsConfirmation: group is { AwaitsConfirmation: true },
            HasCompany: await db.PairFindings.AnyAsync(finding => finding.CaseId == @case.Id && finding.Decision == "same_company", ct),
            MustRename: isClaimed || await clashes.OpenObligationsAsync(provider.Id, ct) > 0)))
        {
            case ActivationDecision.Answer.Doubt doubt:
                desk.Move(@case, CaseState.Running, doubt.Reason);
                return new StepResult.Done("Doubt");
            case ActivationDecision.Answer.Rename:
                if (isClaimed)
                    await clashes.ObligeAsync(provider.UserIdKey, [provider.Id], ct);
                return new StepResult.Done("Clash");
            case ActivationDecision.Answer.Activate:
                await SwitchOnAsync(@case, group, claim, ct);
                return new StepResult.Done("Done");
            case var other:
                throw new InvalidOperationException($"Unhandled {other.GetType().Name}.");
        }
    }

    private async Task SwitchOnAsync(ActivationCase @case, ActivationGroup? group, UserIdClaim? claim, CancellationToken ct)
    {
        var (account, provider) = (@case.Account, @case.Account.Provider);
        var now = clock.GetUtcNow();
        if (claim is null)
            db.UserIdClaims.Add(new() { Key = provider.UserIdKey, ProviderId = provider.Id, Reason = ClaimReason.Activated, At = now });
        else if (claim.Reason == ClaimReason.Restored)
            claim.Reason = ClaimReason.Activated;
        // It may be active with this login since before it came into a group.
        account.ActivatedAt ??= now;
        provider.ActivatedAt ??= now;
        if (group?.DefaultAccountId == account.Id)
            await notices.TellSeparateAsync(group, ct);
        else if (group is not null)
            await LeaveFormerGroupAsync(@case, ct);
        desk.Move(@case, CaseState.Active);
        feed.Append(ChangeKind.Activated, account.Id, provider.Id, account.SiteCode.Value);
        audit.Record(new(ActorKind.Provider, $"{account.SiteCode}/{account.Id}"), "account-activated", account.SiteCode, account.Id, @case.Id);
    }

    // It was a member once; edits have made it a company of its own since.
    private async Task LeaveFormerGroupAsync(ActivationCase @case, CancellationToken ct)
    {
        await groups.LeaveAsync(@case.Account, ct);
        @case.GroupId = null;
    }
}
