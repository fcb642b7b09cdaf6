using BackOffice.Rules.Identity;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Staff;

/// <summary>One site that a member of staff is limited to. Who has no such row works for every site.</summary>
public sealed class StaffSite
{
    /// <summary>The member.</summary>
    public required Guid MemberId { get; init; }

    /// <summary>The site.</summary>
    public required SiteCode SiteCode { get; init; }
}

/// <summary>The rows that say which sites a member of staff is limited to.</summary>
internal static class StaffSiteRows
{
    /// <summary>The sites; null: every site.</summary>
    public static async Task<IReadOnlySet<SiteCode>?> OfAsync(BackOfficeDb db, Guid member, CancellationToken ct)
    {
        var sites = await db.StaffSites.Where(site => site.MemberId == member).Select(site => site.SiteCode).ToListAsync(ct);
        return sites.Count == 0 ? null : sites.ToHashSet();
    }

    /// <summary>Why nobody can be limited to these sites; null when somebody can.</summary>
    public static async Task<Refusal?> CheckAsync(BackOfficeDb db, IReadOnlyCollection<SiteCode>? sites, CancellationToken ct)
    {
        if (sites is null)
            return null;
        if (sites.Count == 0)
            return StaffRefusals.SitesMissing;
        var known = await db.Sites.Where(site => sites.Contains(site.Code)).Select(site => site.Code).ToListAsync(ct);
        return sites.Except(known).FirstOrDefault() is { } unknown ? CaseRefusals.SiteUnknown(unknown) : null;
    }

    /// <summary>Refuses when this member sees sites that whoever acts does not; null when it may go on.</summary>
    public static async Task<Refusal?> RefuseBeyondAsync(BackOfficeDb db, StaffActor by, StaffMember member, CancellationToken ct) =>
        by.SeesAllOf(await OfAsync(db, member.Id, ct)) ? null : StaffRefusals.BeyondSites;

    /// <summary>Limits a member to these sites and no others; null: to none.</summary>
    public static async Task ReplaceAsync(BackOfficeDb db, Guid member, IReadOnlyCollection<SiteCode>? sites, CancellationToken ct)
    {
        var wanted = sites?.Distinct().ToList() ?? [];
        var present = await db.StaffSites.Where(site => site.MemberId == member).ToListAsync(ct);
        db.StaffSites.RemoveRange(present.Where(site => !wanted.Contains(site.SiteCode)));
        db.StaffSites.AddRange(wanted.Except(present.Select(site => site.SiteCode)).Select(site => new StaffSite { MemberId = member, SiteCode = site }));
    }
}
