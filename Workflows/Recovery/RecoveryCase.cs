using BackOffice.Workflows.Engine;

namespace BackOffice.Workflows.Recovery;

/// <summary>How far a recovery is. Whether it has lapsed meanwhile, <see cref="RecoveryCase.StateAt"/> says.</summary>
public enum RecoveryState
{
    /// <summary>The helpdesk has seen the evidence; another person must agree.</summary>
    Requested,

    /// <summary>A verifikator agreed; the link is mailed and waits to be used with the code.</summary>
    Approved,

    /// <summary>The provider has set a new password: the end.</summary>
    Completed,

    /// <summary>Staff refused it: the end.</summary>
    Rejected,

    /// <summary>Its time ran out, or the password was changed otherwise meanwhile: the end.</summary>
    Lapsed,
}

/// <summary>
/// One lost password of a single user, to be set anew by its owner. Two members of staff stand behind it and neither can do it alone: who asks cannot approve, who approves gets no
/// code, and nobody of staff chooses or sees the password.
/// </summary>
public sealed class RecoveryCase
{
    /// <summary>The recovery's id, for staff.</summary>
    public required Guid Id { get; init; }

    /// <summary>The provider whose password is lost.</summary>
    public required long ProviderId { get; init; }

    /// <summary>The activation case in which it was asked for.</summary>
    public required CaseId CaseId { get; init; }

    /// <summary>The provider's credential version at that moment: who changes the password otherwise has not lost it, and the recovery lapses.</summary>
    public required int CredentialVersion { get; init; }

    /// <summary>The helpdesk member who has seen the evidence.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>What was asked and how the person came, in the helpdesk's words.</summary>
    public required string Reason { get; init; }

    /// <summary>What was shown: names of <see cref="RecoveryEvidence"/> parted by commas.</summary>
    public required string Evidence { get; init; }

    /// <summary>Where the link goes when the registered mailbox is lost as well; null for the registered address.</summary>
    public required string? OtherAddress { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>How far it came.</summary>
    public required RecoveryState State { get; set; }

    /// <summary>When it lapses unless the next step is taken.</summary>
    public required DateTimeOffset LapsesAt { get; set; }

    /// <summary>The verifikator who decided; null before.</summary>
    public string? DecidedBy { get; set; }

    /// <summary>Why, in the verifikator's words.</summary>
    public string? DecisionReason { get; set; }

    /// <summary>When it was decided.</summary>
    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>What the mailed link names: random, without any power of its own. Null before approval.</summary>
    public string? LinkReference { get; set; }

    /// <summary>The one-time code, sealed as a password is; null before the helpdesk asked for one.</summary>
    public string? SealedCode { get; set; }

    /// <summary>The helpdesk member to whom the present code was shown.</summary>
    public string? CodeIssuedBy { get; set; }

    /// <summary>How many codes were made; a new one ends the one before.</summary>
    public int CodesIssued { get; set; }

    /// <summary>When the provider set the new password.</summary>
    public DateTimeOffset? CompletedAt { get; set; }

    /// <summary>Counts up with each change; two who act at once cannot both win.</summary>
    public int Version { get; set; }

    /// <summary>Where it stands at a moment.</summary>
    public RecoveryState StateAt(DateTimeOffset now) => State is RecoveryState.Requested or RecoveryState.Approved && now >= LapsesAt ? RecoveryState.Lapsed : State;
}
