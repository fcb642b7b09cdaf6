using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Engine;

/// <summary>Finds, in bounded batches, what should go on and has nobody who drives it, and drives it. Any number of Hosts may sweep at once.</summary>
internal sealed class Sweep(Database database, Driver driver, IOptions<WorkflowOptions> options, ILogger<Sweep> logger)
{
    /// <summary>
    /// Sweeps until nothing is left to do: due dates, retries, signals that nobody has looked at, instances whose driver died, cases that were opened and never started.
    /// </summary>
    /// <param name="everything">Whether what runs at this moment counts as left behind, as at start; otherwise only what has stood still for a while.</param>
    /// <param name="ct">Cancels.</param>
    public async Task RunAsync(bool everything, CancellationToken ct)
    {
        bool changed;
        do
        {
            changed = await DriveAsync(await UnstartedAsync(everything, ct), ct);
            changed |= await DriveAsync(await DueAsync(everything, ct), ct);
            changed |= await DriveAsync(await UnseenAsync(ct), ct);
        }
        while (changed);
    }

    /// <summary>When the next instance is due after <paramref name="looked"/>, the moment of the last sweep; what it left behind then, another Host has in hand. Null when none is.</summary>
    public Task<DateTimeOffset?> NextDueAsync(DateTimeOffset looked, CancellationToken ct) =>
        database.ReadAsync((db, token) => db.Instances.Where(instance => instance.Due > looked).MinAsync(instance => instance.Due, token), ct);

    private async Task<IReadOnlyList<Job>> UnstartedAsync(bool everything, CancellationToken ct)
    {
        var opened = await database.ReadAsync((db, token) =>
        {
            var cases = db.Cases.Where(one => one.ClosedAt == null
                && !db.Instances.Any(instance => instance.Id == one.InstanceId)
                && db.DefinitionVersions.Any(version => version.DefinitionId == one.DefinitionId));
            if (!everything)
            {
                // A case keeps this state until its first step; its opener is about to start it.
                var left = database.Now - options.Value.StuckAfter;
                cases = cases.Where(one => one.State == CaseState.Running && one.StateSince <= left);
            }
            return cases.OrderBy(one => one.StateSince).Take(options.Value.Batch).Select(one => new { one.InstanceId, one.DefinitionId, one.Id }).ToListAsync(token);
        }, ct);
        return [.. opened.Select(one => new Job(one.InstanceId) { Start = (one.DefinitionId, one.Id) })];
    }

    private async Task<IReadOnlyList<Job>> DueAsync(bool everything, CancellationToken ct)
    {
        var now = database.Now;
        return Jobs(await database.ReadAsync((db, token) => db.Instances
            .Where(instance => instance.Due != null && (instance.Due <= now || (everything && instance.Status == InstanceStatus.Running)))
            .OrderBy(instance => instance.Due).Take(options.Value.Batch).Select(instance => instance.Id).ToListAsync(token), ct));
    }

    private async Task<IReadOnlyList<Job>> UnseenAsync(CancellationToken ct) => Jobs(await database.ReadAsync((db, token) =>
        db.Instances.Where(instance => db.Inbox.Where(signal => signal.SeenAt == null).Select(signal => signal.CaseId).Contains(instance.CaseId))
            .OrderBy(instance => instance.Id).Take(options.Value.Batch).Select(instance => instance.Id).ToListAsync(token), ct));

    private static IReadOnlyList<Job> Jobs(IEnumerable<InstanceId> instances) => [.. instances.Select(instance => new Job(instance) { SkipLocked = true })];

    private async Task<bool> DriveAsync(IReadOnlyList<Job> jobs, CancellationToken ct)
    {
        var changes = 0;
        await Parallel.ForEachAsync(jobs, new ParallelOptions { MaxDegreeOfParallelism = options.Value.Workers, CancellationToken = ct }, async (job, token) =>
        {
            try
            {
                if ((await driver.DriveAsync(job, token)).Changed)
                    Interlocked.Increment(ref changes);
            }
            catch (Exception e) when (!token.IsCancellationRequested)
            {
                // One that cannot even be parked must not keep the others waiting; it is found again.
                logger.LogError("Instance {Instance} could not be taken up: {Failure}\n{Trace}", job.Instance, e.GetType().Name, e.StackTrace);
            }
        });
        return changes > 0;
    }
}
