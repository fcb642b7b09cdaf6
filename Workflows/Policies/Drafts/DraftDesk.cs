using BackOffice.Workflows.Staff;

namespace BackOffice.Workflows.Policies.Drafts;

/// <summary>Who may do what with a draft, as it stands: decisions without effect.</summary>
internal static class DraftDesk
{
    /// <summary>Refuses a write by somebody else, on another state, or on what was not read; null when it may be.</summary>
    public static Refusal? MayWrite(RuleSetDraft? draft, StaffActor by, int version) => draft switch
    {
        null => PolicyRefusals.DraftUnknown,
        _ when draft.Author != by.Name && draft.Author != TakeRuleFile.Author => PolicyRefusals.DraftOfAnother(draft.Author),
        { IsUndecided: false } => PolicyRefusals.WrongState(draft.State),
        _ when draft.Version != version => PolicyRefusals.DraftOutdated,
        _ => null,
    };

    /// <summary>Refuses an approval by the author, of what was not submitted, or of what was not read; null when it may be.</summary>
    public static Refusal? MayDecide(RuleSetDraft? draft, StaffActor by, int version) => draft switch
    {
        null => PolicyRefusals.DraftUnknown,
        _ when draft.Author == by.Name => PolicyRefusals.NotFromOwnHand,
        { State: not DraftState.Submitted } => PolicyRefusals.WrongState(draft.State),
        _ when draft.Version != version => PolicyRefusals.DraftOutdated,
        _ => null,
    };
}
