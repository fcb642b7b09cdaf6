namespace BackOffice.Workflows.Policies;

/// <summary>One rule set that was live at some time. A digest that was seen before is never taken from the file again, so a stale file rolls nothing back.</summary>
public sealed class RuleSetVersion
{
    /// <summary>Counts up; the highest is live.</summary>
    public required int Number { get; init; }

    /// <summary>SHA-256 of the file, lower-case hex: unique.</summary>
    public required string Digest { get; init; }

    /// <summary>The short name that decisions carry.</summary>
    public required string Version { get; init; }

    /// <summary>The rule set as it was taken.</summary>
    public required string Json { get; init; }

    /// <summary>Who brought it in: <c>file</c> for the rules file.</summary>
    public required string Author { get; init; }

    /// <summary>When it went live.</summary>
    public required DateTimeOffset PublishedAt { get; init; }
}
