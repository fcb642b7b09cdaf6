using BackOffice.Workflows.Activation.Desk.Bulk;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Definitions.Moves;
using BackOffice.Workflows.Definitions.Rehearsals;
using BackOffice.Workflows.Policies.Impact;
using BackOffice.Workflows.Registry.Joining;
using BackOffice.Workflows.Staff;

namespace BackOffice.Workflows.Incidents;

/// <summary>
/// Long work in the background that shows no sign of life: a query for each table. What waits for its turn behind one that runs stands in line; if that one stands still, it is listed itself.
/// </summary>
internal static class LongWork
{
    private const string Rehearsal = "workflow-rehearsal";
    private const string Reevaluation = "reevaluation";
    private const string StageChange = "stage-change";

    // What is about many sites is nobody's who is limited to some.
    public static IReadOnlyList<IQueryable<IncidentRow>> StandingStill(BackOfficeDb db, StaffActor by, DateTimeOffset before) => by.Sites is { } sites
        ? [Jobs(db, db.SiteJobs.Where(job => sites.Contains(job.SiteCode)), before), StageChanges(db, db.SiteStageChanges.Where(change => sites.Contains(change.SiteCode)), before)]
        :
        [
            Jobs(db, db.SiteJobs, before), StageChanges(db, db.SiteStageChanges, before), BulkRuns(db, before), Moves(db, before), Rehearsals(db, before), Previews(db, before), Reevaluations(db, before),
        ];

    /// <summary>Whether a person may stop it; what nobody may stop goes on by itself once its process runs.</summary>
    public static bool MayBeStopped(string? work) => work is not (Rehearsal or Reevaluation or StageChange);

    private static IQueryable<IncidentRow> Jobs(BackOfficeDb db, IQueryable<SiteJob> jobs, DateTimeOffset before) =>
        from job in jobs
        where job.State == SiteJobState.Running || (job.State == SiteJobState.Due && !db.SiteJobs.Any(other => other.State == SiteJobState.Running))
        let alive = job.ProgressAt ?? job.AskedAt
        where alive <= before
        select new IncidentRow { Since = alive, Site = job.SiteCode, Detail = "site-job", Subject = job.Id };

    // It does not say when it began; the end of the one before it is the latest that is known of its line.
    private static IQueryable<IncidentRow> StageChanges(BackOfficeDb db, IQueryable<SiteStageChange> changes, DateTimeOffset before) =>
        from change in changes
        where change.FinishedAt == null && (change.Cursor > 0 || !db.SiteStageChanges.Any(other => other.FinishedAt == null && other.Cursor > 0))
        let ended = db.SiteStageChanges.Max(other => other.FinishedAt)
        let alive = ended > change.StartedAt ? ended.Value : change.StartedAt
        where alive <= before
        select new IncidentRow { Since = alive, Site = change.SiteCode, Detail = StageChange, Subject = change.Id };

    private static IQueryable<IncidentRow> BulkRuns(BackOfficeDb db, DateTimeOffset before) =>
        from run in db.BulkRuns
        where run.State == BulkRunState.Preparing || run.State == BulkRunState.Running
            || (run.State == BulkRunState.Due && !db.BulkRuns.Any(other => other.State == BulkRunState.Running))
        let alive = db.BulkItems.Where(item => item.RunId == run.Id).Max(item => item.At) ?? run.StartedAt
        where alive <= before
        select new IncidentRow { Since = alive, Detail = "bulk-run", Subject = run.Id };

    private static IQueryable<IncidentRow> Moves(BackOfficeDb db, DateTimeOffset before) =>
        from move in db.DefinitionMoves
        where move.State == MoveState.Preparing || move.State == MoveState.Running
            || (move.State == MoveState.Due && !db.DefinitionMoves.Any(other => other.State == MoveState.Running))
        let alive = db.DefinitionMoveItems.Where(item => item.MoveId == move.Id).Max(item => item.At) ?? move.StartedAt
        where alive <= before
        select new IncidentRow { Since = alive, Detail = "definition-move", Subject = move.Id };

    // As a stage change.
    private static IQueryable<IncidentRow> Rehearsals(BackOfficeDb db, DateTimeOffset before) =>
        from rehearsal in db.DefinitionRehearsals
        where rehearsal.State == RehearsalState.Running || (rehearsal.State == RehearsalState.Due && !db.DefinitionRehearsals.Any(other => other.State == RehearsalState.Running))
        let ended = db.DefinitionRehearsals.Max(other => other.FinishedAt)
        let alive = ended > rehearsal.AskedAt ? ended.Value : rehearsal.AskedAt
        where alive <= before
        select new IncidentRow { Since = alive, Detail = Rehearsal, Subject = rehearsal.Id };

    private static IQueryable<IncidentRow> Previews(BackOfficeDb db, DateTimeOffset before) =>
        from preview in db.ImpactPreviews
        where preview.State == PreviewState.Running || (preview.State == PreviewState.Due && !db.ImpactPreviews.Any(other => other.State == PreviewState.Running))
        let alive = preview.StartedAt ?? preview.AskedAt
        where alive <= before
        select new IncidentRow { Since = alive, Detail = "impact-preview", Subject = preview.Id };

    // One whose version comes into force later stands still only from then on.
    private static IQueryable<IncidentRow> Reevaluations(BackOfficeDb db, DateTimeOffset before) =>
        from run in db.Reevaluations
        where run.FinishedAt == null && (run.StartedAt != null || !db.Reevaluations.Any(other => other.FinishedAt == null && other.StartedAt != null))
        let alive = run.StartedAt ?? run.DueAt
        where alive <= before
        select new IncidentRow { Since = alive, Detail = Reevaluation };
}
