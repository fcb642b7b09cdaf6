using BackOffice.Rules.Policies;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Policies.Versions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace BackOffice.Workflows.Policies;

/// <summary>Keeps <see cref="LivePolicies"/> of this Host at the version that is in force in the database: nobody else moves it.</summary>
public sealed class RuleSetShelf(Database database, LivePolicies live, ILogger<RuleSetShelf> logger) : IDisposable
{
    private readonly SemaphoreSlim oneAtATime = new(1, 1);
    private (int Number, Answer.Refused Why)? unusable;
    private int inForce;

    /// <summary>How the version in force stands.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>It is in force in this Host too: since just now, or it already was.</summary>
        public sealed record InForce(int Number, string Version) : Answer;

        /// <summary>This release cannot run it; what was in force before stays.</summary>
        public sealed record Refused(IReadOnlyList<RuleProblem> Problems) : Answer;
    }

    /// <summary>Puts the version in force that another Host may have published, or whose time has come.</summary>
    /// <param name="ready">A compiled set that is taken where it is that version; null to compile it.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>How it stands; null when there is none.</returns>
    public async Task<Answer?> FollowAsync(PolicySet? ready, CancellationToken ct)
    {
        await oneAtATime.WaitAsync(ct);
        try
        {
            var now = database.Now;
            // The text is read only when there is something new.
            var newest = await database.ReadAsync((db, token) => VersionShelf.InForce(db, now)
                .Select(version => new { version.Number, version.Version, version.Digest, Json = version.Number == inForce ? null : version.Json }).FirstOrDefaultAsync(token), ct);
            if (newest is null)
                return null;
            if (newest.Json is null)
                return new Answer.InForce(newest.Number, newest.Version);
            if (unusable is { } known && known.Number == newest.Number)
                return known.Why;
            return Take(newest.Number, newest.Version, ready?.Digest == newest.Digest ? new PolicyLoad.Loaded(ready) : PolicySet.Load(newest.Json, PolicyCatalogue.Shipped));
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    /// <inheritdoc cref="FollowAsync(PolicySet?, CancellationToken)" />
    public Task<Answer?> FollowAsync(CancellationToken ct) => FollowAsync(null, ct);

    /// <inheritdoc />
    public void Dispose() => oneAtATime.Dispose();

    private Answer Take(int number, string name, PolicyLoad load)
    {
        if (load is PolicyLoad.Loaded(var set))
        {
            live.TryReplace(set.Named(name));
            inForce = number;
            logger.LogInformation("Version {Number} of the policies ({Version}) is in force.", number, name);
            return new Answer.InForce(number, name);
        }
        var why = new Answer.Refused(((PolicyLoad.Refused)load).Problems);
        unusable = (number, why);
        logger.LogError("Version {Number} of the policies cannot be used by this release; what was in force still is:\n{Problems}", number, string.Join('\n', why.Problems));
        return why;
    }
}
