using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Recovery;
using BackOffice.Workflows.Staff;

namespace BackOffice.Workflows.Activation.Dossiers;

/// <summary>What a person may do with a case now. Each use case asks for role and state again; this only keeps screens from offering what would be refused.</summary>
/// <param name="Note">Note something.</param>
/// <param name="Judge">Judge its pairs.</param>
/// <param name="Reopen">Take a verdict about one of its pairs back.</param>
/// <param name="Ask">Ask the provider about a pair.</param>
/// <param name="ChooseDefault">Confirm or choose the Default.</param>
/// <param name="Retry">Try the failed step again.</param>
/// <param name="Resume">Let it go on although the attempts at the Default's password are used up.</param>
/// <param name="Skip">Pass over the failed step.</param>
/// <param name="Cancel">End it.</param>
/// <param name="Undo">Undo the merge that it ended in.</param>
/// <param name="RequestRecovery">Ask for the recovery of a lost password.</param>
/// <param name="Lock">Lock the provider's login.</param>
/// <param name="Release">Lift the lock.</param>
public sealed record AllowedActs(
    bool Note, bool Judge, bool Reopen, bool Ask, bool ChooseDefault, bool Retry, bool Resume, bool Skip, bool Cancel, bool Undo, bool RequestRecovery, bool Lock, bool Release)
{
    /// <summary>What <paramref name="by"/> may do.</summary>
    /// <param name="by">The person.</param>
    /// <param name="case">The case.</param>
    /// <param name="canUndo">Whether its merge can be undone.</param>
    /// <param name="recoveries">Its recoveries.</param>
    public static AllowedActs Of(StaffActor by, ReadCase.View @case, bool canUndo, IReadOnlyList<ReadRecoveries.View> recoveries)
    {
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(@case);
        bool Is(params IReadOnlyList<string> roles) => by.Requires(roles) is null;
        var isOpen = @case.ClosedAt is null;
        var isParked = isOpen && @case.Workflow?.Status == InstanceStatus.Parked;
        var handles = Is(StaffRoles.Helpdesk, StaffRoles.ProcessOwner);
        var recovers = recoveries.Any(recovery => recovery.State is RecoveryState.Requested or RecoveryState.Approved);
        return new(
            Note: Is(StaffRoles.Helpdesk, StaffRoles.Verifikator, StaffRoles.ProcessOwner),
            Judge: Is(StaffRoles.Verifikator) && isOpen,
            Reopen: Is(StaffRoles.Verifikator),
            Ask: Is(StaffRoles.Verifikator) && @case.State == CaseState.UnderReview,
            ChooseDefault: Is(StaffRoles.Verifikator),
            Retry: handles && isParked,
            Resume: handles && isOpen && !isParked && @case.State == CaseState.WithHelpdesk,
            Skip: Is(StaffRoles.ProcessOwner) && isParked,
            Cancel: handles && isOpen,
            Undo: Is(StaffRoles.Verifikator) && canUndo,
            RequestRecovery: Is(StaffRoles.Helpdesk) && !recovers && (@case.Group is not null || @case.Account.ActivatedAt is not null),
            Lock: Is(StaffRoles.Helpdesk, StaffRoles.Verifikator) && @case.Account.LockedAt is null,
            Release: Is(StaffRoles.Helpdesk, StaffRoles.Verifikator) && @case.Account.LockedAt is not null);
    }
}
