using System.Globalization;

namespace BackOffice.Rules.Policies;

/// <summary>A place in a rule set.</summary>
/// <param name="Line">The line of the file, from 1.</param>
/// <param name="Column">The character in that line, from 1.</param>
/// <param name="InExpression">The character of the expression, from 1; null if the place is not within an expression.</param>
public sealed record RulePosition(int Line, int Column, int? InExpression = null);

/// <summary>Why a rule set is not taken: one finding at one place.</summary>
/// <param name="Rule">The rule; null if the finding is about no single rule.</param>
/// <param name="Policy">The policy; null if the finding is about the whole file.</param>
/// <param name="Position">Where it stands.</param>
/// <param name="Sentence">What is wrong and what to write instead.</param>
public sealed record RuleProblem(string? Rule, string? Policy, RulePosition Position, Sentence Sentence)
{
    /// <summary>One line for a log or a terminal: <c>12:21 DuplicateCase/SameCompany: …</c>, in English.</summary>
    public override string ToString()
    {
        var about = string.Join('/', new[] { Policy, Rule }.Where(name => name is not null));
        return string.Create(CultureInfo.InvariantCulture, $"{Position.Line}:{Position.Column} {about}{(about.Length > 0 ? ": " : "")}{Sentence.English}");
    }
}
