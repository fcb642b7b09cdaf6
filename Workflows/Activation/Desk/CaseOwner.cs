using BackOffice.Rules.Identity;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Activation.Desk;

/// <summary>A member of staff to whom a case is to be given, as the rows are now.</summary>
/// <param name="Name">The sign-in name, as it stands in the register.</param>
/// <param name="IsLocked">Whether an administrator keeps the person out.</param>
/// <param name="Sites">The sites that the person is limited to; null: every site.</param>
internal sealed record CaseOwner(string Name, bool IsLocked, IReadOnlySet<SiteCode>? Sites)
{
    private static readonly Refusal Locked = new("owner-locked", new(
        "Petugas ini sedang dikunci, sehingga tidak dapat menangani kasus.", "This member of staff is locked, and so cannot look after cases."));

    private static readonly Refusal Elsewhere = new("owner-elsewhere", new(
        "Petugas ini tidak bertugas untuk LPSE kasus ini, sehingga tidak akan melihatnya.", "This member of staff does not work for the site of this case, and so would never see it."));

    private static readonly Refusal Unknown = new("owner-unknown", new(
        "Tidak ada petugas helpdesk, verifikator atau pemilik proses dengan nama ini.", "There is no helpdesk member, verifikator or process owner of this name."));

    /// <summary>Whoever works on cases and has this name; null when nobody does.</summary>
    public static async Task<CaseOwner?> FindAsync(BackOfficeDb db, string normalizedName, CancellationToken ct) =>
        await Working(db).SingleOrDefaultAsync(user => user.NormalizedUserName == normalizedName, ct) is { } member
            ? new(member.UserName!, member.LockedAt is not null, await StaffSiteRows.OfAsync(db, member.Id, ct))
            : null;

    /// <summary>Why a case of a site is not to be given to whoever was found: it would be in nobody's queue. Null when it may be.</summary>
    public static Refusal? WhyNot(CaseOwner? to, SiteCode site) => to switch
    {
        null => Unknown,
        { IsLocked: true } => Locked,
        { Sites: { } sites } when !sites.Contains(site) => Elsewhere,
        _ => null,
    };

    /// <summary>Whoever would see a case of a site.</summary>
    public static IQueryable<StaffMember> For(BackOfficeDb db, SiteCode site) => Working(db).Where(user => user.LockedAt == null
        && (!db.StaffSites.Any(one => one.MemberId == user.Id) || db.StaffSites.Any(one => one.MemberId == user.Id && one.SiteCode == site)));

    /// <summary>Those of <paramref name="cases"/> that nobody owns, or somebody who sees them no more: is locked, works on no cases any more, or for other sites.</summary>
    public static IQueryable<ActivationCase> WithoutOne(BackOfficeDb db, IQueryable<ActivationCase> cases)
    {
        var working = Working(db).Select(user => user.Id);
        var gone = db.Users.Where(user => user.LockedAt != null || !working.Contains(user.Id)).Select(user => user.UserName);
        var limited = db.Users.Where(user => db.StaffSites.Any(site => site.MemberId == user.Id));
        return cases.Where(@case => @case.Owner == null || gone.Contains(@case.Owner)
            || limited.Any(user => user.UserName == @case.Owner && !db.StaffSites.Any(site => site.MemberId == user.Id && site.SiteCode == @case.SiteCode)));
    }

    private static IQueryable<StaffMember> Working(BackOfficeDb db) => db.Users.Where(user => db.UserRoles.Any(held =>
        held.UserId == user.Id && db.Roles.Any(role => role.Id == held.RoleId && DeskRoles.Acting.Contains(role.Name!))));
}
