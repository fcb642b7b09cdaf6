using BackOffice.Workflows.Data;
using Microsoft.Extensions.Logging;

namespace BackOffice.Workflows.Changes;

/// <summary>Wakes the deletion of old answers before its time; nobody does, since nothing hangs on it.</summary>
internal sealed class IdempotencyNudge : Nudge;

/// <summary>Deletes answers that nobody will ask for again, at start and once an hour; one Host at a time.</summary>
internal sealed class IdempotencyWorker(IdempotentAnswers answers, Leadership leadership, IdempotencyNudge nudge, TimeProvider clock, ILogger<IdempotencyWorker> logger)
    : DutyWorker(nudge, TimeSpan.FromHours(1), clock, logger)
{
    /// <inheritdoc />
    protected override Task RoundAsync(CancellationToken ct) => leadership.TryAsync("idempotency", async token =>
    {
        var deleted = await answers.DeleteOldAsync(token);
        if (deleted > 0)
            logger.LogInformation("{Count} answers kept for repeated calls were deleted.", deleted);
    }, ct);
}
