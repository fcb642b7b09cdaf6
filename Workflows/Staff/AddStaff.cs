using BackOffice.Rules.Identity;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Staff;

/// <summary>Makes a member of staff with a one-time password, which the person must replace before anything else.</summary>
public sealed class AddStaff(Database database, IPasswordHasher<StaffMember> hasher)
{
    /// <summary>Who makes whom.</summary>
    /// <param name="By">An administrator.</param>
    /// <param name="Name">The new sign-in name.</param>
    /// <param name="Roles">At least one of <see cref="StaffRoles"/>.</param>
    /// <param name="Sites">The sites that the person is limited to; null: every site.</param>
    public sealed record Request(StaffActor By, string Name, IReadOnlyCollection<string> Roles, IReadOnlyCollection<SiteCode>? Sites = null);

    /// <summary>What came of it.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>The member exists. The password is known to nobody but the one who reads this answer.</summary>
        public sealed record Added(string Name, IReadOnlyCollection<string> Roles, string OneTimePassword) : Answer;

        /// <summary>Nothing was made.</summary>
        public sealed record Refused(Refusal Why) : Answer;
    }

    /// <summary>Makes the member.</summary>
    public async Task<Answer> HandleAsync(Request request, CancellationToken ct)
    {
        if ((request.By.Requires(StaffRoles.Administrator) ?? Check(request)) is { } refusal)
            return new Answer.Refused(refusal);
        // Hashing is slow on purpose: outside the transaction.
        var password = StaffPassword.NewOneTime();
        var hash = hasher.HashPassword(new(), password);
        return await database.InTransactionAsync<Answer>(async (transaction, token) =>
        {
            if (await StaffSiteRows.CheckAsync(transaction.Db, request.Sites, token) is { } not)
                return new Answer.Refused(not);
            if (await AddAsync(transaction, request.Name, request.Roles, hash, token) is not { } member)
                return new Answer.Refused(StaffRefusals.NameTaken);
            await StaffSiteRows.ReplaceAsync(transaction.Db, member.Id, request.Sites, token);
            transaction.Service<AuditTrail>().Record(request.By.Actor, "staff-added",
                values: [("name", request.Name), ("roles", string.Join(' ', request.Roles)), ("sites", request.Sites is null ? "*" : string.Join(' ', request.Sites))]);
            return new Answer.Added(request.Name, request.Roles, password);
        }, ct);
    }

    /// <summary>Adds the row and its roles within a transaction; null when the name is taken.</summary>
    internal static async Task<StaffMember?> AddAsync(
        Transaction transaction, string name, IReadOnlyCollection<string> roles, string hash, CancellationToken ct, bool mustChangePassword = true)
    {
        var normalized = transaction.Service<ILookupNormalizer>().NormalizeName(name);
        var db = transaction.Db;
        if (await db.Users.AnyAsync(member => member.NormalizedUserName == normalized, ct))
            return null;
        var now = transaction.Service<TimeProvider>().GetUtcNow();
        var member = new StaffMember
        {
            Id = Guid.CreateVersion7(now),
            UserName = name,
            NormalizedUserName = normalized,
            PasswordHash = hash,
            SecurityStamp = Guid.NewGuid().ToString("N"),
            MustChangePassword = mustChangePassword,
            CreatedAt = now,
        };
        db.Users.Add(member);
        await StaffRoleRows.ReplaceAsync(db, member.Id, roles, ct);
        return member;
    }

    private static Refusal? Check(Request request) => request switch
    {
        { Name: var name } when !IsName(name) => StaffRefusals.NameMalformed,
        { Roles.Count: 0 } => StaffRefusals.RoleUnknown,
        { Roles: var roles } when roles.Except(StaffRoles.All).Any() => StaffRefusals.RoleUnknown,
        { By: var by, Sites: var sites } when !by.SeesAllOf(sites) => StaffRefusals.BeyondSites,
        _ => null,
    };

    private static bool IsName(string name) =>
        name.Length is >= 3 and <= 64
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-')
        && !string.Equals(name, StaffActor.CommandLine.Name, StringComparison.OrdinalIgnoreCase);
}
