using BackOffice.Workflows.Data;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Policies;

/// <summary>Wakes the rule file's worker before its time.</summary>
internal sealed class RuleFileNudge : Nudge;

/// <summary>
/// Looks at the rule file when it changes, and every few seconds. Only one Host watches: it keeps the duty for <see cref="Term"/> and then asks for it anew, so that one which lost its
/// connection, and with it the duty, notices.
/// </summary>
internal sealed class RuleFileWorker(
    RuleFileLook look, Leadership leadership, RuleFileNudge nudge, IOptions<PolicyOptions> options, TimeProvider clock, ILogger<RuleFileWorker> logger)
    : DutyWorker(nudge, options.Value.LookEvery, clock, logger)
{
    /// <summary>The name of the duty.</summary>
    public const string Duty = "rule-file";

    /// <summary>How long the duty is kept before it is asked for anew.</summary>
    public static readonly TimeSpan Term = TimeSpan.FromMinutes(5);

    private readonly TimeProvider time = clock;

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var watch = RuleFileWatch.Begin(options.Value.File, nudge);
        if (watch is null)
            logger.LogInformation("Changes of the rule file are not reported by this machine; it is looked at every {Seconds} s.", options.Value.LookEvery.TotalSeconds);
        while (!stoppingToken.IsCancellationRequested)
        {
            using var ended = new CancellationTokenSource(Term, time);
            using var term = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, ended.Token);
            if (!await TryWatchAsync(term.Token))
                await Task.Delay(options.Value.LookEvery, time, stoppingToken).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    /// <inheritdoc />
    protected override Task RoundAsync(CancellationToken ct) => look.HandleAsync(ct);

    private async Task<bool> TryWatchAsync(CancellationToken term)
    {
        try
        {
            return await leadership.TryAsync(Duty, base.ExecuteAsync, term);
        }
        catch (OperationCanceledException) when (term.IsCancellationRequested)
        {
            return true;
        }
        catch (Exception e)
        {
            logger.LogError("The duty of watching the rule file could not be taken: {Failure}", e.GetType().Name);
            return false;
        }
    }
}
