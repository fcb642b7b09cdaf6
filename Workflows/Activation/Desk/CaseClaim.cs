using BackOffice.Workflows.Engine;

namespace BackOffice.Workflows.Activation.Desk;

/// <summary>
/// Who has a case in hand: an edit lock that runs out by itself. While it stands nobody else acts on the case, except by taking it over. It is a row of its own, so that its heartbeat
/// is no change of the case.
/// </summary>
public sealed class CaseClaim
{
    /// <summary>The case.</summary>
    public required CaseId CaseId { get; init; }

    /// <summary>The sign-in name of whoever has it in hand.</summary>
    public required string Holder { get; set; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset Since { get; set; }

    /// <summary>When it runs out unless it is renewed.</summary>
    public required DateTimeOffset ExpiresAt { get; set; }
}
