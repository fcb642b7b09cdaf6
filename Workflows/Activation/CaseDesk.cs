using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Registry;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Activation;

/// <summary>Loads and moves cases within a transaction.</summary>
public sealed class CaseDesk(BackOfficeDb db, SignalInbox inbox, TimeProvider clock)
{
    private ActivationCase? last;

    /// <summary>The case with its account and the account's provider and site, to be changed.</summary>
    public Task<ActivationCase> LoadAsync(CaseId id, CancellationToken ct) =>
        db.Compiled(static () => EF.CompileAsyncQuery((BackOfficeDb db, CaseId id, CancellationToken _) =>
            db.Cases.Include(@case => @case.Account).ThenInclude(account => account.Provider)
                .Include(@case => @case.Account).ThenInclude(account => account.Site)
                .Single(@case => @case.Id == id)))(db, id, ct);

    /// <summary>The account of a case, for whoever has to lock it before the case is read.</summary>
    internal Task<long> AccountOfAsync(CaseId id, CancellationToken ct) =>
        db.Compiled(static () => EF.CompileAsyncQuery((BackOfficeDb db, CaseId id, CancellationToken _) =>
            db.Cases.Where(@case => @case.Id == id).Select(@case => @case.AccountId).Single()))(db, id, ct);

    /// <summary>The case for a step of its workflow, loaded like <see cref="LoadAsync"/>; in a transaction of several steps it is read for the first one only. What was changed elsewhere since is found by its version when it is saved.</summary>
    /// <exception cref="CaseEndedException">It was ended from outside meanwhile.</exception>
    public async Task<ActivationCase> LoadToGoOnAsync(CaseId id, CancellationToken ct) =>
        last?.Id == id && TakeUp(last) ? last : await LoadAnewToGoOnAsync(id, ct);

    /// <summary>The same, read now: for a step that has just taken a lock under which the case, its account or the login may have been changed.</summary>
    /// <exception cref="CaseEndedException">It was ended from outside meanwhile.</exception>
    public async Task<ActivationCase> LoadAnewToGoOnAsync(CaseId id, CancellationToken ct) =>
        last = await LoadAsync(id, ct) is { State: not CaseState.Cancelled } @case ? @case : throw new CaseEndedException();

    // The context has forgotten it after the step before; what that step has read beside it stays forgotten.
    private bool TakeUp(ActivationCase @case)
    {
        if (db.Tracked().Any(entry => entry.Entity is ActivationCase or Account or Provider or Site))
            return db.Entry(@case).State != EntityState.Detached;
        @case.Group = null;
        @case.Account.Provider.Accounts.Clear();
        db.Attach(@case);
        return true;
    }

    /// <summary>Moves a case to a state; an end closes it. Moving it to where it stands, for the same reason, changes nothing.</summary>
    public void Move(ActivationCase @case, CaseState state, string? reason = null)
    {
        if (@case.State == state && @case.StateReason == reason)
            return;
        var now = clock.GetUtcNow();
        if (@case.State != state)
        {
            @case.StateSince = now;
            @case.Reminders = 0;
            (@case.HandedOverAt, @case.Deadline, @case.ExtendedAt) = (null, null, null);
        }
        @case.State = state;
        @case.StateReason = reason;
        @case.Version++;
        if (state is CaseState.Active or CaseState.Refused or CaseState.Cancelled)
            (@case.ClosedAt, @case.ReviewCaseId, @case.AwaitsProvider) = (now, null, false);
    }

    /// <summary>Ends a case from outside its workflow, and lets the workflow know in the same transaction: whoever ends it may die before the engine is called.</summary>
    public async Task EndAsync(ActivationCase @case, string reason, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(@case);
        Move(@case, CaseState.Cancelled, reason);
        if (await db.Instances.AnyAsync(instance => instance.Id == @case.InstanceId && instance.EndedAt == null, ct))
            inbox.Post(@case.Id, SignalInbox.CaseEnded);
    }
}
