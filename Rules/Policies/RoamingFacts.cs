namespace BackOffice.Rules.Policies;

/// <summary>
/// What the policy <c>RoamingEligibility</c> may know of a provider who wants to sign in at a site that is not the one of registration
/// (clauses 1.a, 1.d, 2.f.1, 2.g, 2.h, 4.c; decision 4).
/// </summary>
public sealed record RoamingFacts
{
    /// <summary>The state of an account whose activation is finished.</summary>
    public const string Activated = "active";

    /// <summary>The policy's shape; rules call these facts <c>roaming</c>.</summary>
    public static PolicyShape Shape { get; } = PolicyShape.Of(
        "RoamingEligibility", "roaming", PolicyMode.AllMustHold, NotActivated("aggregated"), ["refuse"]);

    /// <summary>Stage of the site to roam to: <c>non_v3</c>, <c>v3</c> or <c>aggregated</c>; null if the site is unknown.</summary>
    public required string? TargetStage { get; init; }

    /// <summary>How many accounts of the provider were verified at the site that registered them.</summary>
    public required int VerifiedAccounts { get; init; }

    /// <summary>How many accounts of the provider are activated.</summary>
    public required int ActivatedAccounts { get; init; }

    /// <summary>Whole minutes until the provider's lock ends, rounded up; 0 if there is none.</summary>
    public required int LockMinutesLeft { get; init; }

    /// <summary>Clashes of a user ID in which this provider still has to rename.</summary>
    public required int OpenClashes { get; init; }

    /// <summary>Accounts in the provider's activation group; 0 if there is no group.</summary>
    public required int GroupAccounts { get; init; }

    /// <summary>State of the group's Default account (<see cref="Activated"/> or another); null if there is no group.</summary>
    public required string? DefaultState { get; init; }

    /// <summary>State of the account by which the provider asks (<see cref="Activated"/> or another).</summary>
    public required string? AccountState { get; init; }

    /// <summary>Accounts of the provider's own group at the target site that are not activated yet.</summary>
    public required int WaitingAtTarget { get; init; }

    /// <summary>
    /// The facts of a user ID that is unknown, and of one that is not activated: they are the same, so that the answer never tells which
    /// of the two it was (decision 21).
    /// </summary>
    /// <param name="targetStage">Stage of the site to roam to.</param>
    public static RoamingFacts NotActivated(string? targetStage) => new()
    {
        TargetStage = targetStage,
        // One verified account, so that nothing but the missing activation is answered.
        VerifiedAccounts = 1,
        ActivatedAccounts = 0,
        LockMinutesLeft = 0,
        OpenClashes = 0,
        GroupAccounts = 0,
        DefaultState = null,
        AccountState = null,
        WaitingAtTarget = 0,
    };
}
