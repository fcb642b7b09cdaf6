namespace BackOffice.Workflows.Policies;

/// <summary>The rule file is broken and somebody should know: one row per trouble, open until the file is mended.</summary>
public sealed class PolicyAlarm
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The file.</summary>
    public required string File { get; init; }

    /// <summary>Why, a line per problem with rule and position, in English.</summary>
    public required string Problems { get; init; }

    /// <summary>When it was raised.</summary>
    public required DateTimeOffset RaisedAt { get; init; }

    /// <summary>When the file was mended; null while it is not.</summary>
    public DateTimeOffset? ClearedAt { get; set; }
}
