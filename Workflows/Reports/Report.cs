using BackOffice.Workflows.Engine;

namespace BackOffice.Workflows.Reports;

/// <summary>How far a report is.</summary>
public enum ReportState
{
    /// <summary>To be drawn.</summary>
    Due,

    /// <summary>Drawn; the file lies at <see cref="Report.FileName"/>.</summary>
    Ready,

    /// <summary>It could not be drawn: a person looks at it.</summary>
    Failed,
}

/// <summary>The activation report of a case: a due row first, then a PDF with a digest that a public page verifies.</summary>
public sealed class Report
{
    /// <summary>The report's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The case; it has one report.</summary>
    public required CaseId CaseId { get; init; }

    /// <summary>How far it is.</summary>
    public required ReportState State { get; set; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>Attempts made to draw it.</summary>
    public int Attempts { get; set; }

    /// <summary>When to try next; null when there is nothing to try.</summary>
    public DateTimeOffset? NextAttemptAt { get; set; }

    /// <summary>The code of the digest over the report's facts (<see cref="ReportDigest.Code"/>), as printed beside its QR code; null before it is drawn.</summary>
    public string? Digest { get; set; }

    /// <summary>File name within the reports folder; null before it is drawn.</summary>
    public string? FileName { get; set; }

    /// <summary>When it was drawn.</summary>
    public DateTimeOffset? ReadyAt { get; set; }
}
