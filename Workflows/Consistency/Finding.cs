using BackOffice.Rules;

namespace BackOffice.Workflows.Consistency;

/// <summary>One thing that two places say differently.</summary>
/// <param name="Check">The check that found it, in kebab-case.</param>
/// <param name="Record">The record: its kind and name.</param>
/// <param name="Sentence">What is wrong, and the remedy.</param>
/// <param name="Repairable">Whether <c>--repair</c> mends it safely; otherwise a person must.</param>
public sealed record Finding(string Check, string Record, Sentence Sentence, bool Repairable);
