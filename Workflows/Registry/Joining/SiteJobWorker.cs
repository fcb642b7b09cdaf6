using BackOffice.Workflows.Data;
using Microsoft.Extensions.Logging;

namespace BackOffice.Workflows.Registry.Joining;

/// <summary>Wakes the worker before its time.</summary>
public sealed class SiteJobNudge : Nudge;

/// <summary>Works on jobs of sites, one Host at a time: right after somebody asked, and once a minute for what a Host that died has left; and deletes uploads and tables that lay too long.</summary>
internal sealed class SiteJobWorker(
    WorkOutSiteJobs jobs, DeleteOldUploads uploads, RemoveOldTables tables, Leadership leadership, SiteJobNudge nudge, TimeProvider clock, ILogger<SiteJobWorker> logger)
    : DutyWorker(nudge, TimeSpan.FromMinutes(1), clock, logger)
{
    /// <inheritdoc />
    protected override Task RoundAsync(CancellationToken ct) => leadership.TryAsync("site-jobs", async token =>
    {
        await jobs.HandleAsync(token);
        await uploads.HandleAsync(token);
        await tables.HandleAsync(token);
    }, ct);
}
