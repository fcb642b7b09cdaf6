using BackOffice.Rules.Policies;
using BackOffice.Rules.Policies.Trials;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Policies;

/// <summary>Tries a rule file with the tests beside it (<c>rules.tests.json</c>) without putting anything in force; needs no database.</summary>
public sealed class CheckRules(IOptions<PolicyOptions> options)
{
    /// <summary>What was found.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>The file may go live.</summary>
        /// <param name="File">The file that was read.</param>
        /// <param name="Version">The short name it would have.</param>
        /// <param name="Rules">How many rules it holds.</param>
        /// <param name="Tests">How many tests beside it were run; 0 where there are none, which is enough only in Development.</param>
        /// <param name="Notes">What should be looked at and stops nothing, a line each.</param>
        public sealed record Fine(string File, string Version, int Rules, int Tests, IReadOnlyList<string> Notes) : Answer;

        /// <summary>The file would be refused.</summary>
        /// <param name="File">The file that was read.</param>
        /// <param name="Problems">Each with its rule and position, in the order of the file; its text is a line for a terminal.</param>
        /// <param name="Tests">What the tests beside it say, each with rule and position; empty where the rules do not even compile.</param>
        public sealed record Findings(string File, IReadOnlyList<RuleProblem> Problems, IReadOnlyList<RuleTestFinding> Tests) : Answer;

        /// <summary>There is nothing to check.</summary>
        /// <param name="Reason">Why.</param>
        public sealed record Unreadable(string Reason) : Answer;
    }

    /// <summary>Checks the given file, or the one that the settings name.</summary>
    public async Task<Answer> HandleAsync(string? file, CancellationToken ct)
    {
        var path = Path.GetFullPath(file ?? options.Value.File);
        return await RuleFileBytes.OfAsync(path, ct) switch
        {
            RuleFileBytes.Unreadable(var reason) => new Answer.Unreadable(reason),
            RuleFileBytes.Read(var bytes) => await RuleSetTrial.OfAsync(bytes, await RuleFileBytes.OfTestsAsync(path, ct), ct) switch
            {
                { Set: null, Problems: var problems } => new Answer.Findings(path, problems, []),
                { Clean: false, OnlyLacksTests: false, Tests.Findings: var findings } => new Answer.Findings(path, [], findings),
                { Set: { } set, Tests: { } tests } => new Answer.Fine(path, set.Version, set.Rules.Count, tests.Results.Count, [.. tests.Findings.Select(finding => finding.ToString())]),
                var other => throw new InvalidOperationException($"Unhandled trial {other}."),
            },
            var other => throw new InvalidOperationException($"Unhandled reading {other.GetType().Name}."),
        };
    }
}
