using BackOffice.Rules.Matching;
using BackOffice.Workflows.Engine;

namespace BackOffice.Workflows.Activation;

/// <summary>A person's decision about a pair. It sticks through every later scan and rule change until a person reopens it (decision 10).</summary>
public sealed class Verdict
{
    /// <summary>The verdict's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The account with the lower id.</summary>
    public required long AccountA { get; init; }

    /// <summary>The account with the higher id.</summary>
    public required long AccountB { get; init; }

    /// <summary>What was decided.</summary>
    public required VerdictAnswer Answer { get; init; }

    /// <summary>Why, in the words of who decided.</summary>
    public required string Reason { get; init; }

    /// <summary>The member of staff.</summary>
    public required string By { get; init; }

    /// <summary>The case it was decided in; null when it was decided outside one.</summary>
    public CaseId? CaseId { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When a person took it back; null while it holds. One verdict a pair holds at most.</summary>
    public DateTimeOffset? ReopenedAt { get; set; }

    /// <summary>Who took it back; null while it holds.</summary>
    public string? ReopenedBy { get; set; }

    /// <summary>Why it was taken back; null while it holds.</summary>
    public string? ReopenReason { get; set; }
}
