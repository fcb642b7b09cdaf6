using System.Security.Cryptography;
using System.Text;
using BackOffice.Rules.Policies;
using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace BackOffice.Workflows.Policies;

/// <summary>
/// The versions of the rule set in the database, of which the highest is in force in every Host. Takes new ones in, and keeps <see cref="LivePolicies"/> at the highest:
/// nobody else moves it, and it never moves downwards.
/// </summary>
public sealed class RuleSetShelf(Database database, LivePolicies live, ILogger<RuleSetShelf> logger) : IDisposable
{
    private static readonly long PublishLock = LockKey.Of("policies", "publish");

    private readonly SemaphoreSlim oneAtATime = new(1, 1);
    private (int Number, Answer.Refused Why)? unusable;
    private int inForce;

    /// <summary>How a rule set stands.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>It is the version in force: since just now, or it already was.</summary>
        public sealed record InForce(int Number, string Version) : Answer;

        /// <summary>It was in force once, and a newer version is now: it is not taken again.</summary>
        public sealed record SeenBefore(int Number, string Version) : Answer;

        /// <summary>It is broken, and nothing changed.</summary>
        public sealed record Refused(IReadOnlyList<RuleProblem> Problems) : Answer;
    }

    /// <summary>
    /// Offers a rule set. One that was never seen is compiled and tried, becomes the highest version, and is in force: here at once, in other Hosts at their next look.
    /// </summary>
    /// <param name="file">The bytes of the file.</param>
    /// <param name="author">Who brings it in.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Answer> OfferAsync(ReadOnlyMemory<byte> file, string author, CancellationToken ct)
    {
        await oneAtATime.WaitAsync(ct);
        try
        {
            var digest = Convert.ToHexStringLower(SHA256.HashData(file.Span));
            if (await database.ReadAsync((db, token) => FindAsync(db, digest, token), ct) is { } seen)
                return seen;
            switch (PolicySet.Load(file, PolicyCatalogue.Shipped))
            {
                case PolicyLoad.Refused(var problems):
                    return new Answer.Refused(problems);
                case PolicyLoad.Loaded(var set):
                    var answer = await AddAsync(set, Encoding.UTF8.GetString(file.Span), author, ct);
                    if (answer is Answer.InForce taken)
                        PutInForce(set, taken.Number);
                    return answer;
                case var other:
                    throw new InvalidOperationException($"Unhandled load {other.GetType().Name}.");
            }
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    /// <summary>Puts the highest version in the database in force, which another Host may have brought in.</summary>
    /// <returns>
    /// How the highest version stands; null when there is none. It is <see cref="Answer.Refused"/> where this release cannot run it: what was in force before stays.
    /// </returns>
    public async Task<Answer?> FollowAsync(CancellationToken ct)
    {
        await oneAtATime.WaitAsync(ct);
        try
        {
            // The text is read only when there is something new.
            var newest = await database.ReadAsync((db, token) => db.RuleSetVersions.OrderByDescending(version => version.Number)
                .Select(version => new { version.Number, version.Version, Json = version.Number == inForce ? null : version.Json }).FirstOrDefaultAsync(token), ct);
            if (newest is null)
                return null;
            if (newest.Json is null)
                return new Answer.InForce(newest.Number, newest.Version);
            if (unusable is { } known && known.Number == newest.Number)
                return known.Why;
            return Take(newest.Number, PolicySet.Load(newest.Json, PolicyCatalogue.Shipped));
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => oneAtATime.Dispose();

    private Answer Take(int number, PolicyLoad load)
    {
        if (load is PolicyLoad.Loaded(var set))
        {
            PutInForce(set, number);
            return new Answer.InForce(number, set.Version);
        }
        var why = new Answer.Refused(((PolicyLoad.Refused)load).Problems);
        unusable = (number, why);
        logger.LogError("Version {Number} of the policies cannot be used by this release; what was in force still is:\n{Problems}", number, string.Join('\n', why.Problems));
        return why;
    }

    private void PutInForce(PolicySet set, int number)
    {
        live.TryReplace(set);
        inForce = number;
        logger.LogInformation("Version {Number} of the policies ({Version}) is in force.", number, set.Version);
    }

    private Task<Answer> AddAsync(PolicySet set, string json, string author, CancellationToken ct) => database.InTransactionAsync(async (transaction, token) =>
    {
        var db = transaction.Db;
        await transaction.Service<RowLocks>().TakeAsync([PublishLock], token);
        // Another Host may have taken the same file since we looked.
        if (await FindAsync(db, set.Digest, token) is { } seen)
            return seen;
        var number = 1 + (await db.RuleSetVersions.MaxAsync(version => (int?)version.Number, token) ?? 0);
        db.RuleSetVersions.Add(new() { Number = number, Digest = set.Digest, Version = set.Version, Json = json, Author = author, PublishedAt = database.Now });
        return new Answer.InForce(number, set.Version);
    }, ct);

    private static async Task<Answer?> FindAsync(BackOfficeDb db, string digest, CancellationToken ct)
    {
        var seen = await db.RuleSetVersions.Where(version => version.Digest == digest)
            .Select(version => new { version.Number, version.Version, Newer = db.RuleSetVersions.Any(other => other.Number > version.Number) }).SingleOrDefaultAsync(ct);
        return seen switch
        {
            null => null,
            { Newer: true } => new Answer.SeenBefore(seen.Number, seen.Version),
            _ => new Answer.InForce(seen.Number, seen.Version),
        };
    }
}
