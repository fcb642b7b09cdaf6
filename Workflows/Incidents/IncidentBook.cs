using BackOffice.Workflows.Activation.Desk;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Notices;
using BackOffice.Workflows.Reports;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Incidents;

/// <summary>What each kind of incident is: the only place that says it. Both databases answer each question from an index that holds little else than what is asked for.</summary>
public sealed class IncidentBook(IOptions<WorkflowOptions> workflows, IOptions<IncidentOptions> options)
{
    private static readonly IncidentKind[] Retryable =
    [
        IncidentKind.WaitsForRetry, IncidentKind.WaitsForPerson, IncidentKind.RunsTooLong, IncidentKind.PastDue, IncidentKind.WaitsOnNothing, IncidentKind.NeverStarted, IncidentKind.SignalUnread,
    ];

    /// <summary>Whether a case stands still in a way that taking it up again may end.</summary>
    internal async Task<bool> MayBeRetriedAsync(BackOfficeDb db, StaffActor by, CaseId @case, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var rows in Retryable.SelectMany(kind => Of(db, by, kind, now)))
            if (await rows.AnyAsync(row => row.CaseId == @case, ct))
                return true;
        return false;
    }

    /// <summary>The incidents of one kind that there are for a person, in no order; a query for each table that they stand in.</summary>
    internal IReadOnlyList<IQueryable<IncidentRow>> Of(BackOfficeDb db, StaffActor by, IncidentKind kind, DateTimeOffset now)
    {
        var (stuck, still) = (now - workflows.Value.StuckAfter, now - options.Value.StandsStillAfter);
        return kind switch
        {
            IncidentKind.WaitsForRetry => [Standing(db, by, db.Instances.Where(instance => instance.Status == InstanceStatus.Parked && instance.Due != null))],
            IncidentKind.WaitsForPerson => [Standing(db, by, db.Instances.Where(instance => instance.Status == InstanceStatus.Parked && instance.Due == null))],
            // Its due date is the moment from which its driver counts as dead; the sweeper takes it up then.
            IncidentKind.RunsTooLong => [Standing(db, by, db.Instances.Where(instance => instance.Due <= stuck && instance.Status == InstanceStatus.Running))],
            IncidentKind.PastDue => [Standing(db, by, db.Instances.Where(instance => instance.Due <= still && instance.Status == InstanceStatus.Waiting))],
            IncidentKind.WaitsOnNothing =>
            [
                Standing(db, by, db.Instances.Where(instance => instance.EndedAt == null && instance.Due == null
                    && ((instance.Status == InstanceStatus.Waiting && instance.Signals == "") || instance.Status == InstanceStatus.Running))),
            ],
            IncidentKind.NeverStarted => [NeverStarted(db, by, stuck)],
            IncidentKind.Ended => [Ended(db, by)],
            IncidentKind.SignalUnread => [SignalsUnread(db, by, still)],
            IncidentKind.NoticeUndelivered => [Undelivered(db, by)],
            IncidentKind.ReportFailed => FailedReports(db, by),
            IncidentKind.WorkStandsStill => LongWork.StandingStill(db, by, still),
            _ => throw new InvalidOperationException($"Unhandled kind {kind}."),
        };
    }

    private static IQueryable<IncidentRow> Standing(BackOfficeDb db, StaffActor by, IQueryable<WorkflowInstance> instances) =>
        from instance in instances
        join @case in db.CasesOf(@by) on instance.Id equals @case.InstanceId
        select new IncidentRow { Since = @case.StateSince, CaseId = @case.Id, Number = @case.Number, Site = @case.SiteCode, Node = instance.Node, Detail = instance.Failure };

    private static IQueryable<IncidentRow> NeverStarted(BackOfficeDb db, StaffActor by, DateTimeOffset before) =>
        from @case in db.CasesOf(@by)
        where @case.ClosedAt == null && @case.StateSince <= before && !db.Instances.Any(instance => instance.Id == @case.InstanceId)
        select new IncidentRow { Since = @case.StateSince, CaseId = @case.Id, Number = @case.Number, Site = @case.SiteCode };

    private static IQueryable<IncidentRow> Ended(BackOfficeDb db, StaffActor by) =>
        from @case in db.CasesOf(@by)
        join instance in db.Instances on @case.InstanceId equals instance.Id
        where @case.ClosedAt == null && instance.EndedAt != null
        select new IncidentRow { Since = instance.EndedAt!.Value, CaseId = @case.Id, Number = @case.Number, Site = @case.SiteCode, Node = instance.Node, Detail = instance.Failure };

    private static IQueryable<IncidentRow> SignalsUnread(BackOfficeDb db, StaffActor by, DateTimeOffset before) =>
        from signal in db.Inbox
        join @case in db.CasesOf(@by) on signal.CaseId equals @case.Id
        where signal.SeenAt == null && signal.ReceivedAt <= before
        select new IncidentRow { Since = signal.ReceivedAt, CaseId = @case.Id, Number = @case.Number, Site = @case.SiteCode, Detail = signal.Name };

    private static IQueryable<IncidentRow> Undelivered(BackOfficeDb db, StaffActor by) =>
        from notice in NoticeRows.DeadLetters(db, db.NoticesOf(@by))
        join @case in db.Cases on notice.CaseId equals @case.Id into cases
        from @case in cases.DefaultIfEmpty()
        select new IncidentRow
        {
            Since = notice.CreatedAt,
            CaseId = notice.CaseId,
            Number = @case == null ? null : @case.Number,
            Site = @case == null ? null : @case.SiteCode,
            Detail = notice.Template,
            Subject = notice.Id,
        };

    // Reports that staff asked for are about many sites, so they are nobody's who is limited to some.
    private static IReadOnlyList<IQueryable<IncidentRow>> FailedReports(BackOfficeDb db, StaffActor by)
    {
        var ofCases =
            from report in db.Reports
            join @case in db.CasesOf(@by) on report.CaseId equals @case.Id
            where report.State == ReportState.Failed
            select new IncidentRow { Since = report.DueAt, CaseId = @case.Id, Number = @case.Number, Site = @case.SiteCode, Detail = "activation", Subject = report.Id };
        var requested = db.RequestedReports.Where(report => report.State == ReportState.Failed)
            .Select(report => new IncidentRow { Since = report.DueAt, Detail = "requested", Subject = report.Id });
        return by.Sites is null ? [ofCases, requested] : [ofCases];
    }
}
