using BackOffice.Rules.Policies;
using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Policies.Versions;

/// <summary>The versions as rows: which is in force, which is the newest, and how a new one is added. Whoever adds or cancels holds <see cref="Lock"/>.</summary>
public static class VersionShelf
{
    /// <summary>Held by whoever publishes or cancels, so that two owners cannot publish at once.</summary>
    public static long Lock { get; } = LockKey.Of("policies", "publish");

    /// <summary>The version that is in force at <paramref name="now"/>: the highest whose time has come and that was not cancelled.</summary>
    public static IQueryable<RuleSetVersion> InForce(BackOfficeDb db, DateTimeOffset now) =>
        db.RuleSetVersions.Where(version => version.CancelledAt == null && version.EffectiveFrom <= now).OrderByDescending(version => version.Number);

    /// <summary>Versions whose time has not come.</summary>
    public static IQueryable<RuleSetVersion> Scheduled(BackOfficeDb db, DateTimeOffset now) =>
        db.RuleSetVersions.Where(version => version.CancelledAt == null && version.EffectiveFrom > now).OrderBy(version => version.Number);

    /// <summary>The number of the newest version that was not cancelled, in force or scheduled; 0 when there is none. A draft is based on it.</summary>
    public static async Task<int> NewestAsync(BackOfficeDb db, CancellationToken ct) =>
        await db.RuleSetVersions.Where(version => version.CancelledAt == null).MaxAsync(version => (int?)version.Number, ct) ?? 0;

    /// <summary>Finds a version by what a person, a log or an old record calls it: its number, its name, or the beginning of its digest.</summary>
    public static async Task<RuleSetVersion?> FindAsync(BackOfficeDb db, string name, CancellationToken ct)
    {
        if (await db.RuleSetVersions.FirstOrDefaultAsync(version => version.Version == name, ct) is { } named)
            return named;
        if (int.TryParse(name, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)
            && await db.RuleSetVersions.FirstOrDefaultAsync(version => version.Number == number, ct) is { } numbered)
            return numbered;
        return name.Length >= 12 ? await db.RuleSetVersions.Where(version => version.Digest.StartsWith(name)).OrderBy(version => version.Number).FirstOrDefaultAsync(ct) : null;
    }

    /// <summary>Adds a version under the next number, within the caller's transaction, which holds <see cref="Lock"/>.</summary>
    internal static async Task<RuleSetVersion> AddAsync(BackOfficeDb db, NewVersion made, DateTimeOffset now, CancellationToken ct)
    {
        // A cancelled number is used up too.
        var number = 1 + (await db.RuleSetVersions.MaxAsync(version => (int?)version.Number, ct) ?? 0);
        var version = new RuleSetVersion
        {
            Number = number,
            Digest = made.Set.Digest,
            Version = RuleSetVersion.NameOf(number, made.Set.Digest),
            Json = made.Json,
            Tests = made.Tests,
            Author = made.Author,
            ApprovedBy = made.ApprovedBy,
            Reason = made.Reason,
            PublishedAt = now,
            EffectiveFrom = made.EffectiveFrom is { } from && from > now ? from : now,
            DraftId = made.Draft,
            RollbackOf = made.RollbackOf,
        };
        db.RuleSetVersions.Add(version);
        return version;
    }

    /// <summary>What a new version is made of.</summary>
    internal sealed record NewVersion(PolicySet Set, string Json, string? Tests, string Author)
    {
        public string? ApprovedBy { get; init; }

        public string? Reason { get; init; }

        public DateTimeOffset? EffectiveFrom { get; init; }

        public Guid? Draft { get; init; }

        public int? RollbackOf { get; init; }
    }
}
