namespace BackOffice.Workflows.Activation;

/// <summary>May this member be merged into its Default now? Everything is asked again under the lock (decision 14): a decision over facts, without effect.</summary>
public static class MergeDecision
{
    /// <summary>What the decision knows.</summary>
    /// <param name="ProofIsPresent">The proof names this group, the Default's present provider and its present credential version.</param>
    /// <param name="BothInGroup">Member and Default are both present members of the group, and the Default is not the member itself.</param>
    /// <param name="DefaultConfirmed">No person has yet to confirm the Default (decision 2).</param>
    /// <param name="BothTakePart">Both accounts are open and not locked, and their sites are aggregated.</param>
    /// <param name="StillOneCompany">Detection under the live rules and verdicts still finds both in one component without doubt.</param>
    /// <param name="DefaultIsOwnProvider">The Default has the login it was registered with, or carries on that of an account which is gone, or was (ADR 15).</param>
    /// <param name="DefaultObligations">Clashes in which the Default still has to rename.</param>
    public sealed record Facts(
        bool ProofIsPresent, bool BothInGroup, bool DefaultConfirmed, bool BothTakePart, bool StillOneCompany, bool DefaultIsOwnProvider, int DefaultObligations);

    /// <summary>The outcomes, named as the step's ports.</summary>
    public enum Answer
    {
        /// <summary>Merge.</summary>
        Merged,

        /// <summary>The Default's password must be typed again.</summary>
        ProofStale,

        /// <summary>The group is not what it was: look for duplicates again.</summary>
        Changed,

        /// <summary>The Default must rename first (decision 8).</summary>
        DefaultMustRename,
    }

    /// <summary>Decides.</summary>
    public static Answer Decide(Facts facts) => facts switch
    {
        { BothInGroup: false } or { DefaultConfirmed: false } or { BothTakePart: false } or { StillOneCompany: false } or { DefaultIsOwnProvider: false } => Answer.Changed,
        { DefaultObligations: > 0 } => Answer.DefaultMustRename,
        { ProofIsPresent: false } => Answer.ProofStale,
        _ => Answer.Merged,
    };
}
