namespace BackOffice.Rules.Policies.Trials;

/// <summary>A policy's outcome in the few words that a test, a log and a replay compare.</summary>
/// <param name="Outcome">
/// The first holding rule's outcome or <see cref="Nothing"/>; where all must hold, the outcomes of the rules that do not, each once, in the order of the rules and parted by commas, or
/// <see cref="Passed"/>; <see cref="Error"/> where a rule could not be evaluated (decision 11).
/// </param>
/// <param name="Fired">The names of the rules that decided; those that failed to evaluate beside an error.</param>
public sealed record PolicyAnswer(string Outcome, IReadOnlyList<string> Fired)
{
    /// <summary>No rule holds, where the first holding one decides.</summary>
    public const string Nothing = "none";

    /// <summary>Every rule holds, where all must.</summary>
    public const string Passed = "passed";

    /// <summary>A rule could not be evaluated: neither yes nor no.</summary>
    public const string Error = "error";

    /// <summary>Whether a rule could not be evaluated.</summary>
    public bool IsError => Outcome == Error;

    /// <summary>Reads an outcome the way the policy's mode asks for.</summary>
    public static PolicyAnswer Of(PolicyOutcome outcome, PolicyMode mode)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        if (outcome.Errors is [_, ..] errors)
            return new(Error, [.. errors.Select(rule => rule.Name)]);
        if (mode == PolicyMode.FirstHolding)
            return outcome.FirstHolding is { } first ? new(first.Outcome, [first.Name]) : new(Nothing, []);
        return outcome.Failed is [_, ..] failed
            ? new(string.Join(',', failed.Select(rule => rule.Outcome).Distinct()), [.. failed.Select(rule => rule.Name)])
            : new(Passed, []);
    }
}
