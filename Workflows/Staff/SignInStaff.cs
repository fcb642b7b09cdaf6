using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Staff;

/// <summary>
/// Checks the name and password of a member of staff. After five wrong ones a name is closed for a while, whether or not anybody has it; an unknown name costs one hash too,
/// so that neither answer nor time tells which names exist.
/// </summary>
public sealed class SignInStaff(Database database, IPasswordHasher<StaffMember> hasher, ILookupNormalizer normalizer)
{
    private const int AllowedAttempts = 5;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    // Nobody's hash, made once, for names that nobody has.
    private readonly Lazy<string> decoy = new(() => hasher.HashPassword(new(), StaffPassword.NewOneTime()));

    /// <summary>What was typed.</summary>
    public sealed record Request(string Name, string Password)
    {
        /// <summary>The name alone: the password is not for logs.</summary>
        public override string ToString() => $"{nameof(SignInStaff)} {Name}";
    }

    /// <summary>What came of it.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>The person is who they say.</summary>
        public sealed record SignedIn(StaffSession Session) : Answer;

        /// <summary>Nobody is signed in.</summary>
        public sealed record Refused(Refusal Why) : Answer;
    }

    /// <summary>Checks name and password.</summary>
    public async Task<Answer> HandleAsync(Request request, CancellationToken ct)
    {
        if (request.Name.Length > 64 || request.Password.Length > StaffPassword.MaxLength)
            return new Answer.Refused(StaffRefusals.WrongSignIn);
        var name = normalizer.NormalizeName(request.Name);
        // The attempt is counted before the hash is checked: many at once cannot all be the first.
        if (!await database.InTransactionAsync((transaction, token) => ReserveAsync(transaction, name, token), ct))
            return new Answer.Refused(StaffRefusals.TooManyAttempts);
        var member = await database.ReadAsync((db, token) => db.Users.SingleOrDefaultAsync(user => user.NormalizedUserName == name, token), ct);
        var verified = hasher.VerifyHashedPassword(member ?? new(), member?.PasswordHash ?? decoy.Value, request.Password) != PasswordVerificationResult.Failed;
        return await database.InTransactionAsync((transaction, token) => ConcludeAsync(transaction, name, verified ? member : null, token), ct);
    }

    private static string BucketOf(string normalizedName) => $"staff:{normalizedName}";

    private static async Task<bool> ReserveAsync(Transaction transaction, string name, CancellationToken ct)
    {
        var now = transaction.Service<TimeProvider>().GetUtcNow();
        var bucket = await transaction.Db.AttemptBuckets.FindAsync([BucketOf(name)], ct);
        if (bucket is null)
            transaction.Db.AttemptBuckets.Add(bucket = new() { Name = BucketOf(name), Count = 0, Since = now });
        if (now - bucket.Since >= Window)
            (bucket.Count, bucket.Since) = (0, now);
        return ++bucket.Count <= AllowedAttempts;
    }

    private static async Task<Answer> ConcludeAsync(Transaction transaction, string name, StaffMember? verified, CancellationToken ct)
    {
        var db = transaction.Db;
        // The password may have been changed while its hash was checked.
        var member = verified is null ? null : await db.Users.SingleOrDefaultAsync(user => user.Id == verified.Id && user.PasswordHash == verified.PasswordHash, ct);
        var audit = transaction.Service<AuditTrail>();
        if (member is null)
        {
            audit.Record(Actor.System("staff-door"), "staff-sign-in-failed", values: [("name", name)]);
            return new Answer.Refused(StaffRefusals.WrongSignIn);
        }
        await db.AttemptBuckets.Where(bucket => bucket.Name == BucketOf(name)).ExecuteDeleteAsync(ct);
        audit.Record(new(ActorKind.Staff, member.UserName!), "staff-signed-in");
        return new Answer.SignedIn(await StaffSessions.OfAsync(db, member, ct));
    }
}
