using BackOffice.Workflows.Engine;

namespace BackOffice.Workflows.SignIn;

/// <summary>The stored verdict that somebody typed the Default's password correctly for a case: all that a merge step may know of it.</summary>
public sealed class PasswordProof
{
    /// <summary>The proof's id: the reference of the signal.</summary>
    public required Guid Id { get; init; }

    /// <summary>The member's case.</summary>
    public required CaseId CaseId { get; init; }

    /// <summary>The group it was given for.</summary>
    public required Guid GroupId { get; init; }

    /// <summary>Whose password it was: the Default's provider at that moment.</summary>
    public required long ProviderId { get; init; }

    /// <summary>The credential version it was checked against; it counts only while that is the present one (decision 14).</summary>
    public required int CredentialVersion { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }
}
