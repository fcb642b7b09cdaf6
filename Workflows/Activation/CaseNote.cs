using BackOffice.Workflows.Engine;

namespace BackOffice.Workflows.Activation;

/// <summary>An internal note of staff on a case. Providers and sites never see it.</summary>
public sealed class CaseNote
{
    /// <summary>The note's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The case.</summary>
    public required CaseId CaseId { get; init; }

    /// <summary>The member of staff.</summary>
    public required string By { get; init; }

    /// <summary>What was noted.</summary>
    public required string Text { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }
}
