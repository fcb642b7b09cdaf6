using BackOffice.Rules.Identity;
using BackOffice.Workflows.Changes;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry.Files;
using BackOffice.Workflows.Registry.Joining;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Registry.Intake;

/// <summary>What an import does to the list of sites.</summary>
/// <param name="Added">Sites that are new.</param>
/// <param name="Changed">Sites of which something changed.</param>
/// <param name="Joining">Sites that become aggregated once their accounts are in.</param>
internal sealed record SitePlan(IReadOnlyList<SiteRow> Added, IReadOnlyList<SiteRow> Changed, IReadOnlyList<SiteRow> Joining);

/// <summary>
/// Takes the list of sites in. A site joins last, when all its accounts are there: before that its accounts take part in nothing, so that an interrupted import
/// leaves no site half joined, and its newcomers are told from those who claim an ID later (decision 7).
/// </summary>
internal static class SiteIntake
{
    public static async Task<SitePlan> PlanAsync(BackOfficeDb db, IReadOnlyList<SiteRow> rows, CancellationToken ct)
    {
        var known = await db.Sites.AsNoTracking().ToDictionaryAsync(site => site.Code, ct);
        return new(
            [.. rows.Where(row => !known.ContainsKey(row.Code))],
            [.. rows.Where(row => known.TryGetValue(row.Code, out var site) && Differs(site, row))],
            [.. rows.Where(row => row.Stage is SiteStage.Aggregated && known.GetValueOrDefault(row.Code)?.Stage is not SiteStage.Aggregated)]);
    }

    /// <summary>Adds and changes sites; those that join wait as <see cref="SiteStage.V3"/>.</summary>
    public static async Task WriteAsync(BackOfficeDb db, ChangeFeed feed, SitePlan plan, DateTimeOffset now, CancellationToken ct)
    {
        var joining = plan.Joining.Select(row => row.Code).ToHashSet();
        foreach (var row in plan.Added)
        {
            db.Sites.Add(new()
            {
                Code = row.Code,
                Name = row.Name,
                Url = row.Url,
                SpseVersion = row.SpseVersion,
                Stage = joining.Contains(row.Code) ? SiteStage.V3 : row.Stage,
                AggregatedOn = joining.Contains(row.Code) ? null : row.AggregatedOn,
            });
            feed.Append(ChangeKind.SiteChanged, site: row.Code.Value);
        }
        foreach (var row in plan.Changed)
        {
            var site = await db.Sites.SingleAsync(known => known.Code == row.Code, ct);
            (site.Name, site.Url, site.SpseVersion) = (row.Name, row.Url, row.SpseVersion);
            if (joining.Contains(row.Code))
                continue;
            if (site.Stage is SiteStage.Aggregated && row.Stage is not SiteStage.Aggregated)
                StageChanges.Note(db, row.Code, StageChangeKind.Left, "import", now);
            if (site.Stage != row.Stage)
                feed.Append(ChangeKind.SiteChanged, site: row.Code.Value);
            (site.Stage, site.AggregatedOn) = (row.Stage, row.AggregatedOn);
        }
    }

    /// <summary>Lets the sites join.</summary>
    public static async Task JoinAsync(BackOfficeDb db, ChangeFeed feed, IReadOnlyList<SiteRow> joining, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var row in joining)
        {
            var site = await db.Sites.SingleAsync(known => known.Code == row.Code, ct);
            (site.Stage, site.AggregatedOn) = (SiteStage.Aggregated, row.AggregatedOn);
            StageChanges.Note(db, row.Code, StageChangeKind.Joined, "import", now);
            feed.Append(ChangeKind.SiteChanged, site: row.Code.Value);
        }
    }

    public static Task<List<SiteCode>> CodesAsync(BackOfficeDb db, CancellationToken ct) => db.Sites.Select(site => site.Code).ToListAsync(ct);

    public static Task<HashSet<SiteCode>> AggregatedAsync(BackOfficeDb db, CancellationToken ct) =>
        db.Sites.Where(site => site.Stage == SiteStage.Aggregated).Select(site => site.Code).ToHashSetAsync(ct);

    private static bool Differs(Site site, SiteRow row) =>
        site.Name != row.Name || site.Url != row.Url || site.SpseVersion != row.SpseVersion || site.Stage != row.Stage || site.AggregatedOn != row.AggregatedOn;
}
