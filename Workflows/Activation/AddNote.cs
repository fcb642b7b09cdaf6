using BackOffice.Workflows.Activation.Desk;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Activation;

/// <summary>Staff note something on a case, for colleagues only.</summary>
public sealed class AddNote(Database database)
{
    /// <summary>The note.</summary>
    /// <param name="By">Who: helpdesk, verifikator or process owner. Also while a colleague has the case in hand.</param>
    /// <param name="Case">The case.</param>
    /// <param name="Text">What is noted; 5 to 2,000 characters.</param>
    public sealed record Request(StaffActor By, CaseId Case, string Text);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        /// <summary>It stands on the case.</summary>
        public sealed record Noted(Guid Note) : Answer;

        /// <summary>It cannot be noted.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Writes the note.</summary>
    public Task<Answer> HandleAsync(Request request, CancellationToken ct) => database.InTransactionAsync((transaction, token) => ActAsync(transaction, request, token), ct);

    /// <summary>Writes the note within a transaction.</summary>
    internal async Task<Answer> ActAsync(Transaction transaction, Request request, CancellationToken ct)
    {
        if ((request.By.Requires(DeskRoles.Acting) ?? StaffReason.Check(request.Text)) is { } refusal)
            return new Answer.Refused(refusal);
        if (!await transaction.Db.CasesOf(request.By).AnyAsync(c => c.Id == request.Case, ct))
            return new Answer.Refused(CaseRefusals.CaseUnknown);
        var note = new CaseNote { Id = Guid.CreateVersion7(database.Now), CaseId = request.Case, By = request.By.Name, Text = request.Text.Trim(), At = database.Now };
        transaction.Db.CaseNotes.Add(note);
        // It changes nothing that somebody else decides by: the version of the case stays.
        transaction.Service<AuditTrail>().Record(request.By.Actor, "note-added", @case: request.Case);
        return new Answer.Noted(note.Id);
    }
}
