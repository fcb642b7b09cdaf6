using BackOffice.Rules.Identity;

namespace BackOffice.Workflows.Activation.Desk;

/// <summary>
/// Which cases a member of staff means, in which order: the one description that search, counts, acts on many cases and export share. What is not set does not narrow it down; the sites
/// that the person is limited to always do.
/// </summary>
public sealed record CaseFilter
{
    /// <summary>Every case, newest first.</summary>
    public static CaseFilter Everything { get; } = new();

    /// <summary>Words that must all begin one of a case's terms: number, user ID, e-mail, NPWP in any spelling, site, words of the name. Null or empty finds every case.</summary>
    public string? Text { get; init; }

    /// <summary>Only cases in one of these states; empty for all.</summary>
    public IReadOnlyList<CaseState> States { get; init; } = [];

    /// <summary>Only cases in this queue; null for all.</summary>
    public QueueKind? Queue { get; init; }

    /// <summary>Only cases under review in which it is this one's turn; null for all.</summary>
    public CaseTurn? Turn { get; init; }

    /// <summary>Only cases of this site; null for all.</summary>
    public SiteCode? Site { get; init; }

    /// <summary>Only cases of this owner, by sign-in name; null for all.</summary>
    public string? Owner { get; init; }

    /// <summary>Only cases opened at this moment or later; null for all.</summary>
    public DateTimeOffset? OpenedFrom { get; init; }

    /// <summary>Only cases opened before this moment; null for all.</summary>
    public DateTimeOffset? OpenedBefore { get; init; }

    /// <summary>Only cases that came to the state in which they are at this moment or later; null for all.</summary>
    public DateTimeOffset? SinceFrom { get; init; }

    /// <summary>Only cases that came to the state in which they are before this moment; null for all.</summary>
    public DateTimeOffset? SinceBefore { get; init; }

    /// <summary>Only open cases that stand until staff act, or only those that do not, as the funnel of a site counts them (<see cref="Registry.RollOut.SiteFigures"/>); null for all.</summary>
    public bool? Blocked { get; init; }

    /// <summary>Only open cases that have been in their state for at least so long; null for all.</summary>
    public TimeSpan? WaitingFor { get; init; }

    /// <summary>What they are sorted by; when they were opened unless set. Equal ones stand by number.</summary>
    public CaseSort Sort { get; init; } = CaseSort.Opened;

    /// <summary>Whether the least stands first; the greatest, and so the newest, unless set. Cases that have no owner or no deadline stand last either way.</summary>
    public bool Ascending { get; init; }
}

/// <summary>What a list of cases is sorted by.</summary>
public enum CaseSort
{
    /// <summary>When they were opened.</summary>
    Opened,

    /// <summary>Since when they stand in their state.</summary>
    StateSince,

    /// <summary>Their number.</summary>
    Number,

    /// <summary>The name of the company, its legal form after it.</summary>
    Company,

    /// <summary>The code of the site, digit by digit.</summary>
    Site,

    /// <summary>When the helpdesk is asked to look after them.</summary>
    Deadline,

    /// <summary>The name of their state.</summary>
    State,

    /// <summary>The sign-in name of their owner.</summary>
    Owner,
}
