using BackOffice.Rules.Policies;

namespace BackOffice.Workflows.Policies;

/// <summary>What the last look at the rule file found.</summary>
public abstract record RuleFileFinding
{
    private RuleFileFinding()
    {
    }

    /// <summary>Nobody has looked yet.</summary>
    public sealed record NotYetRead : RuleFileFinding;

    /// <summary>The file is the version in force.</summary>
    /// <param name="Number">The version's number.</param>
    /// <param name="Version">Its short name.</param>
    public sealed record InForce(int Number, string Version) : RuleFileFinding;

    /// <summary>The file was in force once and a newer version is now; it is not taken again.</summary>
    /// <param name="Number">The number it had.</param>
    /// <param name="Version">Its short name.</param>
    public sealed record Stale(int Number, string Version) : RuleFileFinding;

    /// <summary>The file is a version whose time has not come.</summary>
    /// <param name="Number">The version's number.</param>
    /// <param name="Version">Its short name.</param>
    public sealed record Scheduled(int Number, string Version) : RuleFileFinding;

    /// <summary>The file is a draft, which a person has to approve.</summary>
    /// <param name="Draft">The draft.</param>
    public sealed record Proposed(Guid Draft) : RuleFileFinding;

    /// <summary>The file was a draft that was rejected or withdrawn; it is not proposed again.</summary>
    /// <param name="Draft">The draft.</param>
    public sealed record Declined(Guid Draft) : RuleFileFinding;

    /// <summary>The file is broken or a test beside it fails, and what was in force still is.</summary>
    /// <param name="Problems">Every problem with its rule and position; at least one.</param>
    public sealed record Broken(IReadOnlyList<RuleProblem> Problems) : RuleFileFinding
    {
        /// <inheritdoc />
        public bool Equals(Broken? other) => other is not null && Problems.SequenceEqual(other.Problems);

        /// <inheritdoc />
        public override int GetHashCode() => Problems.Count;
    }

    /// <summary>The file is not there or may not be read.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Unreadable(string Reason) : RuleFileFinding;
}

/// <summary>How the rule file stands, for whoever asks: health, console, command line.</summary>
public sealed class RuleFileStatus
{
    private RuleFileFinding current = new RuleFileFinding.NotYetRead();

    /// <summary>What the last look found.</summary>
    public RuleFileFinding Current => Volatile.Read(ref current);

    /// <summary>Takes the finding of a look; false when the look before found the same.</summary>
    internal bool Update(RuleFileFinding found) => !Interlocked.Exchange(ref current, found).Equals(found);
}
