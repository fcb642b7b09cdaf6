using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Engine;

/// <summary>The engine whose state is in our own tables: each step is one transaction of ours, and nothing about a case is held in memory.</summary>
internal sealed class EmbeddedEngine(Database database, Driver driver, Sweep sweep, Parking parking, PublishedDefinitions definitions, IOptions<WorkflowOptions> options)
    : IWorkflowEngine, IIncidentDesk
{
    public Task StartAsync(string definitionId, CaseId @case, InstanceId instance, CancellationToken ct) =>
        driver.DriveAsync(new(instance) { Start = (definitionId, @case) }, ct);

    public async Task<int> SignalAsync(CaseId @case, string signal, string? reference, CancellationToken ct)
    {
        await database.InTransactionAsync((transaction, _) =>
        {
            transaction.Db.Inbox.Add(new() { CaseId = @case, Name = signal, Reference = reference, ReceivedAt = database.Now });
            return Task.CompletedTask;
        }, ct);
        return await AdvanceAsync(@case, ct);
    }

    public async Task<int> AdvanceAsync(CaseId @case, CancellationToken ct)
    {
        var moved = 0;
        foreach (var instance in await database.ReadAsync((db, token) => db.StandingAsync(@case, token), ct))
        {
            if ((await driver.DriveAsync(new(instance), ct)).TookSignal)
                moved++;
        }
        return moved;
    }

    public Task<bool> CancelAsync(InstanceId instance, CancellationToken ct) => parking.CancelAsync(instance, ct);

    public Task<InstanceState?> FindAsync(InstanceId instance, CancellationToken ct) => database.ReadAsync((db, token) => db.Instances
        .Where(row => row.Id == instance)
        .Select(row => new InstanceState(row.Id, row.CaseId, row.DefinitionVersionId, row.Node, row.Status, row.Due, row.Attempts, row.Failure))
        .FirstOrDefaultAsync(token), ct);

    public Task RetryAsync(InstanceId instance, CancellationToken ct) => driver.DriveAsync(new(instance) { Retry = true }, ct);

    public Task RepairAsync(CancellationToken ct) => sweep.RunAsync(everything: true, ct);

    public async Task TakeUpAsync(InstanceId instance, CancellationToken ct)
    {
        await database.InTransactionAsync(async (transaction, token) =>
        {
            if (await transaction.Db.LockInstanceAsync(instance, skipLocked: false, token) is { Status: InstanceStatus.Waiting, Signals: "", Due: null } row)
                row.LookAgain(database.Now, options.Value.StuckAfter);
        }, ct);
        await driver.DriveAsync(new(instance) { Retry = true }, ct);
    }

    public async Task<Refusal?> SkipAsync(InstanceId instance, string outcome, CancellationToken ct)
    {
        var refusal = await database.InTransactionAsync((transaction, token) => SkipAsync(transaction, instance, outcome, token), ct);
        if (refusal is null)
            await driver.DriveAsync(new(instance), ct);
        return refusal;
    }

    private async Task<Refusal?> SkipAsync(Transaction transaction, InstanceId instance, string outcome, CancellationToken ct)
    {
        var (db, now) = (transaction.Db, database.Now);
        if (await db.LockInstanceAsync(instance, skipLocked: false, ct) is not { Status: InstanceStatus.Parked } row)
        {
            return new("instance-not-parked", new(
                "Langkah ini tidak sedang terhenti karena gangguan, sehingga tidak dapat dilewati.",
                "The step is not parked by a failure, so it cannot be skipped."));
        }
        var node = (await definitions.VersionAsync(db, row.DefinitionVersionId, ct)).Nodes[row.Node];
        if (node.Step.Outcomes.All(one => one.Name != outcome))
            return new("unknown-outcome", DefinitionProblems.UnknownOutcome(node.Step.Type, outcome, node.Step.Outcomes.Select(one => one.Name)));
        db.Note(row, node.Step.Type, row.Entry, $"(skipped) {outcome}", now);
        row.Leave(node.Next.GetValueOrDefault(outcome), now, options.Value.StuckAfter);
        return null;
    }
}
