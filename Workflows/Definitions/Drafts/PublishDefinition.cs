using System.Text;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Definitions.Drafts;

/// <summary>
/// A process owner, outside Development another one than the author, publishes exactly the draft that was read: cases that are opened from now on run on it, in every Host; those that are open finish
/// on theirs until somebody moves them (<see cref="Moves.StartMove"/>).
/// </summary>
public sealed class PublishDefinition(Database database, DefinitionReader reader, IOptions<DefinitionOptions> options)
{
    /// <summary>What is published.</summary>
    /// <param name="By">Who: a process owner.</param>
    /// <param name="Draft">The draft.</param>
    /// <param name="Version">The version of the draft that was read.</param>
    /// <param name="Reason">Why; 5 to 2,000 characters.</param>
    public sealed record Request(StaffActor By, Guid Draft, int Version, string Reason);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>It is published.</summary>
        public sealed record Published(DefinitionDraftView Draft) : Answer;

        /// <summary>The engine cannot run it.</summary>
        public sealed record NotClean(Refusal Refusal, IReadOnlyList<DefinitionProblem> Problems) : Answer;

        /// <summary>It is not published.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Publishes.</summary>
    public async Task<Answer> HandleAsync(Request request, CancellationToken ct)
    {
        if ((request.By.Requires(DefinitionRoles.Writers) ?? StaffReason.Check(request.Reason)) is { } refusal)
            return new Answer.Refused(refusal);
        return await database.InTransactionAsync((transaction, token) => PublishAsync(request, transaction, token), ct);
    }

    private async Task<Answer> PublishAsync(Request request, Transaction transaction, CancellationToken ct)
    {
        var (db, now) = (transaction.Db, database.Now);
        await transaction.Service<RowLocks>().TakeAsync([DefinitionPublisher.Lock], ct);
        var draft = await db.DefinitionDrafts.SingleOrDefaultAsync(one => one.Id == request.Draft, ct);
        if (DefinitionDesk.MayPublish(draft, request.By, request.Version, options.Value.SecondPerson ?? true) is { } not)
            return new Answer.Refused(not);
        var reading = reader.Read(Encoding.UTF8.GetBytes(draft!.Json));
        if (reading is DefinitionReading.Refused { Problems: var problems })
            return new Answer.NotClean(DefinitionRefusals.NotClean(problems), problems);
        var definition = ((DefinitionReading.Accepted)reading).Definition;
        if (await DefinitionDesk.WhyTakenAsync(db, definition, ct) is { } taken)
            return new Answer.Refused(taken);
        db.DefinitionVersions.Add(new()
        {
            Id = definition.Id,
            DefinitionId = definition.DefinitionId,
            Version = definition.Version,
            Hash = draft.Digest,
            Json = draft.Json,
            PublishedAt = now,
            Author = draft.Author,
            PublishedBy = request.By.Name,
            Reason = draft.Reason,
            DraftId = draft.Id,
        });
        (draft.State, draft.PublishedAs) = (DefinitionDraftState.Published, definition.Id);
        (draft.DecidedBy, draft.DecisionReason, draft.DecidedAt) = (request.By.Name, request.Reason.Trim(), now);
        draft.Version++;
        transaction.Service<AuditTrail>().Record(
            request.By.Actor, "workflow-published", values: [("version", definition.Id), ("digest", draft.Digest), ("author", draft.Author), ("reason", request.Reason.Trim())]);
        return new Answer.Published(DefinitionDraftView.Of(draft));
    }
}
