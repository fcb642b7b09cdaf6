using BackOffice.Rules.Identity;
using BackOffice.Workflows.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Staff;

/// <summary>Members of staff by name, for administrators and auditors.</summary>
public sealed class ListStaff(Database database, ILookupNormalizer normalizer, IOptions<StaffOptions> options)
{
    /// <summary>Who asks for whom.</summary>
    /// <param name="By">An administrator or auditor.</param>
    /// <param name="Name">Only the member of this name; null: everybody.</param>
    /// <param name="Query">Only those whose name has this in it; empty: everybody.</param>
    /// <param name="Role">Only those who have this role; null: everybody.</param>
    public sealed record Request(StaffActor By, string? Name = null, string? Query = null, string? Role = null);

    /// <summary>One member.</summary>
    /// <param name="Name">The sign-in name.</param>
    /// <param name="Roles">The roles, of <see cref="StaffRoles"/>.</param>
    /// <param name="Sites">The sites that the person is limited to; null: every site.</param>
    /// <param name="HasCode">Whether the person's sign-in takes a code.</param>
    /// <param name="NeedsCode">Whether a role of the person asks for a code.</param>
    /// <param name="MustChangePassword">Whether the one-time password was not replaced yet.</param>
    /// <param name="CreatedAt">When the account was made.</param>
    /// <param name="LastSignInAt">When the person last signed in; null never.</param>
    /// <param name="FailedAttempts">Wrong passwords and codes since then.</param>
    /// <param name="LockedAt">Since when the person is locked out; null not at all.</param>
    /// <param name="LockReason">Why.</param>
    /// <param name="Sessions">How many sessions stand.</param>
    public sealed record MemberView(
        string Name, IReadOnlyList<string> Roles, IReadOnlyList<SiteCode>? Sites, bool HasCode, bool NeedsCode, bool MustChangePassword, DateTimeOffset CreatedAt,
        DateTimeOffset? LastSignInAt, int FailedAttempts, DateTimeOffset? LockedAt, string? LockReason, int Sessions);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>The members.</summary>
        public sealed record Listed(IReadOnlyList<MemberView> Members) : Answer;

        /// <summary>Not for this person.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Lists them.</summary>
    public async Task<Answer> HandleAsync(Request request, CancellationToken ct) => request.By.Requires(StaffRoles.Administrator, StaffRoles.Auditor) is { } refusal
        ? new Answer.Refused(refusal)
        : new Answer.Listed(await database.ReadAsync((db, token) => ReadAsync(db, request, token), ct));

    private async Task<IReadOnlyList<MemberView>> ReadAsync(BackOfficeDb db, Request request, CancellationToken ct)
    {
        var (name, part) = (normalizer.NormalizeName(request.Name), normalizer.NormalizeName(request.Query?.Trim()) ?? "");
        var everybody = await db.Users.Where(user => name == null || user.NormalizedUserName == name).OrderBy(user => user.NormalizedUserName).ToListAsync(ct);
        var roles = (await db.UserRoles.Join(db.Roles, held => held.RoleId, role => role.Id, (held, role) => new { held.UserId, role.Name }).ToListAsync(ct)).ToLookup(held => held.UserId, held => held.Name!);
        var members = everybody.Where(member => member.NormalizedUserName!.Contains(part, StringComparison.Ordinal) && (request.Role is null || roles[member.Id].Contains(request.Role)));
        var sites = (await db.StaffSites.ToListAsync(ct)).ToLookup(site => site.MemberId, site => site.SiteCode);
        var sessions = (await db.StaffSessions.Where(session => session.EndedAt == null).ToListAsync(ct))
            .Where(session => session.EndOf(database.Now, options.Value) is null).CountBy(session => session.MemberId).ToDictionary();
        return [.. members.Select(member => new MemberView(
            member.UserName!, [.. roles[member.Id].Order(StringComparer.Ordinal)], sites.Contains(member.Id) ? [.. sites[member.Id].OrderBy(site => site.Value, StringComparer.Ordinal)] : null,
            member.TotpSince is not null, options.Value.NeedsCode(roles[member.Id].ToHashSet()), member.MustChangePassword, member.CreatedAt,
            member.LastSignInAt, member.AccessFailedCount, member.LockedAt, member.LockReason, sessions.GetValueOrDefault(member.Id)))];
    }
}
