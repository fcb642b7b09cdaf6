using BackOffice.Rules.Identity;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Registry.Joining;

/// <summary>
/// Starts long work on the way of a site into the aggregation, or stops it: a dry run of an import, the import, a rehearsal of the join. Asking for what is already under way returns that; a
/// site has one open job. An import takes a dry run of the same file first.
/// </summary>
public sealed class StartSiteJob(Database database, SiteJobNudge nudge)
{
    /// <summary>What to do.</summary>
    /// <param name="By">Who: administrator or process owner.</param>
    /// <param name="Site">The site.</param>
    /// <param name="Kind">What to do.</param>
    /// <param name="FromUpload">Work with the uploaded accounts: an import always does; a rehearsal then compares them as if they were imported, by default it takes what the registry has.</param>
    public sealed record Request(StaffActor By, SiteCode Site, SiteJobKind Kind, bool FromUpload = false);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>It is under way.</summary>
        public sealed record Started(Guid Job) : Answer;

        /// <summary>It is stopped, or stops within moments.</summary>
        public sealed record Stopped : Answer;

        /// <summary>It cannot be.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Starts it.</summary>
    public Task<Answer> HandleAsync(Request request, CancellationToken ct) => request.By.Requires(JoinRoles.All) is { } refusal
        ? Task.FromResult<Answer>(new Answer.Refused(refusal))
        : database.InTransactionAsync((transaction, token) => StartAsync(request, transaction, token), ct);

    /// <summary>Stops it. Stopping what is over changes nothing; what an import has committed stays.</summary>
    public Task<Answer> StopAsync(StaffActor by, SiteCode site, Guid job, CancellationToken ct) => by.Requires(JoinRoles.All) is { } refusal
        ? Task.FromResult<Answer>(new Answer.Refused(refusal))
        : database.InTransactionAsync(async (transaction, token) =>
        {
            if (!by.Sees(site) || await transaction.Db.SiteJobs.SingleOrDefaultAsync(one => one.Id == job && one.SiteCode == site, token) is not { } open)
                return new Answer.Refused(SiteJobRefusals.Unknown);
            if (open.State is not (SiteJobState.Due or SiteJobState.Running) || open.CancelAsked)
                return (Answer)new Answer.Stopped();
            open.CancelAsked = true;
            // One that runs is ended by its worker, which looks at this mark.
            if (open.State == SiteJobState.Due)
                (open.State, open.FinishedAt) = (SiteJobState.Cancelled, database.Now);
            transaction.Service<AuditTrail>().Record(by.Actor, "site-job-stopped", site, null, null, ("job", job.ToString()), ("kind", open.Kind.ToString()));
            return new Answer.Stopped();
        }, ct);

    private async Task<Answer> StartAsync(Request request, Transaction transaction, CancellationToken ct)
    {
        var (db, site) = (transaction.Db, request.Site);
        await transaction.Service<RowLocks>().TakeAsync([LockKey.Of("site", site.Value)], ct);
        if (!request.By.Sees(site) || await db.Sites.SingleOrDefaultAsync(one => one.Code == site, ct) is not { } found)
            return new Answer.Refused(CaseRefusals.SiteUnknown(site));
        if (request.Kind == SiteJobKind.Rehearsal && found.Stage != SiteStage.V3)
            return new Answer.Refused(found.Stage == SiteStage.NonV3 ? SiteJobRefusals.NotV3(site) : SiteJobRefusals.Joined(site));
        Guid? upload = null;
        if (request.FromUpload || request.Kind != SiteJobKind.Rehearsal)
        {
            upload = await db.SiteUploads.Where(one => one.SiteCode == site && one.DeletedAt == null).OrderByDescending(one => one.At).Select(one => (Guid?)one.Id).FirstOrDefaultAsync(ct);
            if (upload is null)
                return new Answer.Refused(SiteJobRefusals.UploadMissing);
        }
        if (await db.SiteJobs.FirstOrDefaultAsync(one => one.SiteCode == site && (one.State == SiteJobState.Due || one.State == SiteJobState.Running), ct) is { } open)
            return open.Kind == request.Kind && open.UploadId == upload && !open.CancelAsked ? new Answer.Started(open.Id) : new Answer.Refused(SiteJobRefusals.Busy);
        if (request.Kind == SiteJobKind.Import && !await db.SiteJobs.AnyAsync(one => one.SiteCode == site && one.UploadId == upload && one.Kind == SiteJobKind.DryRun && one.State == SiteJobState.Done, ct))
            return new Answer.Refused(SiteJobRefusals.DryRunMissing);
        var job = new SiteJob
        {
            Id = Guid.CreateVersion7(database.Now),
            SiteCode = site,
            Kind = request.Kind,
            UploadId = upload,
            AskedBy = request.By.Name,
            AskedAt = database.Now,
            State = SiteJobState.Due,
        };
        db.SiteJobs.Add(job);
        transaction.Service<AuditTrail>().Record(request.By.Actor, "site-job-started", site, null, null, ("job", job.Id.ToString()), ("kind", job.Kind.ToString()));
        transaction.AfterCommit(nudge.Now);
        return new Answer.Started(job.Id);
    }
}
