namespace BackOffice.Workflows.Reports;

/// <summary>What a report that staff ask for is about.</summary>
public enum ReportKind
{
    /// <summary>One case with its group.</summary>
    Case,

    /// <summary>One activation group with its members, merges and cases.</summary>
    Group,

    /// <summary>One clash of a user ID with its obligations.</summary>
    Clash,

    /// <summary>One site.</summary>
    Site,

    /// <summary>The whole nation.</summary>
    Nation,

    /// <summary>What happened from one day to another, both included.</summary>
    Period,
}

/// <summary>A report that staff asked for: a due row first, then a PDF with a CSV file for each of its tables, and a digest that the public page verifies.</summary>
public sealed class RequestedReport
{
    /// <summary>The report's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>What it is about.</summary>
    public required ReportKind Kind { get; init; }

    /// <summary>Which one: a case's, group's or clash's id, or a site's code; null for the nation and a period.</summary>
    public string? Subject { get; init; }

    /// <summary>The first day of a period, in western Indonesian time; null for the other kinds.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day of a period; null for the other kinds.</summary>
    public DateOnly? To { get; init; }

    /// <summary>The member of staff who asked for it.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>How far it is.</summary>
    public required ReportState State { get; set; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>Attempts made to draw it.</summary>
    public int Attempts { get; set; }

    /// <summary>When to try next; null when there is nothing to try.</summary>
    public DateTimeOffset? NextAttemptAt { get; set; }

    /// <summary>The code of its digest (<see cref="ReportDigest.Code"/>); null before it is drawn.</summary>
    public string? Digest { get; set; }

    /// <summary>The folder of its files within <c>requested</c> in the reports folder; null before it is drawn.</summary>
    public string? Folder { get; set; }

    /// <summary>The names of its tables, parted by <c>|</c>; null before it is drawn.</summary>
    public string? Tables { get; set; }

    /// <summary>The number it is filed under; null before it is drawn.</summary>
    public string? Number { get; set; }

    /// <summary>What it is about, in one line, as the page that verifies it shows it; null before it is drawn.</summary>
    public string? About { get; set; }

    /// <summary>When it was drawn.</summary>
    public DateTimeOffset? ReadyAt { get; set; }

    /// <summary>When its files were removed, <see cref="ReportOptions.KeepRequested"/> after it was drawn; null while they are there.</summary>
    public DateTimeOffset? FilesRemovedAt { get; set; }
}
