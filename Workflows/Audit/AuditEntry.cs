using BackOffice.Workflows.Engine;

namespace BackOffice.Workflows.Audit;

/// <summary>One act of a site, a provider or staff, written in the act's own transaction. It holds no personal values; those are <see cref="AuditValue"/>s.</summary>
public sealed class AuditEntry
{
    /// <summary>The entry's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What kind of party did it.</summary>
    public required ActorKind ActorKind { get; init; }

    /// <summary>Which one.</summary>
    public required string Actor { get; init; }

    /// <summary>What was done, in kebab-case: <c>activation-opened</c>.</summary>
    public required string Act { get; init; }

    /// <summary>The site it was done at; null when at none.</summary>
    public string? SiteCode { get; init; }

    /// <summary>The account; null when it is about none.</summary>
    public long? AccountId { get; init; }

    /// <summary>The case; null when it is about none.</summary>
    public CaseId? CaseId { get; init; }

    /// <summary>The version that the act brought the case to: what has a higher one than somebody read has been done since. Null where the act did not touch the case itself.</summary>
    public int? CaseVersion { get; init; }

    /// <summary>Its place in the chain, from 1 and without gaps, given after commit by the sealer; null until then.</summary>
    public long? Number { get; set; }

    /// <summary>The salted digest of each value at the moment of sealing, a line <c>name=hex</c> each: what stays when a value is erased. Null until it is sealed.</summary>
    public string? ValueDigests { get; set; }

    /// <summary>The seal: keyed digest over the entry, its value digests and the seal before it (<see cref="AuditSeal"/>). Null until it is sealed.</summary>
    public byte[]? Seal { get; set; }

    /// <summary>The personal values of the act, which may be erased alone.</summary>
    public ICollection<AuditValue> Values { get; } = [];
}

/// <summary>One personal value of an audit entry, apart from it so that it can be erased without breaking the trail.</summary>
public sealed class AuditValue
{
    /// <summary>How many characters of a value are found.</summary>
    public const int KeyLength = 60;

    /// <summary>The entry.</summary>
    public required Guid EntryId { get; init; }

    /// <summary>The value's name.</summary>
    public required string Name { get; init; }

    /// <summary>The value. Never a secret. Empty once it is erased.</summary>
    public required string Value { get; set; }

    /// <summary>The first <see cref="KeyLength"/> characters of the value in lower case, under which the entry is found; the database computes it.</summary>
    public string Key { get; private set; } = "";

    /// <summary>What the value is digested with, so that nobody can guess it from the digest that stays; null until it is sealed, and once it is erased.</summary>
    public byte[]? Salt { get; set; }

    /// <summary>When it was erased; null while it is not.</summary>
    public DateTimeOffset? ErasedAt { get; set; }
}
