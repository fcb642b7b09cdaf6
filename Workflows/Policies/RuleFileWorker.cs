using BackOffice.Workflows.Data;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Policies;

/// <summary>Wakes the rule file's worker before its time.</summary>
internal sealed class RuleFileNudge : Nudge;

/// <summary>Looks at the rule file when it changes, and at file and database every few seconds.</summary>
internal sealed class RuleFileWorker(RuleFileLook look, RuleFileNudge nudge, IOptions<PolicyOptions> options, TimeProvider clock, ILogger<RuleFileWorker> logger)
    : DutyWorker(nudge, options.Value.LookEvery, clock, logger)
{
    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var watch = RuleFileWatch.Begin(options.Value.File, nudge);
        if (watch is null)
            logger.LogInformation("Changes of the rule file are not reported by this machine; it is looked at every {Seconds} s.", options.Value.LookEvery.TotalSeconds);
        await base.ExecuteAsync(stoppingToken);
    }

    /// <inheritdoc />
    protected override Task RoundAsync(CancellationToken ct) => look.HandleAsync(ct);
}
