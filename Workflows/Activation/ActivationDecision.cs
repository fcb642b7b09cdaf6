namespace BackOffice.Workflows.Activation;

/// <summary>
/// May aggregation be switched on now for an account that keeps its own login? What was decided a step ago is asked again under the lock (lesson 1), since staff may have locked the
/// account or chosen another Default meanwhile: a decision over facts, without effect. The step that carries it out and the forecast of what rules would do both ask it.
/// </summary>
public static class ActivationDecision
{
    /// <summary>What the decision knows.</summary>
    /// <param name="IsLocked">Whether staff locked the account or its provider.</param>
    /// <param name="IsDefault">Whether it is the Default of a group.</param>
    /// <param name="AwaitsConfirmation">Whether a person must confirm the Default of its group first (decision 2).</param>
    /// <param name="HasCompany">Whether other accounts were found to be one company with it.</param>
    /// <param name="MustRename">Whether its user ID is claimed by another provider, or it has yet to rename in a clash (decisions 7, 8).</param>
    public sealed record Facts(bool IsLocked, bool IsDefault, bool AwaitsConfirmation, bool HasCompany, bool MustRename);

    /// <summary>What follows.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>Switch it on.</summary>
        public sealed record Activate : Answer;

        /// <summary>It must have a user ID of its own first.</summary>
        public sealed record Rename : Answer;

        /// <summary>A person must look first.</summary>
        /// <param name="Reason">Why, as the case keeps it.</param>
        public sealed record Doubt(string Reason) : Answer;
    }

    /// <summary>Decides.</summary>
    public static Answer Decide(Facts facts) => facts switch
    {
        { IsLocked: true } => new Answer.Doubt("account-locked"),
        { IsDefault: true, AwaitsConfirmation: true } => new Answer.Doubt("default-needs-confirmation"),
        { IsDefault: false, HasCompany: true } => new Answer.Doubt("group-changed"),
        { MustRename: true } => new Answer.Rename(),
        _ => new Answer.Activate(),
    };
}
