using BackOffice.Rules.Identity;

namespace BackOffice.Workflows.Registry.Joining;

/// <summary>Which way a site went.</summary>
public enum StageChangeKind
{
    /// <summary>It joined: its accounts take part.</summary>
    Joined,

    /// <summary>It left: nothing of it goes in or out any more (4.c).</summary>
    Left,
}

/// <summary>What follows when a site joins or leaves (decision 18; ADR 15), done in small portions after the stage has changed; whoever goes on begins after the cursor.</summary>
public sealed class SiteStageChange
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The site.</summary>
    public required SiteCode SiteCode { get; init; }

    /// <summary>Which way.</summary>
    public required StageChangeKind Kind { get; init; }

    /// <summary>Who let it happen: a staff name, or <c>import</c>.</summary>
    public required string By { get; init; }

    /// <summary>When the stage changed.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The last account that was looked at; 0 before the first.</summary>
    public long Cursor { get; set; }

    /// <summary>Accounts looked at so far.</summary>
    public int Seen { get; set; }

    /// <summary>Joined: accounts that are one company with an active provider. Left: accounts that left a group.</summary>
    public int Concerned { get; set; }

    /// <summary>Joined: accounts with the user ID of an active provider of another company (2.f.1).</summary>
    public int Clashes { get; set; }

    /// <summary>Joined: accounts that a person will have to look at beside an active provider (decision 10).</summary>
    public int Doubts { get; set; }

    /// <summary>Joined: active providers that were told. Left: open activations that ended.</summary>
    public int Told { get; set; }

    /// <summary>When all was done; null while work is left.</summary>
    public DateTimeOffset? FinishedAt { get; set; }
}
