using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Policies;

/// <summary>
/// One look at what should be in force: the newest version in the database, then the rule file. The file is a proposal: a content never seen before goes live, one seen
/// before is left alone, so that a stale file rolls nothing back, and a broken one changes nothing. A finding is told when it is another than the last one.
/// </summary>
public sealed class RuleFileLook(RuleSetShelf shelf, RuleFileStatus status, IOptions<PolicyOptions> options, ILogger<RuleFileLook> logger)
{
    /// <summary>The author of versions that come from the file.</summary>
    public const string Author = "file";

    /// <summary>Looks once.</summary>
    public async Task<RuleFileFinding> HandleAsync(CancellationToken ct)
    {
        await shelf.FollowAsync(ct);
        var found = await FileAsync(ct);
        if (status.Update(found))
            Tell(found);
        return found;
    }

    private async Task<RuleFileFinding> FileAsync(CancellationToken ct) => await RuleFileBytes.OfAsync(options.Value.File, ct) switch
    {
        RuleFileBytes.Unreadable(var reason) => new RuleFileFinding.Unreadable(reason),
        RuleFileBytes.Read(var bytes) => await shelf.OfferAsync(bytes, Author, ct) switch
        {
            RuleSetShelf.Answer.InForce(var number, var version) => new RuleFileFinding.InForce(number, version),
            RuleSetShelf.Answer.SeenBefore(var number, var version) => new RuleFileFinding.Stale(number, version),
            RuleSetShelf.Answer.Refused(var problems) => new RuleFileFinding.Broken(problems),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        },
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
