using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Engine;

namespace BackOffice.Workflows.Policies.Impact;

/// <summary>Where an open case stands, and where it would under other rules.</summary>
/// <param name="Case">The case.</param>
/// <param name="Number">What people call it.</param>
/// <param name="Now">Its state.</param>
/// <param name="Then">The state that it would come to.</param>
/// <param name="LooksAgain">Whether it has to look again: it moves, or another thing is found about its pairs or its identity.</param>
/// <param name="Errored">Whether a rule could not be evaluated (decision 11): a pair in doubt goes to a person, a case at the pre-check stays.</param>
/// <param name="Signals">What lets it look again.</param>
internal sealed record ForecastedCase(CaseId Case, string Number, CaseState Now, CaseState Then, bool LooksAgain, bool Errored, IReadOnlyList<string> Signals)
{
    public bool Moves => Now != Then;
}
