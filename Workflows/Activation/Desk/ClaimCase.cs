using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Activation.Desk;

/// <summary>
/// A member of staff takes a case in hand, or renews the claim while its screen is open. Somebody else's claim is taken over once it has run out, or at once when asked to, which is on
/// the record.
/// </summary>
public sealed class ClaimCase(Database database, IOptions<DeskOptions> options)
{
    /// <summary>The claim.</summary>
    /// <param name="By">Who: helpdesk, verifikator or process owner.</param>
    /// <param name="Case">The case.</param>
    /// <param name="TakeOver">Whether to take it from whoever has it in hand.</param>
    public sealed record Request(StaffActor By, CaseId Case, bool TakeOver = false);

    /// <summary>A claim as staff see it.</summary>
    /// <param name="Holder">Who has the case in hand.</param>
    /// <param name="Since">Since when.</param>
    /// <param name="ExpiresAt">When it runs out unless it is renewed.</param>
    public sealed record View(string Holder, DateTimeOffset Since, DateTimeOffset ExpiresAt);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>The person has it in hand.</summary>
        public sealed record Claimed(View Claim) : Answer;

        /// <summary>Somebody else has.</summary>
        public sealed record HeldByAnother(View Claim, Refusal Refusal) : Answer;

        /// <summary>Not for this person, or no such case.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Claims or renews.</summary>
    public Task<Answer> HandleAsync(Request request, CancellationToken ct) =>
        request.By.Requires(DeskRoles.Acting) is { } refusal
            ? Task.FromResult<Answer>(new Answer.Refused(refusal))
            : database.InTransactionAsync((transaction, token) => WriteAsync(request, transaction, token), ct);

    /// <summary>The claim that stands on a case; null when nobody has it in hand.</summary>
    internal static async Task<View?> StandingAsync(BackOfficeDb db, CaseId @case, DateTimeOffset now, CancellationToken ct) =>
        await db.CaseClaims.SingleOrDefaultAsync(claim => claim.CaseId == @case && claim.ExpiresAt > now, ct) is { } claim ? Show(claim) : null;

    private async Task<Answer> WriteAsync(Request request, Transaction transaction, CancellationToken ct)
    {
        var (db, now) = (transaction.Db, database.Now);
        if (!await db.CasesOf(request.By).AnyAsync(@case => @case.Id == request.Case, ct))
            return new Answer.Refused(CaseRefusals.CaseUnknown);
        var claim = await db.CaseClaims.FindAsync([request.Case], ct);
        if (claim is null)
            db.CaseClaims.Add(claim = new() { CaseId = request.Case, Holder = request.By.Name, Since = now, ExpiresAt = now });
        var (standing, mine) = (claim.ExpiresAt > now, claim.Holder == request.By.Name);
        if (standing && !mine && !request.TakeOver)
            return new Answer.HeldByAnother(Show(claim), StaffCases.Claimed(claim));
        if (standing && !mine)
            transaction.Service<AuditTrail>().Record(request.By.Actor, CaseActs.ClaimTakenOver, @case: request.Case, values: [("from", claim.Holder)]);
        if (!standing || !mine)
            (claim.Holder, claim.Since) = (request.By.Name, now);
        claim.ExpiresAt = now + options.Value.ClaimLasts;
        return new Answer.Claimed(Show(claim));
    }

    private static View Show(CaseClaim claim) => new(claim.Holder, claim.Since, claim.ExpiresAt);
}
