namespace BackOffice.Workflows.Engine;

/// <summary>Drives one instance, turn by turn, until it waits, ends or is parked.</summary>
internal sealed class Driver(Turns turns, Parking parking)
{
    // Far above any honest way from wait to wait. Beyond it, steps pass the instance round for ever.
    private const int MaxTurns = 200;

    /// <summary>What came of it over all turns; it never "goes on".</summary>
    public async Task<TurnEnd> DriveAsync(Job job, CancellationToken ct)
    {
        var all = default(TurnEnd);
        for (var taken = 0; taken < MaxTurns; taken++)
        {
            var end = await turns.TakeAsync(job, ct);
            all = new(all.Changed || end.Changed, all.TookSignal || end.TookSignal, GoesOn: false);
            if (!end.GoesOn)
                return all;
            job = new(job.Instance) { SkipLocked = job.SkipLocked };
        }
        await parking.ParkRunawayAsync(job.Instance, ct);
        return all;
    }
}
