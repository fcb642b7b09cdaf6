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
    public Task<Answer> HandleAsync(Request request, CancellationToken ct)
    {
        if ((request.By.Requires(StaffRoles.Helpdesk, StaffRoles.Verifikator, StaffRoles.ProcessOwner) ?? StaffReason.Check(request.Text)) is { } refusal)
            return Task.FromResult<Answer>(new Answer.Refused(refusal));
        return database.InTransactionAsync<Answer>(async (transaction, token) =>
        {
            if (!await transaction.Db.Cases.AnyAsync(c => c.Id == request.Case, token))
                return new Answer.Refused(CaseRefusals.CaseUnknown);
            var note = new CaseNote { Id = Guid.CreateVersion7(database.Now), CaseId = request.Case, By = request.By.Name, Text = request.Text.Trim(), At = database.Now };
            transaction.Db.CaseNotes.Add(note);
            transaction.Service<AuditTrail>().Record(request.By.Actor, "note-added", @case: request.Case);
            return new Answer.Noted(note.Id);
        }, ct);
    }
}
