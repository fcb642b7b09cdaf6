namespace BackOffice.Workflows.Reports;

/// <summary>
/// All that the report over the nation or over one site may know: the funnel, and one table that is read as a stream. Numbers are those of <see cref="AsOf"/>.
/// </summary>
public sealed record NationalReportFacts
{
    /// <summary>The moment the facts were read.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>The one site the report is about; null for the whole nation.</summary>
    public ReportedSite? Site { get; init; }

    /// <summary>The accounts registered, at whatever site.</summary>
    public required int Accounts { get; init; }

    /// <summary>Those of them at sites that take part.</summary>
    public required int AccountsAtAggregatedSites { get; init; }

    /// <summary>Those of them whose activation was opened.</summary>
    public required int Opened { get; init; }

    /// <summary>Those of them that are active.</summary>
    public required int Active { get; init; }

    /// <summary>Those whose activation was refused and who have not come to be active since; null in reports of before this was counted.</summary>
    public int? Refused { get; init; }

    /// <summary>The open cases by how long they have been open; null in reports of before this was counted.</summary>
    public IReadOnlyList<ReportedAge>? Ages { get; init; }

    /// <summary>User IDs that parties of clashes still have to change (2.f.1); null in reports of before this was counted, and of one site.</summary>
    public int? OpenObligations { get; init; }

    /// <summary>Notices that reached nobody; null in reports of before this was counted, and of one site.</summary>
    public int? UndeliveredNotices { get; init; }

    /// <summary>The cases that are not ended, counted by state.</summary>
    public IReadOnlyList<ReportedCount> Waiting { get; init; } = [];

    /// <summary>The activation groups.</summary>
    public required int Groups { get; init; }

    /// <summary>The accounts in them.</summary>
    public required int GroupMembers { get; init; }

    /// <summary>The members merged into their Default.</summary>
    public required int Merges { get; init; }

    /// <summary>The sites, in the order of the table; used when <see cref="Site"/> is null. Read more than once.</summary>
    public IEnumerable<ReportedSiteRow> Sites { get; init; } = [];

    /// <summary>The cases of the site, in the order of the table; used when <see cref="Site"/> is given. Read more than once.</summary>
    public IEnumerable<ReportedCaseRow> Cases { get; init; } = [];
}

/// <summary>A site, the way a report names it.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
public sealed record ReportedSite(string Code, string Name);

/// <summary>How many cases are in one state.</summary>
/// <param name="State">The name of the state.</param>
/// <param name="Count">How many.</param>
/// <param name="OldestSince">Since when the oldest of them is there; null when there is none.</param>
public sealed record ReportedCount(Words State, int Count, DateTimeOffset? OldestSince = null);

/// <summary>How many cases have been open for so long.</summary>
/// <param name="Age">How long.</param>
/// <param name="Count">How many.</param>
public sealed record ReportedAge(Words Age, int Count);

/// <summary>One site in the national table.</summary>
/// <param name="Site">The site.</param>
/// <param name="Stage">Its stage of the roll-out.</param>
/// <param name="Accounts">Its accounts.</param>
/// <param name="Opened">Its cases ever opened.</param>
/// <param name="Active">Its active accounts.</param>
/// <param name="Waiting">Its cases that wait.</param>
public sealed record ReportedSiteRow(ReportedSite Site, Words Stage, int Accounts, int Opened, int Active, int Waiting);

/// <summary>One case in the table of a site.</summary>
/// <param name="CaseNumber">Its number.</param>
/// <param name="UserId">The user ID of its account.</param>
/// <param name="Company">The company.</param>
/// <param name="Progress">How far it is.</param>
/// <param name="State">The name of its state.</param>
/// <param name="OpenedAt">When it was opened.</param>
/// <param name="EndedAt">When it ended; null while it runs.</param>
public sealed record ReportedCaseRow(
    string CaseNumber, string UserId, string Company, CaseProgress Progress, Words State, DateTimeOffset OpenedAt, DateTimeOffset? EndedAt);
