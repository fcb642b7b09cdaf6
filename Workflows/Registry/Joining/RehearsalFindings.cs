namespace BackOffice.Workflows.Registry.Joining;

/// <summary>What a rehearsal of one site found.</summary>
/// <param name="Counts">The numbers of the scan.</param>
/// <param name="PreCheckFailures">Accounts whose activation would stop at the pre-check (decision 13).</param>
/// <param name="PreCheckByRule">How many accounts fail each of its rules.</param>
/// <param name="Examples">The first of each kind.</param>
public sealed record RehearsalFindings(JoinCounts Counts, int PreCheckFailures, IReadOnlyDictionary<string, int> PreCheckByRule, IReadOnlyList<RehearsalFinding> Examples);

/// <summary>One thing that a rehearsal found.</summary>
/// <param name="Kind">What kind.</param>
/// <param name="Subject">The newcomer as <c>site/userId</c>; for a group its members, parted by <c>; </c>.</param>
/// <param name="Other">The account on the other side; the Default of a group; empty for a pre-check.</param>
/// <param name="Rule">The rule that decided, or the failed rules of the pre-check; empty for a group.</param>
/// <param name="Concerned">Whether the other side is active: its provider is told when the site joins.</param>
public sealed record RehearsalFinding(RehearsalFindingKind Kind, string Subject, string Other, string Rule, bool Concerned);

/// <summary>What a rehearsal can find.</summary>
public enum RehearsalFindingKind
{
    /// <summary>Two different providers with one user ID: both must rename (2.f.1).</summary>
    Clash,

    /// <summary>Two accounts of one company (2.f.2.b).</summary>
    Duplicate,

    /// <summary>A pair that a person would look at (decision 10).</summary>
    Doubt,

    /// <summary>A group that activations may form.</summary>
    Group,

    /// <summary>An account that would stop at the pre-check (decision 13).</summary>
    PreCheck,
}
