using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.SignIn;
using BackOffice.Workflows.Staff.Sessions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Staff;

/// <summary>
/// Checks the password of a member of staff. Wrong ones close a name for a growing while, whether or not anybody has it; an unknown name costs one hash too, so that neither answer nor
/// time tells which names exist.
/// </summary>
public sealed class StaffPasswordGate(Database database, IPasswordHasher<StaffMember> hasher, ILookupNormalizer normalizer, IOptions<StaffOptions> options)
{
    private const int MaxNameLength = 64;
    private static readonly TimeSpan SourceIsKnownFor = TimeSpan.FromDays(30);

    // Nobody's hash, made once, for names that nobody has.
    private readonly Lazy<string> decoy = new(() => hasher.HashPassword(new(), StaffPassword.NewOneTime()));

    /// <summary>The member as it was when the password was right, to be compared at commit; or why not.</summary>
    internal async Task<(StaffDoorShut? Shut, StaffMember? Seen)> CheckAsync(string typedName, string password, SignInOrigin from, CancellationToken ct)
    {
        if (typedName.Length > MaxNameLength)
            return (new(StaffRefusals.WrongSignIn), null);
        var name = normalizer.NormalizeName(typedName);
        return await CheckAsync(name, password, await BucketsAsync(name, from, ct), ct);
    }

    /// <summary>Asks a person who is signed in for the own password: the member as it was when that was right, to be compared at commit; or why not.</summary>
    internal Task<(StaffDoorShut? Shut, StaffMember? Seen)> CheckOwnAsync(StaffSession session, string password, CancellationToken ct) =>
        CheckAsync(normalizer.NormalizeName(session.Actor.Name), password, [StaffAttempts.AtOwnPasswordOf(session.Member)], ct);

    private async Task<(StaffDoorShut? Shut, StaffMember? Seen)> CheckAsync(string name, string password, IReadOnlyList<AttemptLimiter.Bucket> buckets, CancellationToken ct)
    {
        if (password.Length > StaffPassword.MaxLength)
            return (new(StaffRefusals.WrongSignIn), null);
        // The attempt is counted before the hash is checked: many at once cannot all be the first.
        if (await database.InTransactionAsync((transaction, token) => ReserveAsync(transaction, buckets, token), ct) is { } shut)
            return (shut, null);
        var member = await database.ReadAsync((db, token) => db.Users.SingleOrDefaultAsync(user => user.NormalizedUserName == name, token), ct);
        var right = hasher.VerifyHashedPassword(member ?? new(), member?.PasswordHash ?? decoy.Value, password) != PasswordVerificationResult.Failed && member is not null;
        await database.InTransactionAsync((transaction, token) => right ? ForgiveAsync(transaction, buckets, token) : CountAsync(transaction, name, token), ct);
        return right ? (null, member) : (new(StaffRefusals.WrongSignIn), null);
    }

    private Task<IReadOnlyList<AttemptLimiter.Bucket>> BucketsAsync(string name, SignInOrigin from, CancellationToken ct) => database.ReadAsync<IReadOnlyList<AttemptLimiter.Bucket>>(async (db, token) =>
    {
        if (from.Source is not { } source)
            return [StaffAttempts.AtName(name)];
        var since = database.Now - SourceIsKnownFor;
        var known = await db.Users.Where(user => user.NormalizedUserName == name)
            .Join(db.StaffSessions, user => user.Id, session => session.MemberId, (_, session) => session)
            .AnyAsync(session => session.Address == source && session.BegunAt > since, token);
        return [known ? StaffAttempts.AtNameFrom(name, source) : StaffAttempts.AtName(name), StaffAttempts.From(source, options.Value)];
    }, ct);

    private static async Task<StaffDoorShut?> ReserveAsync(Transaction transaction, IReadOnlyList<AttemptLimiter.Bucket> buckets, CancellationToken ct)
    {
        var limiter = transaction.Service<AttemptLimiter>();
        if (await limiter.ReserveAsync(buckets, ct) is not { } full)
            return null;
        var at = await limiter.OpensAtAsync(full, ct);
        return new(StaffRefusals.TooManyAttempts(at), at);
    }

    // The name is clean again; an address gets back this one attempt, for others may have used it.
    private static async Task ForgiveAsync(Transaction transaction, IReadOnlyList<AttemptLimiter.Bucket> buckets, CancellationToken ct)
    {
        var limiter = transaction.Service<AttemptLimiter>();
        await limiter.HoldAsync(buckets.Select(bucket => bucket.Name), ct);
        await limiter.ReleaseAsync([.. buckets.Where(bucket => bucket.Delays is null)], ct);
        await limiter.ClearAsync([.. buckets.Where(bucket => bucket.Delays is not null).Select(bucket => bucket.Name)], ct);
    }

    private static async Task CountAsync(Transaction transaction, string name, CancellationToken ct)
    {
        await transaction.Db.Users.Where(user => user.NormalizedUserName == name)
            .ExecuteUpdateAsync(set => set.SetProperty(user => user.AccessFailedCount, user => user.AccessFailedCount + 1), ct);
        transaction.Service<AuditTrail>().Record(Actor.System("staff-door"), "staff-sign-in-failed", values: [("name", name)]);
    }
}
