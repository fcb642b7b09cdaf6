using BackOffice.Rules;

namespace BackOffice.Workflows;

/// <summary>
/// An expected "no": a value, never an exception. <paramref name="Code"/> is the stable name that HTTP and tests know it by
/// (kebab-case, such as <c>site-not-aggregated</c>); <paramref name="Sentence"/> is what a person reads.
/// </summary>
public sealed record Refusal(string Code, Sentence Sentence);
