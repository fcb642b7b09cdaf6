using System.Globalization;

namespace BackOffice.Workflows.Policies;

/// <summary>
/// One published rule set, kept for ever. The highest number whose time has come and that was not cancelled is in force in every Host (ADR 23); the order of numbers is the order in which
/// versions take effect.
/// </summary>
public sealed class RuleSetVersion
{
    /// <summary>Counts up from 1.</summary>
    public required int Number { get; init; }

    /// <summary>SHA-256 of the file, lower-case hex. Publishing an old version again gives its digest a second number.</summary>
    public required string Digest { get; init; }

    /// <summary>The name that decisions carry, unique: number and beginning of the digest, such as <c>3-1f0c9a77be21</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The rule set as it was taken.</summary>
    public required string Json { get; init; }

    /// <summary>The tests beside it; null where a file came without any.</summary>
    public string? Tests { get; init; }

    /// <summary>Who wrote it: <c>file</c> for the rules file.</summary>
    public required string Author { get; init; }

    /// <summary>Who approved it; null where the file was taken at once.</summary>
    public string? ApprovedBy { get; init; }

    /// <summary>Why, in the author's words; null for a file that was taken at once.</summary>
    public string? Reason { get; init; }

    /// <summary>When it was published.</summary>
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>From when it is in force; <see cref="PublishedAt"/> or later.</summary>
    public required DateTimeOffset EffectiveFrom { get; init; }

    /// <summary>The draft that it came from; null for a file that was taken at once.</summary>
    public Guid? DraftId { get; init; }

    /// <summary>The older version that this one publishes again; null if it is none.</summary>
    public int? RollbackOf { get; init; }

    /// <summary>When it was cancelled before its time came; null otherwise. It is never in force then.</summary>
    public DateTimeOffset? CancelledAt { get; set; }

    /// <summary>Who cancelled it.</summary>
    public string? CancelledBy { get; set; }

    /// <summary>Why it was cancelled.</summary>
    public string? CancelReason { get; set; }

    /// <summary>The name of a version.</summary>
    public static string NameOf(int number, string digest) => string.Create(CultureInfo.InvariantCulture, $"{number}-{digest[..12]}");
}
