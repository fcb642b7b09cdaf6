using BackOffice.Workflows.Data;
using BackOffice.Workflows.SignIn;
using Microsoft.Extensions.Logging;

namespace BackOffice.Workflows.Activation.Undo;

/// <summary>Wakes the erasure before its time.</summary>
internal sealed class ErasureNudge : Nudge;

/// <summary>Erases old logins, and forgets old attempts at passwords, at start and once an hour; one Host at a time.</summary>
internal sealed class ErasureWorker(
    EraseOldLogins erase, ForgetOldAttempts attempts, Leadership leadership, ErasureNudge nudge, TimeProvider clock, ILogger<ErasureWorker> logger)
    : DutyWorker(nudge, TimeSpan.FromHours(1), clock, logger)
{
    /// <inheritdoc />
    protected override Task RoundAsync(CancellationToken ct) => leadership.TryAsync("erasure", async token =>
    {
        var erased = await erase.HandleAsync(token);
        if (erased > 0)
            logger.LogInformation("{Count} old logins were erased after their merge.", erased);
        await attempts.HandleAsync(token);
    }, ct);
}
