using BackOffice.Rules.Identity;
using BackOffice.Rules.Policies;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Changes;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Registry.Joining;

/// <summary>
/// Staff let a site join whose accounts were imported (decision 18), once the join of just these accounts was rehearsed under the live rules, not too long ago: it takes part from this moment; what follows for active providers runs on by itself, with progress to read.
/// Joining a site that has joined changes nothing.
/// </summary>
public sealed class JoinSite(Database database, LivePolicies live, StageChangeNudge nudge, IOptions<JoiningOptions> options)
{
    /// <summary>Which site.</summary>
    /// <param name="By">Who: administrator or process owner.</param>
    /// <param name="Site">The site.</param>
    /// <param name="Reason">Why, such as the number of the decree; 5 to 2,000 characters.</param>
    /// <param name="WithoutRehearsal">Join although no rehearsal fits; the reason then says why, and the audit trail that there was none.</param>
    public sealed record Request(StaffActor By, SiteCode Site, string Reason, bool WithoutRehearsal = false);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>It has joined, now or before.</summary>
        public sealed record Joined : Answer;

        /// <summary>It cannot join.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Lets it join.</summary>
    public Task<Answer> HandleAsync(Request request, CancellationToken ct) =>
        (request.By.Requires(JoinRoles.All) ?? StaffReason.Check(request.Reason)) is { } refusal
            ? Task.FromResult<Answer>(new Answer.Refused(refusal))
            : database.InTransactionAsync((transaction, token) => WriteAsync(request, transaction, token), ct);

    private async Task<Answer> WriteAsync(Request request, Transaction transaction, CancellationToken ct)
    {
        var db = transaction.Db;
        await transaction.Service<RowLocks>().TakeAsync([LockKey.Of("site", request.Site.Value)], ct);
        switch (await db.Sites.SingleOrDefaultAsync(site => site.Code == request.Site, ct))
        {
            case null:
            case var _ when !request.By.Sees(request.Site):
                return new Answer.Refused(CaseRefusals.SiteUnknown(request.Site));
            case { Stage: SiteStage.NonV3 }:
                return new Answer.Refused(SiteJobRefusals.NotV3(request.Site));
            case { Stage: SiteStage.V3 } site:
                var (rehearsal, refusal) = await RehearsalAsync(db, site.Code, ct);
                if (refusal is not null && !request.WithoutRehearsal)
                    return new Answer.Refused(refusal);
                (site.Stage, site.AggregatedOn) = (SiteStage.Aggregated, WibDay.Of(database.Now));
                StageChanges.Note(db, site.Code, StageChangeKind.Joined, request.By.Name, database.Now);
                transaction.Service<ChangeFeed>().Append(ChangeKind.SiteChanged, site: site.Code.Value);
                transaction.Service<AuditTrail>().Record(request.By.Actor, "site-joined", site.Code, null, null, ("reason", request.Reason.Trim()), ("rehearsal", rehearsal?.ToString() ?? "none"));
                transaction.AfterCommit(nudge.Now);
                break;
        }
        return new Answer.Joined();
    }

    private async Task<(Guid? Rehearsal, Refusal? Refusal)> RehearsalAsync(BackOfficeDb db, SiteCode site, CancellationToken ct)
    {
        var last = await db.SiteJobs.Where(job => job.SiteCode == site && job.Kind == SiteJobKind.Rehearsal && job.State == SiteJobState.Done).OrderByDescending(job => job.FinishedAt).FirstOrDefaultAsync(ct);
        if (last is null)
            return (null, SiteJobRefusals.RehearsalMissing);
        return last.FinishedAt + TimeSpan.FromHours(options.Value.RehearsalHours) >= database.Now && last.RulesVersion == live.Current.Version
            && last.Fingerprint == SiteFingerprint.Of(await SiteFingerprint.AccountsAsync(db, site, ct)) ? (last.Id, null) : (null, SiteJobRefusals.RehearsalStale);
    }
}
