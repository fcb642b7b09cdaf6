using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Policies;

/// <summary>
/// One look at what should be in force: the version that the database says, then the rule file (<see cref="TakeRuleFile"/>). A finding is told when it is another than the last one; a broken
/// file that is still the same at the next look raises an alarm, which ends when the file is mended.
/// </summary>
public sealed class RuleFileLook(RuleSetShelf shelf, TakeRuleFile take, RuleFileStatus status, PolicyAlarms alarms, IOptions<PolicyOptions> options, ILogger<RuleFileLook> logger)
{
    /// <summary>Looks once.</summary>
    public async Task<RuleFileFinding> HandleAsync(CancellationToken ct)
    {
        await shelf.FollowAsync(ct);
        var found = await FileAsync(ct);
        var isNews = status.Update(found);
        if (isNews)
            Tell(found);
        // One that is being written this moment looks broken too, but not twice the same.
        if (found is RuleFileFinding.Broken { Problems: var problems })
        {
            if (!isNews)
                await alarms.RaiseAsync(options.Value.File, problems, ct);
        }
        else if (found is not RuleFileFinding.Unreadable)
            await alarms.ClearAsync(ct);
        return found;
    }

    private async Task<RuleFileFinding> FileAsync(CancellationToken ct) => await RuleFileBytes.OfAsync(options.Value.File, ct) switch
    {
        RuleFileBytes.Unreadable(var reason) => new RuleFileFinding.Unreadable(reason),
        RuleFileBytes.Read(var bytes) => await take.HandleAsync(bytes, await RuleFileBytes.OfTestsAsync(options.Value.File, ct), ct),
        var other => throw new InvalidOperationException($"Unhandled reading {other.GetType().Name}."),
    };

    private void Tell(RuleFileFinding found)
    {
        var file = options.Value.File;
        switch (found)
        {
            case RuleFileFinding.InForce(var number, var version):
                logger.LogInformation("The rule file {File} is version {Number} of the policies ({Version}).", file, number, version);
                break;
            case RuleFileFinding.Stale(var number, var version):
                logger.LogWarning("The rule file {File} is version {Number} ({Version}), which a newer one replaced. It is not taken.", file, number, version);
                break;
            case RuleFileFinding.Scheduled(var number, var version):
                logger.LogInformation("The rule file {File} is version {Number} of the policies ({Version}), whose time has not come.", file, number, version);
                break;
            case RuleFileFinding.Proposed(var draft):
                logger.LogInformation("The rule file {File} is the draft {Draft} and waits for an approver.", file, draft);
                break;
            case RuleFileFinding.Declined(var draft):
                logger.LogWarning("The rule file {File} was declined as draft {Draft}. It is not taken.", file, draft);
                break;
            case RuleFileFinding.Broken(var problems):
                logger.LogError("The rule file {File} is not taken; the policies in force stay.\n{Problems}", file, string.Join('\n', problems));
                break;
            case RuleFileFinding.Unreadable(var reason):
                logger.LogWarning("{Reason} The policies in force stay.", reason);
                break;
            case var other:
                throw new InvalidOperationException($"Unhandled finding {other.GetType().Name}.");
        }
    }
}
