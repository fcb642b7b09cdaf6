using BackOffice.Workflows.Staff;

namespace BackOffice.Workflows.Policies.Drafts;

/// <summary>What an author writes into a draft.</summary>
/// <param name="Rules">The text of the rule file.</param>
/// <param name="Tests">The text of the tests beside it.</param>
/// <param name="Reason">Why; 5 to 2,000 characters.</param>
/// <param name="EffectiveFrom">From when it is to be in force; null for at once.</param>
public sealed record DraftContent(string Rules, string Tests, string Reason, DateTimeOffset? EffectiveFrom = null)
{
    private const int MaxText = 1_000_000;

    /// <summary>Refuses what cannot even be kept; rules that are merely broken may be kept while the author works on them.</summary>
    internal Refusal? Check(DateTimeOffset now) => this switch
    {
        _ when StaffReason.Check(Reason) is { } refusal => refusal,
        { Rules.Length: > MaxText } or { Tests.Length: > MaxText } => PolicyRefusals.TooLarge,
        { EffectiveFrom: { } from } when from > now.AddYears(1) => PolicyRefusals.TooFar,
        // PostgreSQL keeps no such character, and no rule needs it.
        _ when Rules.Contains('\0', StringComparison.Ordinal) || Tests.Contains('\0', StringComparison.Ordinal) => PolicyRefusals.HalfText,
        _ => null,
    };
}
