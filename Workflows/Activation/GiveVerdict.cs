using BackOffice.Rules.Matching;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Activation;

/// <summary>
/// A verifikator says what two accounts are to each other (decision 10). The verdict sticks through every later scan and rule change; every open case
/// that the pair concerns looks again. The same verdict twice changes nothing; another one on a judged pair is refused until that is reopened.
/// </summary>
public sealed class GiveVerdict(Database database, IWorkflowEngine engine)
{
    /// <summary>The verdict.</summary>
    /// <param name="By">Who decides: a verifikator.</param>
    /// <param name="Case">The case in which it is decided.</param>
    /// <param name="Pair">The finding of that case that it is about.</param>
    /// <param name="Answer">What was decided.</param>
    /// <param name="Reason">Why; 5 to 2,000 characters.</param>
    public sealed record Request(StaffActor By, CaseId Case, Guid Pair, VerdictAnswer Answer, string Reason);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        /// <summary>It holds from now on.</summary>
        public sealed record Given : Answer;

        /// <summary>It cannot be given.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Writes the verdict and wakes the cases.</summary>
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
        var finding = await db.PairFindings.SingleOrDefaultAsync(f => f.Id == request.Pair && f.CaseId == request.Case, ct);
        if (finding is null)
            return (new Answer.Refused(await db.Cases.AnyAsync(c => c.Id == request.Case, ct) ? PairUnknown : CaseRefusals.CaseUnknown), []);
        await transaction.Service<RowLocks>().TakeAsync([LockKey.Account(finding.AccountA), LockKey.Account(finding.AccountB)], ct);

        var standing = await db.Verdicts.SingleOrDefaultAsync(v => v.AccountA == finding.AccountA && v.AccountB == finding.AccountB && v.ReopenedAt == null, ct);
        if (standing is not null)
            return (standing.Answer == request.Answer ? new Answer.Given() : new Answer.Refused(AlreadyJudged), []);

        db.Verdicts.Add(new()
        {
            Id = Guid.CreateVersion7(database.Now),
            AccountA = finding.AccountA,
            AccountB = finding.AccountB,
            Answer = request.Answer,
            Reason = request.Reason.Trim(),
            By = request.By.Name,
            CaseId = request.Case,
            At = database.Now,
        });
        transaction.Service<AuditTrail>().Record(request.By.Actor, "verdict-given", account: finding.AccountA, @case: request.Case,
            values: [("answer", request.Answer.ToString()), ("other-account", finding.AccountB.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("reason", request.Reason.Trim())]);
        var concerned = await db.Cases
            .Where(c => c.ClosedAt == null && (c.AccountId == finding.AccountA || c.AccountId == finding.AccountB
                || db.PairFindings.Any(f => f.CaseId == c.Id && f.AccountA == finding.AccountA && f.AccountB == finding.AccountB)))
            .Select(c => c.Id).ToListAsync(ct);
        foreach (var @case in concerned)
            transaction.Service<SignalInbox>().Post(@case, CaseSignals.VerdictGiven);
        return (new Answer.Given(), concerned);
    }

    private static Refusal PairUnknown { get; } = new("pair-unknown", new(
        "Pasangan akun ini tidak ada dalam kasus tersebut; muat ulang kasusnya.", "This pair of accounts is not part of the case; load the case again."));

    private static Refusal AlreadyJudged { get; } = new("already-judged", new(
        "Pasangan akun ini sudah diputuskan lain. Buka kembali putusan itu lebih dahulu.", "This pair of accounts was judged otherwise. Reopen that verdict first."));
}
