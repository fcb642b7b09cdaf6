using BackOffice.Rules.Policies;
using BackOffice.Workflows.Data;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Policies;

/// <summary>
/// Puts policies in force before anything is asked of them: the version that the database says, or the rule file where nothing is in force. Run after the migration and before the
/// Host serves; a verb that asks policies runs it too.
/// </summary>
public sealed class PolicyStart(RuleSetShelf shelf, RuleFileLook look, Leadership leadership, LivePolicies live, IOptions<PolicyOptions> options, ILogger<PolicyStart> logger)
{
    /// <summary>Loads and returns when policies are in force.</summary>
    /// <exception cref="NoPoliciesException">There are none to put in force.</exception>
    public async Task RunAsync(CancellationToken ct)
    {
        var file = options.Value.File;
        logger.LogInformation("The rule file is {File}.", file);
        await shelf.FollowAsync(ct);
        RuleFileFinding? found = null;
        // Another Host that watches has the say about the file; where nothing is in force, nobody can wait for it.
        if (!await leadership.TryAsync(RuleFileWorker.Duty, async token => found = await look.HandleAsync(token), ct) && !live.AnyInForce)
            found = await look.HandleAsync(ct);
        // Another Host that starts at the same moment may have taken the file before us.
        var newest = await shelf.FollowAsync(ct);
        if (live.AnyInForce)
            return;
        throw new NoPoliciesException(found switch
        {
            RuleFileFinding.Broken(var problems) => $"The rule file {file} cannot be used:\n{string.Join('\n', problems)}",
            RuleFileFinding.Unreadable(var reason) => reason,
            _ when newest is RuleSetShelf.Answer.Refused(var problems) =>
                $"The newest policies in the database cannot be used by this release, and the rule file {file} holds nothing new:\n{string.Join('\n', problems)}",
            var other => throw new InvalidOperationException($"Unhandled finding {other?.GetType().Name}."),
        });
    }
}

/// <summary>There are no policies to put in force, so the Host must not start. The message is for the person who starts it and names every problem with its position.</summary>
public sealed class NoPoliciesException(string sentence) : Exception($"There are no policies to put in force. {sentence}");
