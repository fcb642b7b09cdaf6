using BackOffice.Workflows.Data;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Engine;

/// <summary>An instance that is to go on, and how.</summary>
internal sealed record Job(InstanceId Instance)
{
    /// <summary>What to start it with if it does not exist yet; null when it must exist.</summary>
    public (string DefinitionId, CaseId Case)? Start { get; init; }

    /// <summary>Whether a parked step runs though its time has not come.</summary>
    public bool Retry { get; init; }

    /// <summary>Whether to leave it alone when somebody else has it at the moment.</summary>
    public bool SkipLocked { get; init; }
}

/// <summary>What came of one turn.</summary>
/// <param name="Changed">Whether anything was written.</param>
/// <param name="TookSignal">Whether a step got a signal.</param>
/// <param name="GoesOn">Whether there is more to do at once.</param>
internal readonly record struct TurnEnd(bool Changed, bool TookSignal, bool GoesOn);

/// <summary>
/// Takes an instance one step further. A turn is one transaction: with the instance locked it finds out what there is to do, runs the step in the transaction's scope,
/// and commits the step's writes, the consumed signal, the journal entry and the move together.
/// </summary>
internal sealed class Turns(Database database, PublishedDefinitions definitions, Parking parking, IOptions<WorkflowOptions> options)
{
    /// <summary>Takes one turn. A step that fails parks the instance; what fails before a step was chosen (no database) is the caller's to know.</summary>
    public async Task<TurnEnd> TakeAsync(Job job, CancellationToken ct)
    {
        Passage? passage = null;
        try
        {
            return await database.InTransactionAsync(async (transaction, token) =>
            {
                passage = null;
                return await TakeAsync(transaction, job, chosen => passage = chosen, token);
            }, ct);
        }
        catch (CaseEndedException) when (passage is not null)
        {
            await parking.CancelAsync(passage.Instance, ct);
            return new(Changed: true, TookSignal: false, GoesOn: false);
        }
        catch (Exception e) when (passage is not null && !ct.IsCancellationRequested)
        {
            await parking.ParkAsync(passage, e, ct);
            return new(Changed: true, TookSignal: false, GoesOn: false);
        }
    }

    private async Task<TurnEnd> TakeAsync(Transaction transaction, Job job, Action<Passage> choose, CancellationToken ct)
    {
        var (db, now) = (transaction.Db, database.Now);
        var instance = await db.LockInstanceAsync(job.Instance, job.SkipLocked, ct);
        var isNew = instance is null;
        if (instance is null)
        {
            if (job.Start is not var (definitionId, @case))
                return default;
            instance = New(job.Instance, @case, await definitions.NewestAsync(db, definitionId, ct), now);
            db.Instances.Add(instance);
        }

        // A step that is just reached needs no look into the inbox unless it waits.
        var unread = instance.Status == InstanceStatus.Running ? null : await db.UnreadAsync(instance.CaseId, ct);
        if (Passage.Choose(instance, isNew, unread ?? [], job.Retry, now) is not { } passage)
            return new(Changed: See(unread ?? [], now), false, false);
        choose(passage);

        var definition = await definitions.VersionAsync(db, instance.DefinitionVersionId, ct);
        var node = definition.Nodes[instance.Node];
        transaction.Step = node.Step.Type;
        var step = (IStep)transaction.Service(node.Step.Implementation);
        var result = await step.RunAsync(
            new(instance.CaseId, instance.Id, node.Id, passage.Entry, passage.Signal?.Name, passage.Signal?.Reference, node.Settings), ct);

        Consume(passage.Signal, unread ?? [], now);
        db.Note(instance, node.Step.Type, passage.Entry, result is StepResult.Done done ? done.Outcome : "(wait)", now);
        var goesOn = StepFaults.Check(node, result) switch
        {
            StepResult.Done { Outcome: var outcome } => Leave(instance, node, outcome, now),
            StepResult.Wait wait => Wait(instance, wait, unread ??= await db.UnreadAsync(instance.CaseId, ct), now),
            var other => throw new InvalidOperationException($"Unhandled step result {other.GetType().Name}."),
        };
        return new(Changed: true, TookSignal: passage.Signal is not null, goesOn);
    }

    private WorkflowInstance New(InstanceId id, CaseId @case, WorkflowDefinition definition, DateTimeOffset now) => new()
    {
        Id = id,
        CaseId = @case,
        DefinitionVersionId = definition.Id,
        Node = definition.Start.Id,
        Status = InstanceStatus.Running,
        Entry = Entry.First,
        Due = now + options.Value.StuckAfter,
        StartedAt = now,
    };

    private bool Leave(WorkflowInstance instance, WorkflowNode node, string outcome, DateTimeOffset now)
    {
        instance.Leave(node.Next.GetValueOrDefault(outcome), now, options.Value.StuckAfter);
        return !instance.IsOver();
    }

    // An early signal lies here already. One that commits after this look finds the instance waiting, because its sender looks with the instance locked.
    private static bool Wait(WorkflowInstance instance, StepResult.Wait wait, List<InboxSignal> unread, DateTimeOffset now)
    {
        instance.Wait(wait);
        See(unread, now);
        return instance.Due <= now || unread.Exists(signal => signal.ConsumedAt is null && instance.WaitsFor(signal));
    }

    // Equal signals are one: who pressed the button eight times is told once.
    private static void Consume(InboxSignal? taken, List<InboxSignal> unread, DateTimeOffset now)
    {
        if (taken is null)
            return;
        foreach (var signal in unread.Where(signal => signal.Name == taken.Name && signal.Reference == taken.Reference))
        {
            signal.SeenAt ??= now;
            signal.ConsumedAt = now;
        }
    }

    private static bool See(List<InboxSignal> unread, DateTimeOffset now)
    {
        var unseen = unread.FindAll(signal => signal.SeenAt is null);
        unseen.ForEach(signal => signal.SeenAt = now);
        return unseen.Count > 0;
    }
}
