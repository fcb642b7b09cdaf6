using BackOffice.Rules.Policies;
using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace BackOffice.Workflows.Registry.Joining;

/// <summary>
/// Works on the jobs of sites that are due, one after the other. What a process that died has left is begun anew, and does no harm: a dry run and a rehearsal change nothing, and an import
/// that is done again changes nothing that it had done. After three attempts a job has failed.
/// </summary>
public sealed class WorkOutSiteJobs(Database database, ImportRegistry import, LivePolicies live, RegistryFolder folder, DeleteOldUploads uploads, ILogger<WorkOutSiteJobs> logger)
{
    private const int MostAttempts = 3;

    /// <summary>Works until none is due.</summary>
    /// <returns>How many were ended.</returns>
    public async Task<int> HandleAsync(CancellationToken ct)
    {
        for (var ended = 0; ; ended++)
        {
            // Whoever has the duty is alone with it: one that says it runs was left by a process that died.
            var next = await database.ReadAsync((db, token) => db.SiteJobs.Where(job => job.State == SiteJobState.Due || job.State == SiteJobState.Running)
                .OrderBy(job => job.AskedAt).ThenBy(job => job.Id).Select(job => (Guid?)job.Id).FirstOrDefaultAsync(token), ct);
            if (next is not { } id)
                return ended;
            if (await BeginAsync(id, ct) is { } job)
                await WorkOutAsync(job, ct);
        }
    }

    private Task<SiteJob?> BeginAsync(Guid id, CancellationToken ct) => database.InTransactionAsync(async (transaction, token) =>
    {
        var job = await transaction.Db.SiteJobs.SingleAsync(one => one.Id == id, token);
        if (job.CancelAsked)
            (job.State, job.FinishedAt) = (SiteJobState.Cancelled, database.Now);
        else
            (job.State, job.StartedAt, job.ProgressAt, job.Attempts) = (SiteJobState.Running, database.Now, database.Now, job.Attempts + 1);
        return job.State == SiteJobState.Running ? job : null;
    }, ct);

    private async Task WorkOutAsync(SiteJob job, CancellationToken ct)
    {
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var desk = new SiteJobProgress(database, job.Id, stopped);
        if (job.Attempts > MostAttempts)
        {
            logger.LogError("The job {Job} of site {Site} was given up after {Attempts} attempts.", job.Id, job.SiteCode, MostAttempts);
            await desk.FailedAsync(SiteJobRefusals.GivenUp, ct);
            return;
        }
        Directory.CreateDirectory(folder.Tables(job.Id));
        try
        {
            await (job.Kind == SiteJobKind.Rehearsal ? RehearseAsync(job, desk, stopped.Token, ct) : ImportAsync(job, desk, stopped.Token, ct));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            await desk.CancelledAsync(ct);
        }
    }

    private async Task RehearseAsync(SiteJob job, SiteJobProgress desk, CancellationToken stopped, CancellationToken ct)
    {
        var rules = live.Current;
        var (findings, fingerprint, refusal) = await new JoinRehearsal(database, folder, rules, job, desk).RunAsync(stopped);
        if (findings is null)
            await desk.FailedAsync(refusal!.AboutUpload(folder.Upload(job.UploadId!.Value)), ct);
        else
            await desk.DoneAsync(findings, done => (done.Fingerprint, done.RulesVersion) = (fingerprint, rules.Version), ct);
    }

    private async Task ImportAsync(SiteJob job, SiteJobProgress desk, CancellationToken stopped, CancellationToken ct)
    {
        await desk.StageAsync("importing", 0, stopped);
        var upload = job.UploadId!.Value;
        var request = new ImportRegistry.OfSite(
            job.SiteCode, folder.Upload(upload), new(ActorKind.Staff, job.AskedBy), folder.Table(job.Id, SiteFiles.Rejected), folder.Table(job.Id, SiteFiles.NotTaken), job.Kind == SiteJobKind.DryRun);
        switch (await import.OfSiteAsync(request, desk, stopped))
        {
            case ImportRegistry.Answer.Imported imported:
                await desk.DoneAsync(imported.Counts, null, ct);
                if (job.Kind == SiteJobKind.Import)
                    await uploads.DeleteAsync(upload, ct);
                break;
            case ImportRegistry.Answer.Unusable { Refusal: var why }:
                await desk.FailedAsync(why.AboutUpload(folder.Upload(upload)), ct);
                break;
            case var other:
                throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}.");
        }
    }
}
