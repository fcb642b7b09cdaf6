using BackOffice.Workflows.Registry;
using BackOffice.Workflows.Registry.Joining;
using BackOffice.Workflows.Registry.RollOut;

namespace BackOffice.Designer.Sites.BringIn;

/// <summary>Where a site is on its way into the aggregation, read off its jobs: nothing is kept in the page, so that anybody may go on, on any day.</summary>
/// <param name="Site">The site.</param>
/// <param name="Now">The present.</param>
public sealed record BringInView(ReadSite.View Site, DateTimeOffset Now)
{
    /// <summary>The steps, from 1.</summary>
    public const int Steps = 4;

    /// <summary>Open accounts that the registry has.</summary>
    public int Accounts => Site.Site.Figures.Registered;

    /// <summary>The job that is under way; a site has one at most.</summary>
    public ReadSiteJobs.View? UnderWay => Site.Jobs.FirstOrDefault(job => job.State is SiteJobState.Due or SiteJobState.Running);

    /// <summary>The newest dry run of the file that waits; of the last file where none waits.</summary>
    public ReadSiteJobs.View? DryRun => Newest(SiteJobKind.DryRun);

    /// <summary>The newest import of the file that waits; of the last file where none waits.</summary>
    public ReadSiteJobs.View? Import => Newest(SiteJobKind.Import);

    /// <summary>The newest rehearsal.</summary>
    public ReadSiteJobs.View? Rehearsal => Site.Jobs.FirstOrDefault(job => job.Kind == SiteJobKind.Rehearsal);

    /// <summary>Whether the file that waits was tried, before which it is not imported.</summary>
    public bool MayImport => Site.Upload is not null && DryRun is { State: SiteJobState.Done };

    /// <summary>Whether a rehearsal stands that is not too old. Whether the accounts are still those is asked when the site joins.</summary>
    public bool IsRehearsed => Rehearsal is { State: SiteJobState.Done, OpensUntil: { } until } && until > Now;

    /// <summary>Whether the site has joined.</summary>
    public bool HasJoined => Site.Site.Stage == SiteStage.Aggregated;

    /// <summary>Whether it may ever join: from SPSE 3 on.</summary>
    public bool MayJoin => Site.Site.Stage == SiteStage.V3;

    /// <summary>The step that is next.</summary>
    public int Step => HasJoined ? 4 : IsRehearsed && Site.Upload is null ? 3 : Accounts > 0 && Site.Upload is null ? 2 : 1;

    private ReadSiteJobs.View? Newest(SiteJobKind kind) =>
        Site.Jobs.FirstOrDefault(job => job.Kind == kind && (Site.Upload is null || job.Upload == Site.Upload.Id));
}
