namespace BackOffice.Workflows.Engine;

/// <summary>Drives one instance until it waits, ends or is parked.</summary>
internal sealed class Driver(Turns turns, Parking parking)
{
    // Far above any honest way from wait to wait. Beyond it, steps pass the instance round for ever.
    private const int MaxTurns = 200;

    /// <summary>What came of it over all turns; it never "goes on".</summary>
    public async Task<TurnEnd> DriveAsync(Job job, CancellationToken ct)
    {
        var end = await turns.TakeAsync(job, MaxTurns, ct);
        if (end.GoesOn)
            await parking.ParkRunawayAsync(job.Instance, ct);
        return end with { GoesOn = false };
    }
}
