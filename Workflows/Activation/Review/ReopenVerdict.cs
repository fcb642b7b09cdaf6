using BackOffice.Workflows.Activation.Desk;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.IdentityEdits;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Activation.Review;

/// <summary>
/// A verifikator takes a verdict back (decision 10): from then on the rules speak about the pair again, and every open case that it concerns looks again. Refused while the two
/// accounts share a login, since that merge rests on it. The second time changes nothing.
/// </summary>
public sealed class ReopenVerdict(Database database, IWorkflowEngine engine)
{
    /// <summary>Which verdict, and why.</summary>
    public sealed record Request(StaffActor By, Guid Verdict, string Reason);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        /// <summary>It holds no longer.</summary>
        public sealed record Reopened : Answer;

        /// <summary>It cannot be taken back.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Takes it back.</summary>
    public async Task<Answer> HandleAsync(Request request, CancellationToken ct)
    {
        if ((request.By.Requires(StaffRoles.Verifikator) ?? StaffReason.Check(request.Reason)) is { } refusal)
            return new Answer.Refused(refusal);
        var (answer, concerned) = await database.InTransactionAsync((transaction, token) => WriteAsync(request, transaction, token), ct);
        foreach (var @case in concerned)
            await engine.AdvanceAsync(@case, ct);
        return answer;
    }

    private async Task<(Answer Answer, IReadOnlyList<CaseId> Concerned)> WriteAsync(Request request, Transaction transaction, CancellationToken ct)
    {
        var db = transaction.Db;
        if (await db.VerdictsOf(request.By).AsNoTracking().SingleOrDefaultAsync(v => v.Id == request.Verdict, ct) is not { } seen)
            return (new Answer.Refused(Unknown), []);
        await transaction.Service<RowLocks>().TakeAsync([LockKey.Account(seen.AccountA), LockKey.Account(seen.AccountB)], ct);
        var verdict = await db.Verdicts.SingleAsync(v => v.Id == request.Verdict, ct);
        if (verdict.ReopenedAt is not null)
            return (new Answer.Reopened(), []);
        var logins = await db.Accounts.Where(account => account.Id == verdict.AccountA || account.Id == verdict.AccountB).Select(account => account.ProviderId).Distinct().CountAsync(ct);
        if (logins == 1)
            return (new Answer.Refused(Merged), []);

        (verdict.ReopenedAt, verdict.ReopenedBy, verdict.ReopenReason) = (database.Now, request.By.Name, request.Reason.Trim());
        await transaction.Service<AccountAlias>().ReopenAsync(verdict.AccountA, verdict.AccountB, request.By, ct);
        transaction.Service<AuditTrail>().Record(request.By.Actor, "verdict-reopened", account: verdict.AccountA, @case: verdict.CaseId,
            values: [("verdict", verdict.Id.ToString()), ("reason", request.Reason.Trim())]);
        var rechecks = transaction.Service<IdentityRechecks>();
        foreach (var account in new[] { verdict.AccountA, verdict.AccountB })
            await rechecks.AskAsync(account, IdentityReviewCause.VerdictReopened, ct);
        return (new Answer.Reopened(), await transaction.Service<VerdictBook>().TellConcernedAsync(verdict.AccountA, verdict.AccountB, ct));
    }

    private static Refusal Unknown { get; } = new("verdict-unknown", new("Putusan ini tidak dikenal.", "This verdict is not known."));

    private static Refusal Merged { get; } = new("pair-merged", new(
        "Kedua akun ini sudah digabungkan. Batalkan penggabungan itu lebih dahulu.", "The two accounts are merged. Undo that merge first."));
}
