namespace BackOffice.Workflows.Staff;

/// <summary>What staff write as the reason of an act, or as a note.</summary>
public static class StaffReason
{
    /// <summary>The fewest characters that can be a reason.</summary>
    public const int MinLength = 5;

    /// <summary>The most characters a reason may have.</summary>
    public const int MaxLength = 2_000;

    /// <summary>Refuses a reason that is missing, too short or too long; null when it will do.</summary>
    public static Refusal? Check(string? reason) => reason?.Trim().Length is >= MinLength and <= MaxLength
        ? null
        : new("reason-missing", new(
            $"Tulis alasan antara {MinLength} dan {MaxLength} karakter.", $"Write a reason of {MinLength} to {MaxLength} characters."));
}
