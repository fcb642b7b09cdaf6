namespace BackOffice.Workflows.Registry.Editions;

/// <summary>
/// How far the derived keys of one kind are made as this release makes them. They are worked out from the rows of the registry with the words of the field, so that other words make other
/// keys, under which nobody finds what was written before (ADR 3).
/// </summary>
public sealed class KeyEdition
{
    /// <summary>The kind: <see cref="IDerivedKeys.Kind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The way in which they are made, or are being made anew.</summary>
    public required string Edition { get; set; }

    /// <summary>The last provider whose keys are of that edition; 0 before the first.</summary>
    public long MadeUpTo { get; set; }

    /// <summary>When the last one was made; null while some are still of another edition.</summary>
    public DateTimeOffset? FinishedAt { get; set; }
}
