using BackOffice.Rules.Policies;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Policies;

/// <summary>Tries a rule file without putting anything in force; needs no database.</summary>
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
        public sealed record Fine(string File, string Version, int Rules) : Answer;

        /// <summary>The file would be refused.</summary>
        /// <param name="File">The file that was read.</param>
        /// <param name="Problems">Each with its rule and position, in the order of the file; its text is a line for a terminal.</param>
        public sealed record Findings(string File, IReadOnlyList<RuleProblem> Problems) : Answer;

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
            RuleFileBytes.Read(var bytes) => PolicySet.Load(bytes, PolicyCatalogue.Shipped) switch
            {
                PolicyLoad.Loaded(var set) => new Answer.Fine(path, set.Version, set.Rules.Count),
                PolicyLoad.Refused(var problems) => new Answer.Findings(path, problems),
                var other => throw new InvalidOperationException($"Unhandled load {other.GetType().Name}."),
            },
            var other => throw new InvalidOperationException($"Unhandled reading {other.GetType().Name}."),
        };
    }
}
