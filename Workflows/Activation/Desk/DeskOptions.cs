using System.ComponentModel.DataAnnotations;

namespace BackOffice.Workflows.Activation.Desk;

/// <summary>Settings of section <c>Desk</c>: what staff do with many cases.</summary>
public sealed class DeskOptions : IValidatableObject
{
    /// <summary>How long a claim on a case stands without a heartbeat; 5 minutes unless set. Too short, and a slow connection loses it; too long, and colleagues wait for somebody who left.</summary>
    public TimeSpan ClaimLasts { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a provider is not reminded again by staff after a reminder about the same case; a day unless set.</summary>
    public TimeSpan RemindAgainAfter { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How far ahead of now a deadline may be extended at most; 180 days unless set.</summary>
    public TimeSpan LongestExtension { get; set; } = TimeSpan.FromDays(180);

    /// <summary>How many cases one act on many may have at most; 50,000 unless set.</summary>
    [Range(1, 1_000_000)]
    public int LargestBulk { get; set; } = 50_000;

    /// <summary>How often at least the worker looks for acts on many cases that a Host which died has left; a minute unless set.</summary>
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromMinutes(1);

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ClaimLasts < TimeSpan.FromSeconds(30) || ClaimLasts > TimeSpan.FromHours(8))
            yield return new("Desk:ClaimLasts must be between 30 seconds and 8 hours.", [nameof(ClaimLasts)]);
        if (RemindAgainAfter < TimeSpan.Zero)
            yield return new("Desk:RemindAgainAfter must not be below zero.", [nameof(RemindAgainAfter)]);
        if (LongestExtension < TimeSpan.FromDays(1))
            yield return new("Desk:LongestExtension must be a day or more.", [nameof(LongestExtension)]);
        if (LookEvery < TimeSpan.FromSeconds(1))
            yield return new("Desk:LookEvery must be a second or more.", [nameof(LookEvery)]);
    }
}
