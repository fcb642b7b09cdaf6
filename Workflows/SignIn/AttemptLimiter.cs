using System.ComponentModel.DataAnnotations;
using BackOffice.Workflows.Data;

namespace BackOffice.Workflows.SignIn;

/// <summary>Settings of section <c>Attempts</c>: how often a password may be typed before it is not even looked at.</summary>
public sealed class AttemptOptions
{
    /// <summary>Wrong attempts at the Default's password in one case; then a person helps. 10 unless set.</summary>
    [Range(1, 1000)]
    public int PerCase { get; set; } = 10;

    /// <summary>Wrong attempts at one Default's password over all its cases and sites within <see cref="DefaultWindow"/>. 30 unless set.</summary>
    [Range(1, 10_000)]
    public int PerDefault { get; set; } = 30;

    /// <summary>After how long the count of a Default begins anew. One day unless set.</summary>
    public TimeSpan DefaultWindow { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Wrong sign-ins under one user ID at one site within <see cref="LoginWindow"/>. 10 unless set.</summary>
    [Range(1, 1000)]
    public int PerLogin { get; set; } = 10;

    /// <summary>After how long the count of a sign-in begins anew. 15 minutes unless set.</summary>
    public TimeSpan LoginWindow { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Wrong passwords under one user ID within <see cref="GuestWindow"/> at all sites together where it is a guest. 30 unless set, so that all of them give a guesser less than the
    /// home does. When they are used up nobody signs in as a guest under it until the window ends, its owner neither; at home it costs nothing.
    /// </summary>
    [Range(1, 10_000)]
    public int PerGuest { get; set; } = 30;

    /// <summary>After how long the count of a guest begins anew. One hour unless set.</summary>
    [Duration("00:01:00", "7.00:00:00")]
    public TimeSpan GuestWindow { get; set; } = TimeSpan.FromHours(1);
}

/// <summary>
/// Counts password attempts in the database, where every Host sees them. An attempt is reserved before the password is looked at, so that parallel guesses cannot share one
/// place; a correct one gives its place back.
/// </summary>
public sealed class AttemptLimiter(BackOfficeDb db, RowLocks locks, TimeProvider clock)
{
    /// <summary>One limit.</summary>
    /// <param name="Name">The bucket's name with its kind in front.</param>
    /// <param name="Limit">Attempts within the window.</param>
    /// <param name="Window">After how long counting begins anew; null never.</param>
    /// <param name="Delays">How long the bucket is closed after the first attempt, the second, and so on; the last holds for all further ones. Null: not at all.</param>
    public sealed record Bucket(string Name, int Limit, TimeSpan? Window, IReadOnlyList<TimeSpan>? Delays = null);

    /// <summary>Reserves one attempt in every bucket, or in none of them when one is full or closed for a while; then the answer is that one.</summary>
    public async Task<Bucket?> ReserveAsync(IReadOnlyList<Bucket> buckets, CancellationToken ct)
    {
        await HoldAsync(buckets.Select(bucket => bucket.Name), ct);
        var rows = new List<(Bucket Bucket, AttemptBucket Row)>();
        foreach (var bucket in buckets)
        {
            var row = await OpenAsync(bucket, ct);
            if (row.Count >= bucket.Limit || row.OpensAt > clock.GetUtcNow())
                return bucket;
            rows.Add((bucket, row));
        }
        foreach (var (bucket, row) in rows)
        {
            row.Count++;
            row.OpensAt = bucket.Delays is { } delays ? clock.GetUtcNow() + delays[Math.Min(row.Count, delays.Count) - 1] : null;
        }
        return null;
    }

    /// <summary>From when on a bucket that refused takes attempts again; null when that is up to a person.</summary>
    public async Task<DateTimeOffset?> OpensAtAsync(Bucket bucket, CancellationToken ct)
    {
        var row = await OpenAsync(bucket, ct);
        return row.Count >= bucket.Limit ? row.Since + bucket.Window : row.OpensAt;
    }

    /// <summary>Whether the bucket has no place left.</summary>
    public async Task<bool> IsFullAsync(Bucket bucket, CancellationToken ct) => (await OpenAsync(bucket, ct)).Count >= bucket.Limit;

    /// <summary>Gives one reserved attempt of each bucket back, after a correct password.</summary>
    public async Task ReleaseAsync(IReadOnlyList<Bucket> buckets, CancellationToken ct)
    {
        await HoldAsync(buckets.Select(bucket => bucket.Name), ct);
        foreach (var bucket in buckets)
        {
            var row = await OpenAsync(bucket, ct);
            (row.Count, row.OpensAt) = (Math.Max(0, row.Count - 1), null);
        }
    }

    /// <summary>Forgets all attempts of these buckets: the helpdesk let the case go on, or a sign-in succeeded.</summary>
    public async Task ClearAsync(IReadOnlyList<string> names, CancellationToken ct)
    {
        await HoldAsync(names, ct);
        foreach (var name in names)
            if (await db.AttemptBuckets.FindAsync([name], ct) is { } row)
                (row.Count, row.OpensAt) = (0, null);
    }

    /// <summary>Lets nobody else count in these buckets until the transaction ends. Call it with all of them before several of the other methods, so that two callers cannot wait for each other.</summary>
    public Task HoldAsync(IEnumerable<string> names, CancellationToken ct) => locks.TakeAsync(names.Select(name => LockKey.Of("attempts", name)), ct);

    private async Task<AttemptBucket> OpenAsync(Bucket bucket, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var row = await db.AttemptBuckets.FindAsync([bucket.Name], ct);
        if (row is null)
            db.AttemptBuckets.Add(row = new() { Name = bucket.Name, Count = 0, Since = now });
        // A clock that went backwards must not keep a bucket full for longer than its window.
        else if (bucket.Window is { } window && (now - row.Since >= window || now < row.Since))
            (row.Count, row.Since, row.OpensAt) = (0, now, null);
        row.Until = row.Since + bucket.Window;
        return row;
    }
}
