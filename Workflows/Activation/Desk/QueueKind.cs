using BackOffice.Workflows.Activation.Review;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Recovery;
using BackOffice.Workflows.Staff;

namespace BackOffice.Workflows.Activation.Desk;

/// <summary>The counted queues of the desk. A case may stand in several, such as mine and overdue.</summary>
public enum QueueKind
{
    /// <summary>Open cases that the person owns.</summary>
    Mine,

    /// <summary>Open cases that nobody owns, or somebody who sees them no more.</summary>
    Unassigned,

    /// <summary>Cases in which a verifikator has to decide; of several in one doubt only the review case (decision 3).</summary>
    ToReview,

    /// <summary>Cases that go on when a provider acts: mends its identity, changes a user ID, types the Default's password, answers a question.</summary>
    WaitingOnProvider,

    /// <summary>Cases whose deadline has passed (decision 20); an ended case has none.</summary>
    Overdue,

    /// <summary>Open cases of which a step failed, whether or not it will be tried again by itself.</summary>
    Failed,

    /// <summary>Cases, also ended ones, in which the recovery of a lost password waits for its next step.</summary>
    Recovery,
}

/// <summary>What each queue is: the only place that says it.</summary>
internal static class CaseQueues
{
    /// <summary>Those of <paramref name="cases"/> that stand in a queue at a moment, for a person.</summary>
    public static IQueryable<ActivationCase> In(this IQueryable<ActivationCase> cases, QueueKind queue, BackOfficeDb db, StaffActor by, DateTimeOffset now) => queue switch
    {
        QueueKind.Mine => cases.Where(@case => @case.ClosedAt == null && @case.Owner == by.Name),
        QueueKind.Unassigned => CaseOwner.WithoutOne(db, cases.Where(@case => @case.ClosedAt == null)),
        QueueKind.ToReview => ReviewDesk.OwnReviews(db, cases).Where(@case => !@case.AwaitsProvider),
        QueueKind.WaitingOnProvider => WaitingOnProvider(db, cases),
        QueueKind.Overdue => cases.Where(@case => @case.Deadline <= now),
        QueueKind.Failed => cases.Where(@case => @case.ClosedAt == null
            && db.Instances.Where(instance => instance.Status == InstanceStatus.Parked).Select(instance => instance.Id).Contains(@case.InstanceId)),
        QueueKind.Recovery => cases.Where(@case => db.Recoveries
            .Where(recovery => (recovery.State == RecoveryState.Requested || recovery.State == RecoveryState.Approved) && recovery.LapsesAt > now)
            .Select(recovery => recovery.CaseId).Contains(@case.Id)),
        _ => throw new InvalidOperationException($"Unhandled queue {queue}."),
    };

    private static IQueryable<ActivationCase> WaitingOnProvider(BackOfficeDb db, IQueryable<ActivationCase> cases)
    {
        var asked = ReviewDesk.OwnReviews(db, cases).Where(@case => @case.AwaitsProvider).Select(@case => @case.Id);
        return cases.Where(@case => @case.State == CaseState.AwaitIdentity || @case.State == CaseState.AwaitUserId || @case.State == CaseState.AwaitDefaultPassword
            || (@case.State == CaseState.UnderReview && asked.Contains(@case.Id)));
    }
}
