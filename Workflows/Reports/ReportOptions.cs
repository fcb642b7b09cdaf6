using System.ComponentModel.DataAnnotations;

namespace BackOffice.Workflows.Reports;

/// <summary>Settings of section <c>Reports</c>.</summary>
public sealed class ReportOptions : IValidatableObject
{
    private static readonly TimeSpan[] DefaultRetries =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(12)];

    /// <summary>Where the files lie; <c>reports</c> in the data folder unless set. Several Hosts need one folder that all of them see.</summary>
    public string Folder { get; set; } = "";

    /// <summary>The public page that verifies a report; its address with the code stands in the QR code.</summary>
    [Required]
    public Uri VerifyPage { get; set; } = new("http://localhost:5080/verify");

    /// <summary>The authority on the letterhead; that of the national aggregation unless set.</summary>
    public string? Authority { get; set; }

    /// <summary>One line with address or web site on the letterhead; none unless set.</summary>
    public string Contact { get; set; } = "";

    /// <summary>The place above the signature of a report; <c>Jakarta</c> unless set.</summary>
    [Required]
    public string Place { get; set; } = "Jakarta";

    /// <summary>
    /// How long to wait after the first, second, … attempt that failed; after the last one a person must look at it. Unless set 1 min, 5 min, 30 min, 2 h, 12 h.
    /// A setting replaces them all.
    /// </summary>
    public IList<TimeSpan> Retries { get; } = [];

    /// <summary>How often at least the worker looks for reports that are due; 5 s unless set. A report that was just asked for wakes it at once.</summary>
    [Duration("00:00:00.1", "00:10:00")]
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long the files of a report that staff asked for are kept after it was drawn; 30 days unless set, 1 day to 10 years. Its code can be verified ever after; the reports of activations are
    /// kept without end.
    /// </summary>
    [Duration("1.00:00:00", "3653.00:00:00")]
    public TimeSpan KeepRequested { get; set; } = TimeSpan.FromDays(30);

    internal ReportIssuer Issuer => new(Letterhead.Inaproc with { Authority = Authority ?? Letterhead.Inaproc.Authority, Contact = Contact }, VerifyPage) { Place = Place };

    /// <summary>How long to wait after so many attempts that failed; null when a person must look at it.</summary>
    internal TimeSpan? RetryAfter(int attempts)
    {
        var retries = Retries.Count == 0 ? DefaultRetries : Retries;
        return attempts <= retries.Count ? retries[attempts - 1] : null;
    }

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (VerifyPage is { IsAbsoluteUri: false } or { IsAbsoluteUri: true, Scheme: not ("http" or "https") })
            yield return new("Reports:VerifyPage must be an address that begins with http:// or https://.", [nameof(VerifyPage)]);
        if (Retries.Any(wait => wait <= TimeSpan.Zero))
            yield return new("Reports:Retries must be time spans above zero.", [nameof(Retries)]);
    }
}
