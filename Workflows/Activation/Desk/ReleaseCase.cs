using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Activation.Desk;

/// <summary>A member of staff lets go of a case. Releasing what one does not hold changes nothing.</summary>
public sealed class ReleaseCase(Database database)
{
    /// <summary>Who lets go of what.</summary>
    public sealed record Request(StaffActor By, CaseId Case);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>The person does not hold it any more.</summary>
        public sealed record Released : Answer;

        /// <summary>No such case.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Releases.</summary>
    public Task<Answer> HandleAsync(Request request, CancellationToken ct) => database.InTransactionAsync<Answer>(async (transaction, token) =>
    {
        if (!await transaction.Db.CasesOf(request.By).AnyAsync(@case => @case.Id == request.Case, token))
            return new Answer.Refused(CaseRefusals.CaseUnknown);
        await transaction.Db.CaseClaims.Where(claim => claim.CaseId == request.Case && claim.Holder == request.By.Name).ExecuteDeleteAsync(token);
        return new Answer.Released();
    }, ct);
}
