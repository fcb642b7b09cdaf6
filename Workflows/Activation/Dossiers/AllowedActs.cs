using BackOffice.Workflows.Activation.Desk;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Recovery;
using BackOffice.Workflows.Staff;

namespace BackOffice.Workflows.Activation.Dossiers;

/// <summary>
/// What a person may do with a case now. Each use case asks for role and state again; this only keeps screens from offering what would be refused. While a colleague has the case in hand,
/// all but a note waits until it is taken over.
/// </summary>
public sealed record AllowedActs
{
    /// <summary>What the case's own view does not tell.</summary>
    /// <param name="CanUndo">Whether its merge can be undone.</param>
    /// <param name="CanRemind">Whether its provider may be reminded.</param>
    /// <param name="Recoveries">Its recoveries.</param>
    public sealed record Facts(bool CanUndo, bool CanRemind, IReadOnlyList<ReadRecoveries.View> Recoveries);

    /// <summary>Note something.</summary>
    public bool Note { get; init; }

    /// <summary>Take it in hand, or over from a colleague.</summary>
    public bool Claim { get; init; }

    /// <summary>Give it to an owner, or to nobody.</summary>
    public bool Assign { get; init; }

    /// <summary>Remind the provider.</summary>
    public bool Remind { get; init; }

    /// <summary>Extend the deadline.</summary>
    public bool Extend { get; init; }

    /// <summary>Judge its pairs.</summary>
    public bool Judge { get; init; }

    /// <summary>Take a verdict about one of its pairs back.</summary>
    public bool Reopen { get; init; }

    /// <summary>Ask the provider about a pair.</summary>
    public bool Ask { get; init; }

    /// <summary>Confirm or choose the Default.</summary>
    public bool ChooseDefault { get; init; }

    /// <summary>Try the failed step again.</summary>
    public bool Retry { get; init; }

    /// <summary>Let it go on although the attempts at the Default's password are used up.</summary>
    public bool Resume { get; init; }

    /// <summary>Pass over the failed step.</summary>
    public bool Skip { get; init; }

    /// <summary>End it.</summary>
    public bool Cancel { get; init; }

    /// <summary>Undo the merge that it ended in.</summary>
    public bool Undo { get; init; }

    /// <summary>Ask for the recovery of a lost password.</summary>
    public bool RequestRecovery { get; init; }

    /// <summary>Approve a recovery that a colleague asked for.</summary>
    public bool ApproveRecovery { get; init; }

    /// <summary>Reject a recovery, also one that is approved and not used yet.</summary>
    public bool RejectRecovery { get; init; }

    /// <summary>Hand out the code of an approved recovery.</summary>
    public bool IssueCode { get; init; }

    /// <summary>Lock the provider's login.</summary>
    public bool Lock { get; init; }

    /// <summary>Lift the lock.</summary>
    public bool Release { get; init; }

    /// <summary>What <paramref name="by"/> may do.</summary>
    public static AllowedActs Of(StaffActor by, ReadCase.View @case, Facts facts)
    {
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(@case);
        ArgumentNullException.ThrowIfNull(facts);
        bool Is(params IReadOnlyList<string> roles) => by.Requires(roles) is null;
        var (acts, isOpen) = (Is(DeskRoles.Acting), @case.ClosedAt is null);
        if (@case.Claim is { } claim && claim.Holder != by.Name)
            return new() { Note = acts, Claim = acts };
        var (handles, decides) = (Is(DeskRoles.Deadlines), Is(StaffRoles.Verifikator));
        var isParked = isOpen && @case.Workflow?.Status == InstanceStatus.Parked;
        var recovery = facts.Recoveries.FirstOrDefault(one => one.State is RecoveryState.Requested or RecoveryState.Approved);
        return new()
        {
            Note = acts,
            Claim = acts,
            Assign = acts && isOpen,
            Remind = acts && facts.CanRemind,
            Extend = handles && isOpen && @case.Deadline is not null,
            Judge = decides && isOpen,
            Reopen = decides,
            Ask = decides && @case.State == CaseState.UnderReview,
            ChooseDefault = decides,
            Retry = handles && isParked,
            Resume = handles && isOpen && !isParked && @case.State == CaseState.WithHelpdesk,
            Skip = Is(StaffRoles.ProcessOwner) && isParked,
            Cancel = handles && isOpen,
            Undo = decides && facts.CanUndo,
            RequestRecovery = Is(StaffRoles.Helpdesk) && recovery is null && (@case.Group is not null || @case.Account.ActivatedAt is not null),
            ApproveRecovery = decides && recovery is { State: RecoveryState.Requested } && recovery.RequestedBy != by.Name,
            RejectRecovery = decides && recovery is not null,
            IssueCode = Is(StaffRoles.Helpdesk) && recovery is { State: RecoveryState.Approved } && recovery.DecidedBy != by.Name,
            Lock = Is(StaffRoles.Helpdesk, StaffRoles.Verifikator) && @case.Account.LockedAt is null,
            Release = Is(StaffRoles.Helpdesk, StaffRoles.Verifikator) && @case.Account.LockedAt is not null,
        };
    }
}
