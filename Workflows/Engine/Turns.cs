using BackOffice.Workflows.Data;
using BackOffice.Workflows.Operations;
using Microsoft.EntityFrameworkCore;
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
/// Takes an instance further. In a turn, with the instance locked, it finds out what there is to do and runs the step in the transaction's scope; the step's writes, the consumed signal, the journal
/// entry and the move commit together. All turns up to the next rest are one transaction: a commit that reaches the disk costs more than a step (ADR 36).
/// </summary>
internal sealed class Turns(Database database, PublishedDefinitions definitions, Parking parking, IOptions<WorkflowOptions> options, Instruments instruments)
{
    /// <summary>
    /// Takes turns until the instance rests, at most so many, and commits them together. Where a step fails, the turns before it are taken again and stand, and that step alone is parked; where the commit
    /// fails, the first step waits for another try. What fails before a step was chosen (no database) is the caller's to know.
    /// </summary>
    public async Task<TurnEnd> TakeAsync(Job job, int most, CancellationToken ct)
    {
        List<Passage> way = [];
        var committing = false;
        try
        {
            return await database.InTransactionAsync(async (transaction, token) =>
            {
                (way, committing) = ([], false);
                var end = await TakeAsync(transaction, job, most, way.Add, token);
                committing = true;
                return end;
            }, ct);
        }
        catch (Exception e) when (way.Count > 0 && !ct.IsCancellationRequested)
        {
            var stood = committing ? 0 : way.Count - 1;
            var before = stood > 0 ? await TakeAsync(job, stood, ct) : default;
            if (e is CaseEndedException)
                await parking.CancelAsync(way[stood].Instance, ct);
            else
                await parking.ParkAsync(way[stood], e, ct);
            return new(Changed: true, before.TookSignal, GoesOn: false);
        }
    }

    private async Task<TurnEnd> TakeAsync(Transaction transaction, Job job, int most, Action<Passage> choose, CancellationToken ct)
    {
        var db = transaction.Db;
        if (await FindAsync(db, job, ct) is not { } way)
            return default;
        var all = default(TurnEnd);
        for (var taken = 0; (taken == 0 || all.GoesOn) && taken < most; taken++)
        {
            var end = await TakeAsync(transaction, way, job.Retry && taken == 0, choose, ct);
            await db.SaveChangesAsync(ct);
            // The next step finds what it would find after a commit: nothing in memory, everything in the database.
            db.ChangeTracker.Clear();
            all = new(all.Changed || end.Changed, all.TookSignal || end.TookSignal, end.GoesOn);
        }
        way.WriteTo(db);
        return all;
    }

    private async Task<Way?> FindAsync(BackOfficeDb db, Job job, CancellationToken ct)
    {
        if (await db.LockInstanceAsync(job.Instance, job.SkipLocked, ct) is { } known)
        {
            db.Entry(known).State = EntityState.Detached;
            return new(known, known.Version);
        }
        return job.Start is var (definitionId, @case) ? new(New(job.Instance, @case, await definitions.NewestAsync(db, definitionId, ct), database.Now), versionBefore: null) : null;
    }

    private async Task<TurnEnd> TakeAsync(Transaction transaction, Way way, bool retry, Action<Passage> choose, CancellationToken ct)
    {
        var (db, instance, now) = (transaction.Db, way.Instance, database.Now);
        // A step that is just reached needs no look into the inbox unless it waits.
        var unread = instance.Status == InstanceStatus.Running ? null : await db.UnreadAsync(instance.CaseId, ct);
        if (Passage.Choose(instance, way.IsNew, unread ?? [], retry, now) is not { } passage)
            return new(Changed: See(unread ?? [], now), false, false);
        choose(passage);
        using var measured = instruments.BeginTurn();
        try
        {
            if (passage.Signal is { Name: SignalInbox.CaseEnded })
                throw new CaseEndedException();
            return await RunAsync(transaction, way, passage, unread, measured, ct);
        }
        catch (CaseEndedException)
        {
            measured.Ended("(cancelled)");
            throw;
        }
        catch (Exception e)
        {
            measured.Failed(e);
            throw;
        }
    }

    private async Task<TurnEnd> RunAsync(Transaction transaction, Way way, Passage passage, List<InboxSignal>? unread, MeasuredTurn measured, CancellationToken ct)
    {
        var (db, instance, now) = (transaction.Db, way.Instance, database.Now);
        var definition = await definitions.VersionAsync(db, instance.DefinitionVersionId, ct);
        var node = definition.Nodes[instance.Node];
        measured.Runs(instance, node, passage.Entry);
        if (measured.IsTraced)
            measured.IsAbout(await db.Cases.Where(@case => @case.InstanceId == instance.Id).Select(@case => @case.Number).FirstOrDefaultAsync(ct));
        transaction.Step = node.Step.Type;
        var step = (IStep)transaction.Service(node.Step.Implementation);
        var result = await step.RunAsync(
            new(instance.CaseId, instance.Id, node.Id, passage.Entry, passage.Signal?.Name, passage.Signal?.Reference, node.Settings), ct);

        Consume(passage.Signal, unread ?? [], now);
        var outcome = result is StepResult.Done done ? done.Outcome : "(wait)";
        way.Note(node.Step.Type, passage.Entry, outcome, now);
        measured.Ended(outcome);
        instance.Trace = measured.Trace;
        var goesOn = StepFaults.Check(node, result) switch
        {
            StepResult.Done => Leave(instance, node, outcome, now),
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
