using BackOffice.Rules.Identity;

namespace BackOffice.Workflows.Registry.Joining;

/// <summary>What long work on the way of a site into the aggregation does.</summary>
public enum SiteJobKind
{
    /// <summary>Says what an import of the uploaded accounts would do, and changes nothing.</summary>
    DryRun,

    /// <summary>Imports the uploaded accounts.</summary>
    Import,

    /// <summary>Says what would follow if the site joined, and changes nothing (decision 18).</summary>
    Rehearsal,
}

/// <summary>How far it is.</summary>
public enum SiteJobState
{
    /// <summary>It waits for a worker.</summary>
    Due,

    /// <summary>A worker is at it.</summary>
    Running,

    /// <summary>Its result is there.</summary>
    Done,

    /// <summary>Somebody stopped it.</summary>
    Cancelled,

    /// <summary>It cannot be done; <see cref="SiteJob.Failure"/> says why.</summary>
    Failed,
}

/// <summary>Long work on the way of a site into the aggregation: a row first, then done off the request path, one after the other, with progress to read; it can be stopped.</summary>
public sealed class SiteJob
{
    /// <summary>Its id, and the name of the folder of its files.</summary>
    public required Guid Id { get; init; }

    /// <summary>The site.</summary>
    public required SiteCode SiteCode { get; init; }

    /// <summary>What it does.</summary>
    public required SiteJobKind Kind { get; init; }

    /// <summary>The uploaded accounts that it works with; null for a rehearsal of what the registry has.</summary>
    public Guid? UploadId { get; init; }

    /// <summary>Who asked for it.</summary>
    public required string AskedBy { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>How far it is.</summary>
    public required SiteJobState State { get; set; }

    /// <summary>What it is at: <c>importing</c>, <c>reading</c>, <c>comparing</c>, <c>checking</c>, <c>writing</c>; null before and after.</summary>
    public string? Stage { get; set; }

    /// <summary>How much of the stage is done.</summary>
    public long Progress { get; set; }

    /// <summary>How much the stage has; 0 where that is not known.</summary>
    public long Total { get; set; }

    /// <summary>Whether somebody asked to stop it.</summary>
    public bool CancelAsked { get; set; }

    /// <summary>How often a worker began it: again after its process died.</summary>
    public int Attempts { get; set; }

    /// <summary>When a worker began it last.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>When it last showed that somebody is at it; null before.</summary>
    public DateTimeOffset? ProgressAt { get; set; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>What came of it, an <see cref="ImportCounts"/> or a <see cref="RehearsalFindings"/> as JSON; null before it is done.</summary>
    public string? Result { get; set; }

    /// <summary>Why it failed, as a refusal in JSON; null where it did not.</summary>
    public string? Failure { get; set; }

    /// <summary>A rehearsal: the digest of the accounts that it was about (<see cref="SiteFingerprint"/>); null before it is done.</summary>
    public string? Fingerprint { get; set; }

    /// <summary>A rehearsal: the version of the rules that it was done with; null before it is done.</summary>
    public string? RulesVersion { get; set; }
}

/// <summary>An accounts file that staff uploaded for one site. It holds the site's password hashes, so it is for the service's own user alone and goes as soon as it was imported.</summary>
public sealed class SiteUpload
{
    /// <summary>Its id, and the name of its file.</summary>
    public required Guid Id { get; init; }

    /// <summary>The site.</summary>
    public required SiteCode SiteCode { get; init; }

    /// <summary>How many bytes it has.</summary>
    public required long Bytes { get; init; }

    /// <summary>SHA-256 of its bytes, lower-case hex.</summary>
    public required string Digest { get; init; }

    /// <summary>Who uploaded it.</summary>
    public required string By { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When its file was deleted: it was imported, another took its place, or it lay too long; null while it is there.</summary>
    public DateTimeOffset? DeletedAt { get; set; }
}
