using BackOffice.Workflows.Data;
using BackOffice.Workflows.SignIn;
using BackOffice.Workflows.Staff;

namespace BackOffice.Workflows.Operations;

/// <summary>Whoever runs the back office sees how the whole stands: the figures that are exported, read at this moment. Administrator, process owner, auditor.</summary>
public sealed class ReadOperations(Database database, HashLimiter hashes)
{
    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>The figures.</summary>
        /// <param name="Figures">What the database says.</param>
        /// <param name="HashQueue">Password checks that run or wait in this Host.</param>
        /// <param name="TransactionRetries">Transactions that this Host had to try again since its start, because another one was in the way.</param>
        public sealed record Found(OperationFigures Figures, int HashQueue, long TransactionRetries) : Answer;

        /// <summary>Not for this person.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Reads them.</summary>
    public async Task<Answer> HandleAsync(StaffActor by, CancellationToken ct) => by.Requires(StaffRoles.Administrator, StaffRoles.ProcessOwner, StaffRoles.Auditor) is { } refusal
        ? new Answer.Refused(refusal)
        : new Answer.Found(await database.ReadAsync((db, token) => OperationFigures.ReadAsync(db, database.Now, token), ct), hashes.Depth, database.Retries);
}
