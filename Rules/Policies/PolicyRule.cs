namespace BackOffice.Rules.Policies;

/// <summary>One rule of a rule set, as its owner wrote it.</summary>
/// <param name="Policy">The policy that it belongs to.</param>
/// <param name="Name">Its name, unique within the policy.</param>
/// <param name="Expression">The expression as it stands in the file; of a rule made of rules, theirs in parentheses, joined by <c>&amp;&amp;</c> or <c>||</c>.</param>
/// <param name="Outcome">What it stands for (<c>SuccessEvent</c>).</param>
/// <param name="Clause">The clause of the terms or the decision that it carries out.</param>
/// <param name="Sentence">What a person is told.</param>
/// <param name="Field">The field of the identity to mend; null if it names none.</param>
public sealed record PolicyRule(string Policy, string Name, string Expression, string Outcome, string Clause, Sentence Sentence, string? Field)
{
    /// <summary>
    /// The condition in the one spelling that the engine gets, named values put in. Two rules with the same text decide alike, however they are written.
    /// </summary>
    public string Meaning { get; init; } = "";
}
