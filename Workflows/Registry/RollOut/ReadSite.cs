using BackOffice.Rules.Identity;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry.Joining;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Registry.RollOut;

/// <summary>Staff see one site: its funnel, where its open activations stand, the uploaded file and the jobs that bring it in, and the work that followed when it joined or left last.</summary>
public sealed class ReadSite(Database database, ReadSiteJobs jobs, ReadStageChange changes)
{
    /// <summary>Who looks at which site; any role may.</summary>
    public sealed record Request(StaffActor By, SiteCode Site);

    /// <summary>The site.</summary>
    /// <param name="Site">As in the list.</param>
    /// <param name="SpseVersion">The SPSE version it runs.</param>
    /// <param name="Open">Its open activations by state.</param>
    /// <param name="Groups">Its accounts that are in an activation group.</param>
    /// <param name="Upload">The accounts file that waits to be imported; null when there is none.</param>
    /// <param name="Jobs">Its newest jobs, the newest first.</param>
    /// <param name="LastChange">How far the work is that followed when it joined or left last; null when it never did.</param>
    public sealed record View(
        ReadSites.Line Site, string SpseVersion, IReadOnlyList<StateCount> Open, int Groups, UploadView? Upload, IReadOnlyList<ReadSiteJobs.View> Jobs, ReadStageChange.Progress? LastChange);

    /// <summary>The open activations of one state, and since when the oldest of them stands there.</summary>
    public sealed record StateCount(CaseState State, int Count, DateTimeOffset OldestSince);

    /// <summary>An accounts file that was uploaded.</summary>
    public sealed record UploadView(Guid Id, long Bytes, string Digest, string By, DateTimeOffset At);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>The site.</summary>
        public sealed record Found(View View) : Answer;

        /// <summary>Not for this person, or not there.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Reads it.</summary>
    public async Task<Answer> HandleAsync(Request request, CancellationToken ct)
    {
        switch (await jobs.OfSiteAsync(request.By, request.Site, ct))
        {
            case ReadSiteJobs.Answer.Refused { Refusal: var why }:
                return new Answer.Refused(why);
            case ReadSiteJobs.Answer.Found { Jobs: var newest }:
                var last = await changes.HandleAsync(new(request.By, request.Site), ct) is ReadStageChange.Answer.Found { Progress: var progress } ? progress : null;
                return await database.ReadAsync(async (db, token) => new Answer.Found(await ViewAsync(db, request.Site, newest, last, token)), ct);
            case var other:
                throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}.");
        }
    }

    private static async Task<View> ViewAsync(BackOfficeDb db, SiteCode code, IReadOnlyList<ReadSiteJobs.View> jobs, ReadStageChange.Progress? last, CancellationToken ct)
    {
        var site = await db.Sites.SingleAsync(one => one.Code == code, ct);
        var newest = await db.Changes.MaxAsync(change => change.Number, ct) ?? 0;
        var open = await db.Cases.Where(@case => @case.ClosedAt == null && @case.Account.SiteCode == code).GroupBy(@case => @case.State)
            .Select(state => new StateCount(state.Key, state.Count(), state.Min(@case => @case.StateSince))).ToListAsync(ct);
        var upload = await db.SiteUploads.Where(one => one.SiteCode == code && one.DeletedAt == null).OrderByDescending(one => one.At)
            .Select(one => new UploadView(one.Id, one.Bytes, one.Digest, one.By, one.At)).FirstOrDefaultAsync(ct);
        return new(
            (await ReadSites.LinesAsync(db, [code], newest, ct)).Single(), site.SpseVersion, [.. open.OrderBy(state => state.State)],
            await db.GroupMembers.CountAsync(member => member.LeftAt == null && member.Account.SiteCode == code, ct), upload, jobs, last);
    }
}
