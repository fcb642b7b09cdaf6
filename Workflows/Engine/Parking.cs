using BackOffice.Workflows.Data;
using BackOffice.Workflows.Operations;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Engine;

/// <summary>
/// Takes instances out of the run. It keeps those whose step failed: for another try after a while, and once the tries are used up for a person. Only the type of a failure is kept, since a message
/// may hold personal data.
/// </summary>
internal sealed class Parking(Database database, PublishedDefinitions definitions, IOptions<WorkflowOptions> options, Instruments instruments, ILogger<Parking> logger)
{
    /// <summary>Parks the instance unless it has moved since: a commit whose acknowledgement was lost did happen.</summary>
    public async Task ParkAsync(Passage passage, Exception failure, CancellationToken ct)
    {
        var what = $"{TypesOf(failure)} at {passage.Node}";
        bool? triedAgain = null;
        await database.InTransactionAsync(async (transaction, token) =>
        {
            var db = transaction.Db;
            var instance = await db.LockInstanceAsync(passage.Instance, skipLocked: false, token);
            var hasMoved = instance?.Version != passage.Version;
            if (hasMoved)
                return;
            if (instance is null)
                db.Instances.Add(instance = New(passage));
            var retryAfter = options.Value.RetryAfter(instance.Attempts + 1);
            triedAgain = retryAfter is not null;
            Park(db, instance, passage.Entry, what, database.Now + retryAfter);
        }, ct);
        if (triedAgain is { } again)
            instruments.StepFailed(definitions.StepType(passage.DefinitionVersion, passage.Node), again);
        logger.LogWarning("Instance {Instance} could not go on: {Failure}\n{Trace}", passage.Instance, what, failure.StackTrace);
    }

    /// <summary>Parks, for a person, an instance that has come to no rest: its steps pass it round without end.</summary>
    public async Task ParkRunawayAsync(InstanceId id, CancellationToken ct)
    {
        await database.InTransactionAsync(async (transaction, token) =>
        {
            if (await transaction.Db.LockInstanceAsync(id, skipLocked: false, token) is { } instance && !instance.IsOver())
                Park(transaction.Db, instance, instance.Status == InstanceStatus.Waiting ? Entry.Due : Entry.First, $"Endless at {instance.Node}", due: null);
        }, ct);
        logger.LogError("Instance {Instance} comes to no rest and is left to a person", id);
    }

    /// <summary>Ends an instance without running anything further. False when it had ended already or is not known.</summary>
    public Task<bool> CancelAsync(InstanceId id, CancellationToken ct) => database.InTransactionAsync(async (transaction, token) =>
    {
        if (await transaction.Db.LockInstanceAsync(id, skipLocked: false, token) is not { } instance || instance.IsOver())
            return false;
        transaction.Db.Note(instance, definitions.StepType(instance.DefinitionVersionId, instance.Node), instance.Entry, "(cancelled)", database.Now);
        instance.Cancel(database.Now);
        return true;
    }, ct);

    private void Park(BackOfficeDb db, WorkflowInstance instance, Entry entry, string failure, DateTimeOffset? due)
    {
        db.Note(instance, definitions.StepType(instance.DefinitionVersionId, instance.Node), entry, "(failed)", database.Now);
        instance.Park(entry, failure, due);
    }

    private WorkflowInstance New(Passage start) => new()
    {
        Id = start.Instance,
        CaseId = start.Case,
        DefinitionVersionId = start.DefinitionVersion,
        Node = start.Node,
        Status = InstanceStatus.Running,
        StartedAt = database.Now,
    };

    private static string TypesOf(Exception failure) =>
        failure.InnerException is { } inner ? $"{failure.GetType().Name} of {TypesOf(inner)}" : failure.GetType().Name;
}
