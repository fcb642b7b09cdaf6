using BackOffice.Workflows.Activation.Desk;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Recovery;

/// <summary>Staff read the recoveries: what waits for whom, and until when. Neither link nor code is among it.</summary>
public sealed class ReadRecoveries(Database database)
{
    private const int Most = 200;

    /// <summary>Who reads; one recovery, those of a case, or all that are open.</summary>
    public sealed record Request(StaffActor By, Guid? Recovery = null, CaseId? Case = null);

    /// <summary>One recovery as staff see it.</summary>
    /// <param name="Id">The recovery.</param>
    /// <param name="CaseId">The case it was asked for in.</param>
    /// <param name="UserId">Whose password is lost.</param>
    /// <param name="CompanyName">Whose password is lost.</param>
    /// <param name="State">Where it stands at this moment.</param>
    /// <param name="RequestedBy">Who asked.</param>
    /// <param name="RequestedAt">When.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="Evidence">What was shown.</param>
    /// <param name="OtherAddress">Where the link goes, if not to the registered address.</param>
    /// <param name="DecidedBy">Who decided; null before.</param>
    /// <param name="DecisionReason">Why.</param>
    /// <param name="CodeIssuedBy">Who got the present code; null before.</param>
    /// <param name="LapsesAt">When it lapses unless the next step is taken.</param>
    /// <param name="CompletedAt">When the new password was set; null before.</param>
    public sealed record View(
        Guid Id, CaseId CaseId, string UserId, string CompanyName, RecoveryState State, string RequestedBy, DateTimeOffset RequestedAt, string Reason,
        IReadOnlyList<RecoveryEvidence> Evidence, string? OtherAddress, string? DecidedBy, string? DecisionReason, string? CodeIssuedBy, DateTimeOffset LapsesAt, DateTimeOffset? CompletedAt);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        /// <summary>The recoveries, newest first; 200 at most.</summary>
        public sealed record Found(IReadOnlyList<View> Recoveries) : Answer;

        /// <summary>Not for this person, or not there.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Reads them.</summary>
    public async Task<Answer> HandleAsync(Request request, CancellationToken ct)
    {
        if (request.By.Requires(StaffRoles.All) is { } refusal)
            return new Answer.Refused(refusal);
        var found = await database.ReadAsync(async (db, token) =>
        {
            var recoveries = db.RecoveriesOf(request.By);
            if (request.Recovery is { } id)
                recoveries = recoveries.Where(recovery => recovery.Id == id);
            else if (request.Case is { } @case)
                recoveries = recoveries.Where(recovery => recovery.CaseId == @case);
            else
                recoveries = recoveries.Where(recovery => recovery.State == RecoveryState.Requested || recovery.State == RecoveryState.Approved);
            return await recoveries.OrderByDescending(recovery => recovery.RequestedAt).Take(Most)
                .Join(db.Providers, recovery => recovery.ProviderId, provider => provider.Id, (recovery, provider) => new { Recovery = recovery, provider.UserId, provider.CompanyName })
                .ToListAsync(token);
        }, ct);
        return request.Recovery is not null && found.Count == 0
            ? new Answer.Refused(RecoveryRefusals.Unknown)
            : new Answer.Found([.. found.OrderByDescending(row => row.Recovery.RequestedAt).Select(row => Show(row.Recovery, row.UserId.Value, row.CompanyName, database.Now))]);
    }

    private static View Show(RecoveryCase recovery, string userId, string companyName, DateTimeOffset now) => new(
        recovery.Id, recovery.CaseId, userId, companyName, recovery.StateAt(now), recovery.RequestedBy, recovery.RequestedAt, recovery.Reason,
        [.. recovery.Evidence.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<RecoveryEvidence>)], recovery.OtherAddress, recovery.DecidedBy, recovery.DecisionReason,
        recovery.CodeIssuedBy, recovery.LapsesAt, recovery.CompletedAt);
}
