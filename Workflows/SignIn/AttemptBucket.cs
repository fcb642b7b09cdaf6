namespace BackOffice.Workflows.SignIn;

/// <summary>How many password attempts were made under one name (a case, a Default over all its cases, a login at a site, a guest at all sites, a member of staff) since a moment.</summary>
public sealed class AttemptBucket
{
    /// <summary>The name, with its kind in front: <c>case:…</c>, <c>default:…</c>, <c>login:…</c>, <c>guest:…</c>, <c>staff:…</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Attempts reserved since <see cref="Since"/>.</summary>
    public required int Count { get; set; }

    /// <summary>When counting began.</summary>
    public required DateTimeOffset Since { get; set; }

    /// <summary>When counting begins anew, so that the row is worth nothing any more; null where a person says so.</summary>
    public DateTimeOffset? Until { get; set; }

    /// <summary>Before when no further attempt is looked at; null at any time.</summary>
    public DateTimeOffset? OpensAt { get; set; }
}
