namespace BackOffice.Workflows.Activation;

/// <summary>One pair as detection judged it now.</summary>
/// <param name="AccountA">The account with the lower id.</param>
/// <param name="AccountB">The account with the higher id.</param>
/// <param name="Decision">The decision's wire name.</param>
/// <param name="Rule">The rule that decided; <c>Verdict</c> where a person did.</param>
/// <param name="Evidence">Evidence per field, as JSON.</param>
/// <param name="WeakLink">Whether this pair alone holds the component together.</param>
/// <param name="Clashes">Whether both use one user ID and must end with IDs of their own (2.f.1; decision 5).</param>
/// <param name="Facts">The facts that were judged, as JSON, for the decision log.</param>
/// <param name="Contradicts">Whether it says of two members of the component that they are not one company (decision 3).</param>
public sealed record DetectedPair(long AccountA, long AccountB, string Decision, string Rule, string Evidence, bool WeakLink, bool Clashes, string Facts, bool Contradicts)
{
    /// <summary>Whether a person has to say something about it before anybody goes on.</summary>
    public bool IsDisputed => Contradicts || Decision == "review";

    /// <summary>Whether it is about <paramref name="account"/>.</summary>
    public bool Has(long account) => AccountA == account || AccountB == account;
}

/// <summary>What detection found for one account: the component it belongs to, and every judged pair of it (2.e, 2.f; decision 3).</summary>
/// <param name="Account">The account that was looked for.</param>
/// <param name="Component">The accounts that are one company with it, itself among them.</param>
/// <param name="InDoubt">Whether a person must look first: a pair of the component is doubt, branch or unrelated, or a rule failed.</param>
/// <param name="Pairs">Every judged pair with a member of the component.</param>
/// <param name="RulesVersion">The rule set that judged.</param>
public sealed record Detected(long Account, IReadOnlyList<long> Component, bool InDoubt, IReadOnlyList<DetectedPair> Pairs, string RulesVersion)
{
    /// <summary>How its case goes on: doubt comes first, then a clash of the party's own user ID, since renames go before merges; then the group.</summary>
    /// <param name="mustRename">Whether its provider has yet to rename in a clash, those among them that this look opens.</param>
    public DetectionOutcome Outcome(bool mustRename) => this switch
    {
        { InDoubt: true } => DetectionOutcome.Doubt,
        _ when mustRename => DetectionOutcome.Clash,
        { Component.Count: > 1 } => DetectionOutcome.SameCompany,
        _ => DetectionOutcome.Alone,
    };
}

/// <summary>How a case goes on after the look for duplicates; named as the step's ports.</summary>
public enum DetectionOutcome
{
    /// <summary>Nobody else is this company.</summary>
    Alone,

    /// <summary>Others are.</summary>
    SameCompany,

    /// <summary>Its provider must rename first (2.f.1).</summary>
    Clash,

    /// <summary>A person must look first (decision 10).</summary>
    Doubt,
}
