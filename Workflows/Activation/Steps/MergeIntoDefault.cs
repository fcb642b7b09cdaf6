using System.Text.Json;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Changes;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Recovery;
using BackOffice.Workflows.Registry;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Activation.Steps;

/// <summary>
/// Points a member's account at the Default's login and identity (2.f.2.b). Nothing is copied, so undo can point it back; package count, registration and the account's own
/// record stay (decision 14).
/// </summary>
public sealed class MergeIntoDefault(
    BackOfficeDb db, CaseDesk desk, Detection detection, ClashBook clashes, RowLocks locks, AuditTrail audit, ChangeFeed feed, TimeProvider clock) : IStep
{
    /// <summary>What a definition may say of this step.</summary>
    public static StepDescriptor Descriptor { get; } = new("BackOffice.MergeIntoDefault", "Merge into the Default",
        [new("Merged", MayEnd: true), new("ProofStale"), new("Changed"), new("DefaultMustRename")], [], typeof(MergeIntoDefault));

    /// <inheritdoc />
    public async Task<StepResult> RunAsync(StepContext step, CancellationToken ct)
    {
        await LockAsync(step.Case, ct);
        // Only now, since whoever changes the group, an account or a user ID holds the same locks.
        var @case = await desk.LoadAnewToGoOnAsync(step.Case, ct);
        if (@case.State == CaseState.Active)
            return new StepResult.Done(nameof(MergeDecision.Answer.Merged));
        if (@case.GroupId is not { } groupId)
            return new StepResult.Done(nameof(MergeDecision.Answer.Changed));

        var group = await db.Compiled(static () => EF.CompileAsyncQuery((BackOfficeDb db, Guid id, CancellationToken _) => db.Groups.Single(one => one.Id == id)))(db, groupId, ct);
        var present = await db.Compiled(static () => EF.CompileAsyncQuery((BackOfficeDb db, Guid group) =>
            db.GroupMembers.Where(member => member.GroupId == group && member.LeftAt == null)))(db, groupId).ToListAsync(ct);
        var @default = await db.Compiled(static () => EF.CompileAsyncQuery((BackOfficeDb db, long id, CancellationToken _) =>
            db.Accounts.Include(account => account.Provider).Include(account => account.Site).Single(account => account.Id == id)))(db, group.DefaultAccountId, ct);
        // Any proof of the login that holds now: two of one moment have no order among them.
        var isProven = await db.Compiled(static () => EF.CompileAsyncQuery((BackOfficeDb db, CaseId @case, Guid group, long provider, int version, CancellationToken _) => db.PasswordProofs.Any(
            proof => proof.CaseId == @case && proof.GroupId == group && proof.ProviderId == provider && proof.CredentialVersion == version)))(
                db, @case.Id, groupId, @default.ProviderId, @default.Provider.CredentialVersion, ct);
        var found = await detection.LookAsync(@case.AccountId, ct);

        var answer = MergeDecision.Decide(new(
            ProofIsPresent: isProven,
            BothInGroup: @default.Id != @case.AccountId && present.Any(member => member.AccountId == @default.Id) && present.Any(member => member.AccountId == @case.AccountId),
            DefaultConfirmed: !group.AwaitsConfirmation,
            BothTakePart: TakesPart(@case.Account) && TakesPart(@default),
            StillOneCompany: !found.InDoubt && found.Component.Contains(@default.Id),
            DefaultIsOwnProvider: await CarriesItsLoginAsync(@default, groupId, ct),
            DefaultObligations: await clashes.OpenObligationsAsync(@default.ProviderId, ct)));
        if (answer == MergeDecision.Answer.Merged)
            await MergeAsync(@case, group, present.Single(member => member.AccountId == @case.AccountId), @default, found, ct);
        else if (answer == MergeDecision.Answer.DefaultMustRename)
            desk.Move(@case, CaseState.Running, "default-must-rename");
        return new StepResult.Done(answer.ToString());
    }

    // A user ID that is changed at this moment is waited for too: the member's leaves use with the merge, and the Default's is what the proof is about.
    private async Task LockAsync(CaseId id, CancellationToken ct)
    {
        if (!locks.AreNeeded)
            return;
        // Whoever was waited for may have changed what is to be locked: then that as well.
        for (Parties? held = null; await PartiesAsync(id, ct) is { } now && now != held; held = now)
            await locks.TakeAsync([LockKey.Account(now.Member), LockKey.Account(now.Default), LockKey.UserId(now.MemberKey), LockKey.UserId(now.DefaultKey)], ct);
    }

    private Task<Parties?> PartiesAsync(CaseId id, CancellationToken ct) => db.Compiled(static () => EF.CompileAsyncQuery((BackOfficeDb db, CaseId id, CancellationToken _) =>
        (from one in db.Cases
         where one.Id == id
         join @group in db.Groups on one.GroupId equals @group.Id
         join @default in db.Accounts on @group.DefaultAccountId equals @default.Id
         select new Parties(one.AccountId, one.Account.Provider.UserIdKey, @default.Id, @default.Provider.UserIdKey)).SingleOrDefault()))(db, id, ct);

    private async Task MergeAsync(ActivationCase @case, ActivationGroup group, GroupMember member, Account @default, Detected found, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (account, own) = (@case.Account, @case.Account.Provider);
        if (own.Id == @default.ProviderId)
        {
            SwitchOnWithItsLogin(@case, account, now);
            return;
        }
        var claim = await db.UserIdClaims.FindAsync([own.UserIdKey], ct);
        db.MergeRecords.Add(new()
        {
            Id = Guid.CreateVersion7(now),
            CaseId = @case.Id,
            GroupId = group.Id,
            AccountId = account.Id,
            FromProviderId = own.Id,
            ToProviderId = @default.ProviderId,
            Before = LoginAndIdentity.Of(own).ToJson(),
            After = LoginAndIdentity.Of(@default.Provider).ToJson(),
            Method = await MethodAsync(@default.Provider, ct),
            Actor = $"{account.SiteCode}/{account.Id}",
            RulesVersion = found.RulesVersion,
            Evidence = JsonSerializer.Serialize(found.Pairs.Where(pair => pair.Has(account.Id) && found.Component.Contains(pair.AccountA) && found.Component.Contains(pair.AccountB))
                .Select(pair => new { pair.AccountA, pair.AccountB, pair.Decision, pair.Rule, pair.WeakLink })),
            At = now,
            AccountActivatedBefore = account.ActivatedAt,
            ProviderActivatedBefore = own.ActivatedAt,
            ClaimBefore = claim?.ProviderId == own.Id ? claim.Reason : null,
        });
        account.ProviderId = @default.ProviderId;
        account.Provider = @default.Provider;
        account.ActivatedAt = now;
        // It may have been a single user of its own until now (decision 18).
        own.ActivatedAt = null;
        member.MergedAt = now;
        own.SessionEpoch++;
        await CaseTerms.AddMissingAsync(db, db.Cases.Where(one => one.AccountId == account.Id), ct);
        await GiveUpUserIdAsync(own, @default.Provider, claim, now, ct);
        await ClaimUserIdAsync(@default.Provider, now, ct);
        desk.Move(@case, CaseState.Active);
        feed.Append(ChangeKind.Merged, account.Id, @default.ProviderId, account.SiteCode.Value);
        audit.Record(new(ActorKind.Provider, $"{account.SiteCode}/{account.Id}"), "account-merged", account.SiteCode, account.Id, @case.Id);
    }

    // Others carried its login on while its site had left. It never lost it, so nothing is replaced, and there is nothing to undo.
    private void SwitchOnWithItsLogin(ActivationCase @case, Account account, DateTimeOffset now)
    {
        account.ActivatedAt ??= now;
        desk.Move(@case, CaseState.Active);
        feed.Append(ChangeKind.Activated, account.Id, account.ProviderId, account.SiteCode.Value);
        audit.Record(new(ActorKind.Provider, $"{account.SiteCode}/{account.Id}"), "account-activated", account.SiteCode, account.Id, @case.Id);
    }

    private async Task<MergeMethod> MethodAsync(Provider @default, CancellationToken ct) =>
        await db.Compiled(static () => EF.CompileAsyncQuery((BackOfficeDb db, long provider, int version, CancellationToken _) => db.Recoveries.Any(
            recovery => recovery.ProviderId == provider && recovery.State == RecoveryState.Completed && recovery.CredentialVersion + 1 == version)))(db, @default.Id, @default.CredentialVersion, ct)
            ? MergeMethod.RecoveredPassword
            : MergeMethod.DefaultPassword;

    // The member's own ID leaves use, and nobody gets it again (decision 7); giving it up also meets whatever a clash asked of the member.
    private async Task GiveUpUserIdAsync(Provider own, Provider @default, UserIdClaim? claim, DateTimeOffset now, CancellationToken ct)
    {
        await clashes.FulfilAsync(own, own.UserIdKey, ObligationEnd.Merged, ct);
        if (own.UserIdKey == @default.UserIdKey)
            return;
        claim ??= db.Tracked<UserIdClaim>().SingleOrDefault(one => one.Entity.Key == own.UserIdKey)?.Entity;
        if (claim is null)
            db.UserIdClaims.Add(new() { Key = own.UserIdKey, ProviderId = own.Id, Reason = ClaimReason.MergedAway, At = now });
        else if (claim.ProviderId == own.Id)
            claim.Reason = ClaimReason.MergedAway;
    }

    // The member is active with it from now on, though the Default itself may not be for long (decision 4); so nobody else gets it any more (decision 7).
    private async Task ClaimUserIdAsync(Provider @default, DateTimeOffset now, CancellationToken ct)
    {
        if (await db.UserIdClaims.FindAsync([@default.UserIdKey], ct) is null)
            db.UserIdClaims.Add(new() { Key = @default.UserIdKey, ProviderId = @default.Id, Reason = ClaimReason.Activated, At = now });
    }

    // Its own, or one that it merged into and carries on: the account of that is gone, or was while its site had left and is in no other group since.
    private async Task<bool> CarriesItsLoginAsync(Account @default, Guid group, CancellationToken ct) =>
        @default.IsOwnProvider
        || !await db.Accounts.AnyAsync(owner => owner.Id == @default.ProviderId && owner.ClosedAt == null && owner.Site.Stage == SiteStage.Aggregated, ct)
        || (await db.MergeRecords.AnyAsync(merge => merge.AccountId == @default.Id && merge.ToProviderId == @default.ProviderId && merge.UndoneAt == null, ct)
            && !await db.GroupMembers.AnyAsync(member => member.AccountId == @default.ProviderId && member.LeftAt == null && member.GroupId != group, ct));

    private static bool TakesPart(Account account) =>
        account is { ClosedAt: null, LockedAt: null, Provider.LockedAt: null, Site.Stage: SiteStage.Aggregated };

    // Whose accounts and user IDs a merge is about.
    private sealed record Parties(long Member, string MemberKey, long Default, string DefaultKey);
}
