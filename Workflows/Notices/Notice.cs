using BackOffice.Workflows.Engine;

namespace BackOffice.Workflows.Notices;

/// <summary>How far a notice is.</summary>
public enum NoticeState
{
    /// <summary>To be sent when <see cref="Notice.NextAttemptAt"/> comes.</summary>
    Queued,

    /// <summary>The mail server took it.</summary>
    Sent,

    /// <summary>It was refused for good or the tries are used up: a person looks at it.</summary>
    Dead,

    /// <summary>The mail server took it, and it came back for good: its recipient has not got it.</summary>
    Bounced,
}

/// <summary>One mail to one person: an outbox row, written in the transaction of what it tells of. Sent at least once, always under the same Message-Id.</summary>
public sealed class Notice
{
    /// <summary>The notice's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>What makes it the same notice when its step runs again: unique.</summary>
    public required string Occasion { get; init; }

    /// <summary>The Message-Id of every attempt.</summary>
    public required string MessageId { get; init; }

    /// <summary>The template's name.</summary>
    public required string Template { get; init; }

    /// <summary>What the template is filled with, in both languages, as a JSON object of sentences; no secrets.</summary>
    public required string Variables { get; init; }

    /// <summary>The recipient's address.</summary>
    public required string ToAddress { get; init; }

    /// <summary>The address in lower case, under which notices are found; the database computes it.</summary>
    public string ToKey { get; private set; } = "";

    /// <summary>The domain of that address in lower case, by which mails are throttled; empty where the address has none.</summary>
    public required string ToDomain { get; init; }

    /// <summary>The recipient's name.</summary>
    public required string ToName { get; init; }

    /// <summary>The account it is about.</summary>
    public long? AccountId { get; init; }

    /// <summary>The case it belongs to; null when there is none.</summary>
    public CaseId? CaseId { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>How far it is.</summary>
    public required NoticeState State { get; set; }

    /// <summary>Attempts made.</summary>
    public int Attempts { get; set; }

    /// <summary>When to try next; null when there is nothing to try.</summary>
    public DateTimeOffset? NextAttemptAt { get; set; }

    /// <summary>When it was last tried; null before the first attempt.</summary>
    public DateTimeOffset? LastAttemptAt { get; set; }

    /// <summary>When the server took it.</summary>
    public DateTimeOffset? SentAt { get; set; }

    /// <summary>Digest of the template it was sent with (<c>NoticeTemplates.DigestOf</c>); null before it is sent.</summary>
    public string? TemplateDigest { get; set; }

    /// <summary>Why the last attempt failed, or that the recipient's server is late with it; without personal data.</summary>
    public string? Failure { get; set; }

    /// <summary>When it came back; null while it has not.</summary>
    public DateTimeOffset? BouncedAt { get; set; }

    /// <summary>Why it came back: the status of a delivery report in our own words, or what a member of staff wrote.</summary>
    public string? BounceReason { get; set; }

    /// <summary>The notice that this one says again, maybe to another address; null for a notice of its own.</summary>
    public Guid? ResendOf { get; init; }
}
