using BackOffice.Rules.Identity;

namespace BackOffice.Workflows.Registry;

/// <summary>How far a site is in the staged roll-out.</summary>
public enum SiteStage
{
    /// <summary>Runs SPSE 2 or earlier: everything stays there (4.c).</summary>
    NonV3,

    /// <summary>Runs SPSE 3 or later and could join, but has not.</summary>
    V3,

    /// <summary>Has joined: its accounts take part.</summary>
    Aggregated,
}

/// <summary>One procurement office (LPSE) and its web site.</summary>
public sealed class Site
{
    /// <summary>The site's code.</summary>
    public required SiteCode Code { get; init; }

    /// <summary>The office's name.</summary>
    public required string Name { get; set; }

    /// <summary>Address of its web site.</summary>
    public required string Url { get; set; }

    /// <summary>The SPSE version it runs, as it says itself.</summary>
    public required string SpseVersion { get; set; }

    /// <summary>How far it is in the roll-out; only <see cref="SiteStage.Aggregated"/> takes part.</summary>
    public required SiteStage Stage { get; set; }

    /// <summary>The day it joined; null before.</summary>
    public DateOnly? AggregatedOn { get; set; }

    /// <summary>The last number of the change feed that the site confirmed; 0 before the first.</summary>
    public long ConfirmedChange { get; set; }
}
