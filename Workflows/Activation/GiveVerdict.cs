using BackOffice.Rules.Matching;
using BackOffice.Workflows.Activation.Desk;
using BackOffice.Workflows.Activation.Review;
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
    /// <param name="IfVersion">The version of the case that was seen; null acts on whatever is there.</param>
    public sealed record Request(StaffActor By, CaseId Case, Guid Pair, VerdictAnswer Answer, string Reason, int? IfVersion = null);

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
        var outcome = await database.InTransactionAsync((transaction, token) => WriteAsync(request, transaction, token), ct);
        foreach (var ended in outcome.Ended)
            await engine.CancelAsync(ended, ct);
        foreach (var @case in outcome.Concerned)
            await engine.AdvanceAsync(@case, ct);
        return outcome.Refusal is { } why ? new Answer.Refused(why) : new Answer.Given();
    }

    private async Task<VerdictBook.Outcome> WriteAsync(Request request, Transaction transaction, CancellationToken ct)
    {
        var db = transaction.Db;
        if (await db.RefuseActAsync(request.By, request.Case, request.IfVersion, database.Now, ct) is { } refusal)
            return new(refusal, [], []);
        var finding = await db.PairFindings.SingleOrDefaultAsync(f => f.Id == request.Pair && f.CaseId == request.Case, ct);
        if (finding is null)
            return new(CaseRefusals.PairUnknown, [], []);
        return await transaction.Service<VerdictBook>().GiveAsync(finding.AccountA, finding.AccountB, request.Answer, request.By, request.Reason, request.Case, ct);
    }
}
