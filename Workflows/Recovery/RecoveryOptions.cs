using System.ComponentModel.DataAnnotations;

namespace BackOffice.Workflows.Recovery;

/// <summary>Settings of section <c>Recovery</c>.</summary>
public sealed class RecoveryOptions : IValidatableObject
{
    /// <summary>The public page on which a provider sets the new password; the mailed link leads there.</summary>
    [Required]
    public Uri Page { get; set; } = new("http://localhost:5080/recovery");

    /// <summary>How long a request waits for the second member of staff; 14 days unless set.</summary>
    [Duration("01:00:00", "90.00:00:00")]
    public TimeSpan RequestLifetime { get; set; } = TimeSpan.FromDays(14);

    /// <summary>How long every account of the group may object before a request can be approved; 1 day unless set.</summary>
    [Duration("00:00:00", "14.00:00:00")]
    public TimeSpan ObjectionPeriod { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How long the mailed link works; 2 days unless set.</summary>
    [Duration("00:10:00", "14.00:00:00")]
    public TimeSpan LinkLifetime { get; set; } = TimeSpan.FromDays(2);

    /// <summary>Wrong codes after which the link is dead; 5 unless set.</summary>
    [Range(1, 20)]
    public int CodeAttempts { get; set; } = 5;

    /// <summary>Codes that the helpdesk may have made for one recovery; 3 unless set.</summary>
    [Range(1, 10)]
    public int Codes { get; set; } = 3;

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Page is { IsAbsoluteUri: false } or { IsAbsoluteUri: true, Scheme: not ("http" or "https") })
            yield return new("Recovery:Page must be an address that begins with http:// or https://.", [nameof(Page)]);
        if (ObjectionPeriod >= RequestLifetime)
            yield return new("Recovery:ObjectionPeriod must be shorter than Recovery:RequestLifetime.", [nameof(ObjectionPeriod)]);
    }
}
