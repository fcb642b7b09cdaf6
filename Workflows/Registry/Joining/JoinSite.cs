using BackOffice.Rules.Identity;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Changes;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Registry.Joining;

/// <summary>
/// Staff let a site join whose accounts were imported (decision 18): it takes part from this moment; what follows for active providers runs on by itself, with progress to read.
/// Joining a site that has joined changes nothing.
/// </summary>
public sealed class JoinSite(Database database, StageChangeNudge nudge)
{
    /// <summary>Which site.</summary>
    /// <param name="By">Who: administrator or process owner.</param>
    /// <param name="Site">The site.</param>
    /// <param name="Reason">Why, such as the number of the decree; 5 to 2,000 characters.</param>
    public sealed record Request(StaffActor By, SiteCode Site, string Reason);

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
        (request.By.Requires(StaffRoles.Administrator, StaffRoles.ProcessOwner) ?? StaffReason.Check(request.Reason)) is { } refusal
            ? Task.FromResult<Answer>(new Answer.Refused(refusal))
            : database.InTransactionAsync((transaction, token) => WriteAsync(request, transaction, token), ct);

    private async Task<Answer> WriteAsync(Request request, Transaction transaction, CancellationToken ct)
    {
        var db = transaction.Db;
        await transaction.Service<RowLocks>().TakeAsync([LockKey.Of("site", request.Site.Value)], ct);
        switch (await db.Sites.SingleOrDefaultAsync(site => site.Code == request.Site, ct))
        {
            case null:
                return new Answer.Refused(CaseRefusals.SiteUnknown(request.Site));
            case { Stage: SiteStage.NonV3 }:
                return new Answer.Refused(NotV3(request.Site));
            case { Stage: SiteStage.V3 } site:
                (site.Stage, site.AggregatedOn) = (SiteStage.Aggregated, DateOnly.FromDateTime(database.Now.UtcDateTime));
                StageChanges.Note(db, site.Code, StageChangeKind.Joined, request.By.Name, database.Now);
                transaction.Service<ChangeFeed>().Append(ChangeKind.SiteChanged, site: site.Code.Value);
                transaction.Service<AuditTrail>().Record(request.By.Actor, "site-joined", site.Code, null, null, ("reason", request.Reason.Trim()));
                transaction.AfterCommit(nudge.Now);
                break;
        }
        return new Answer.Joined();
    }

    private static Refusal NotV3(SiteCode site) => new("site-not-v3", new(
        $"LPSE {site} belum memakai SPSE 3 atau lebih baru, sehingga belum dapat bergabung.", $"LPSE {site} does not run SPSE 3 or later yet, so it cannot join."));
}
