namespace BackOffice.Workflows.Policies.Reevaluation;

/// <summary>The open cases look again after a version came into force: one row per version, done in portions; whoever goes on begins after the cursor.</summary>
public sealed class ReevaluationRun
{
    /// <summary>The version's number.</summary>
    public required int Number { get; init; }

    /// <summary>The version's name.</summary>
    public required string Version { get; init; }

    /// <summary>Who let it be published.</summary>
    public required string By { get; init; }

    /// <summary>From when it may run: when the version is in force.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>When the first portion was done; null before.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>The number of the last case that was looked at; empty before the first.</summary>
    public string Cursor { get; set; } = "";

    /// <summary>Open cases when it began.</summary>
    public int Cases { get; set; }

    /// <summary>Cases looked at so far.</summary>
    public int Seen { get; set; }

    /// <summary>Cases that were told to look again, since the version finds something else about them.</summary>
    public int Told { get; set; }

    /// <summary>Those of them that stand elsewhere under this version.</summary>
    public int Moved { get; set; }

    /// <summary>Cases about which a rule could not be evaluated (decision 11): a pair in doubt goes to a person, a case at the pre-check stays where it is.</summary>
    public int Errors { get; set; }

    /// <summary>When all was done, or a newer version made it needless; null while work is left.</summary>
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>The newer version in force that made the rest needless; null where all was done.</summary>
    public int? SupersededBy { get; set; }
}
