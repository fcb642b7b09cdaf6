using BackOffice.Workflows.Registry;

namespace BackOffice.Workflows.IdentityEdits;

/// <summary>Where a proposal stands.</summary>
public enum ProposalState
{
    /// <summary>A verifikator has to decide.</summary>
    Open,

    /// <summary>It was accepted and holds everywhere.</summary>
    Accepted,

    /// <summary>It was turned down; nothing changed.</summary>
    Rejected,

    /// <summary>The provider proposed other numbers before anybody decided.</summary>
    Superseded,
}

/// <summary>Another NPWP or NITKU that an active provider wants (decision 16): nothing changes until a verifikator accepts it. One a provider is open at most.</summary>
public sealed class IdentityProposal
{
    /// <summary>The proposal's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The provider.</summary>
    public required long ProviderId { get; init; }

    /// <summary>The site at which it was proposed.</summary>
    public required string SiteCode { get; init; }

    /// <summary>The NPWP when it was proposed.</summary>
    public required string FromNpwp { get; init; }

    /// <summary>The NPWP that is wanted.</summary>
    public required string ToNpwp { get; init; }

    /// <summary>The NITKU when it was proposed.</summary>
    public required string FromNitku { get; init; }

    /// <summary>The NITKU that is wanted.</summary>
    public required string ToNitku { get; init; }

    /// <summary>When it was proposed.</summary>
    public required DateTimeOffset ProposedAt { get; init; }

    /// <summary>Where it stands.</summary>
    public required ProposalState State { get; set; }

    /// <summary>The verifikator who decided; null before.</summary>
    public string? DecidedBy { get; set; }

    /// <summary>Why, in the verifikator's words.</summary>
    public string? DecisionReason { get; set; }

    /// <summary>When it was decided or superseded; null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>Whether the provider still has the numbers that it was proposed to replace.</summary>
    public bool IsAbout(Provider provider) => provider.Npwp == FromNpwp && provider.Nitku == FromNitku;
}
