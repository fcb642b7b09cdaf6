using BackOffice.Workflows.Activation.Desk;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Incidents;
using BackOffice.Workflows.Notices;
using BackOffice.Workflows.SignIn;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Activation;

/// <summary>
/// Staff take a case in hand that does not go on by itself: take it up again whatever it stands still at (or let a case with used-up password attempts go on), pass over a failed step
/// with one of its outcomes, or end the case. Each with a reason on the record. What stands still, <see cref="IncidentBook"/> says.
/// </summary>
public sealed class HandleIncident(Database database, IWorkflowEngine engine, IIncidentDesk incidents, IncidentBook book)
{
    /// <summary>What to do.</summary>
    public enum Act
    {
        /// <summary>Try the failed step again, take up a case that stands still, or let the case go on after its password attempts were used up.</summary>
        Retry,

        /// <summary>Pass over the failed step with one of its outcomes.</summary>
        Skip,

        /// <summary>End the case.</summary>
        Cancel,
    }

    /// <summary>The act.</summary>
    /// <param name="By">Who acts: helpdesk for <see cref="Act.Retry"/> and <see cref="Act.Cancel"/>, a process owner for all.</param>
    /// <param name="Case">The case.</param>
    /// <param name="Act">What to do.</param>
    /// <param name="Outcome">The outcome to go on with; for <see cref="Act.Skip"/> alone.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="IfVersion">The version of the case that was seen; null acts on whatever is there.</param>
    public sealed record Request(StaffActor By, CaseId Case, Act Act, string? Outcome, string Reason, int? IfVersion = null);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        /// <summary>Done; the case stands there now.</summary>
        public sealed record Handled(CaseState State) : Answer;

        /// <summary>It cannot be done.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Acts.</summary>
    public async Task<Answer> HandleAsync(Request request, CancellationToken ct)
    {
        var roles = request.Act == Act.Skip ? new[] { StaffRoles.ProcessOwner } : [StaffRoles.Helpdesk, StaffRoles.ProcessOwner];
        if ((request.By.Requires(roles) ?? StaffReason.Check(request.Reason)) is { } refusal)
            return new Answer.Refused(refusal);
        var (why, found) = await database.ReadAsync(async (db, token) => (
            await RefuseAsync(db, request, token), await db.Cases.Where(c => c.Id == request.Case).Select(c => new { c.InstanceId, c.DefinitionId, c.State }).SingleOrDefaultAsync(token)), ct);
        if (why is not null || found is null)
            return new Answer.Refused(why ?? CaseRefusals.CaseUnknown);

        var done = request.Act switch
        {
            Act.Retry when found.State == CaseState.WithHelpdesk => await ResumeAsync(request, ct),
            Act.Retry => await RetryAsync(request, found.InstanceId, found.DefinitionId, ct),
            Act.Skip => await SkipAsync(request, found.InstanceId, ct),
            Act.Cancel => await CancelAsync(request, found.InstanceId, ct),
            var other => throw new InvalidOperationException($"Unhandled act {other}."),
        };
        if (done is not null)
            return new Answer.Refused(done);
        var state = await database.ReadAsync((db, token) => db.Cases.Where(c => c.Id == request.Case).Select(c => c.State).SingleAsync(token), ct);
        return new Answer.Handled(state);
    }

    // Asked before anything is done, and once more within the transaction that writes: of two who act on what they saw, one is refused.
    private async Task<Refusal?> RefuseAsync(BackOfficeDb db, Request request, CancellationToken ct) =>
        await db.RefuseActAsync(request.By, request.Case, request.IfVersion, database.Now, ct)
        ?? (await db.Cases.AnyAsync(c => c.Id == request.Case && c.ClosedAt != null, ct) ? CaseRefusals.CaseClosed : null);

    private async Task<Refusal?> ResumeAsync(Request request, CancellationToken ct)
    {
        var refusal = await ActAsync(request, async (transaction, token) =>
        {
            await transaction.Service<AttemptLimiter>().ClearAsync([ProveDefaultPassword.CaseBucket(request.Case)], token);
            transaction.Service<SignalInbox>().Post(request.Case, CaseSignals.HelpdeskResumed);
        }, ct);
        if (refusal is null)
            await engine.AdvanceAsync(request.Case, ct);
        return refusal;
    }

    private async Task<Refusal?> RetryAsync(Request request, InstanceId instance, string definition, CancellationToken ct)
    {
        var (stands, known) = await database.ReadAsync(async (db, token) => (
            await book.MayBeRetriedAsync(db, request.By, request.Case, database.Now, token), await db.DefinitionVersions.AnyAsync(version => version.DefinitionId == definition, token)), ct);
        if (!stands)
            return NothingFailed;
        if (!known)
            return DefinitionMissing;
        if (await ActAsync(request, (_, _) => Task.CompletedTask, ct) is { } refusal)
            return refusal;
        if (await engine.FindAsync(instance, ct) is null)
            await engine.StartAsync(definition, request.Case, instance, ct);
        else
            await incidents.TakeUpAsync(instance, ct);
        return null;
    }

    // On the record only once it is passed over: an outcome that the step does not have is refused by the engine.
    private async Task<Refusal?> SkipAsync(Request request, InstanceId instance, CancellationToken ct)
    {
        if (await incidents.SkipAsync(instance, request.Outcome ?? "", ct) is { } refusal)
            return refusal;
        await database.InTransactionAsync(async (transaction, token) =>
        {
            // Loaded for its version, which the record counts up.
            await transaction.Db.Cases.SingleAsync(c => c.Id == request.Case, token);
            Record(request, transaction);
        }, ct);
        return null;
    }

    private async Task<Refusal?> CancelAsync(Request request, InstanceId instance, CancellationToken ct)
    {
        var refusal = await ActAsync(request, async (transaction, token) =>
        {
            var desk = transaction.Service<CaseDesk>();
            var @case = await desk.LoadAsync(request.Case, token);
            await desk.EndAsync(@case, "cancelled-by-staff", token);
            await transaction.Service<CaseNotices>().TellAsync(@case, NoticeCatalogue.CaseCancelled, token);
        }, ct);
        if (refusal is null)
            await engine.CancelAsync(instance, ct);
        return refusal;
    }

    private Task<Refusal?> ActAsync(Request request, Func<Transaction, CancellationToken, Task> act, CancellationToken ct) => database.InTransactionAsync(async (transaction, token) =>
    {
        if (await RefuseAsync(transaction.Db, request, token) is { } refusal)
            return refusal;
        await act(transaction, token);
        Record(request, transaction);
        return null;
    }, ct);

    private static void Record(Request request, Transaction transaction) =>
        transaction.Service<AuditTrail>().Record(request.By.Actor, $"incident-{request.Act.ToString().ToLowerInvariant()}", @case: request.Case,
            values: [("reason", request.Reason.Trim()), .. request.Outcome is { } outcome ? new[] { ("outcome", outcome) } : []]);

    private static Refusal NothingFailed { get; } = new("nothing-failed", new(
        "Tidak ada langkah yang gagal pada kasus ini.", "No step of this case has failed."));

    private static Refusal DefinitionMissing { get; } = new("definition-unknown", new(
        "Definisi alur kasus ini tidak pernah diterbitkan. Terbitkan dahulu, atau batalkan kasusnya.", "The workflow of this case was never published. Publish it first, or cancel the case."));
}
