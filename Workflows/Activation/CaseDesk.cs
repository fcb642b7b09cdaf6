using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Activation;

/// <summary>Loads and moves cases within a transaction.</summary>
public sealed class CaseDesk(BackOfficeDb db, TimeProvider clock)
{
    /// <summary>The case with its account and the account's provider and site, to be changed.</summary>
    public Task<ActivationCase> LoadAsync(CaseId id, CancellationToken ct) =>
        db.Cases.Include(@case => @case.Account).ThenInclude(account => account.Provider)
            .Include(@case => @case.Account).ThenInclude(account => account.Site)
            .SingleAsync(@case => @case.Id == id, ct);

    /// <summary>The case for a step of its workflow, loaded like <see cref="LoadAsync"/>.</summary>
    /// <exception cref="CaseEndedException">It was ended from outside meanwhile.</exception>
    public async Task<ActivationCase> LoadToGoOnAsync(CaseId id, CancellationToken ct) =>
        await LoadAsync(id, ct) is { State: not CaseState.Cancelled } @case ? @case : throw new CaseEndedException();

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
}
