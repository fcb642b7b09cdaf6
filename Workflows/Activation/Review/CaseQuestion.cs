using BackOffice.Workflows.Engine;

namespace BackOffice.Workflows.Activation.Review;

/// <summary>A question of a verifikator to the provider of a case in doubt (decision 10): asked by mail, answered at the provider's own site, decided by the verifikator all the same.</summary>
public sealed class CaseQuestion
{
    /// <summary>The question's id; the answer names it.</summary>
    public required Guid Id { get; init; }

    /// <summary>The case.</summary>
    public required CaseId CaseId { get; init; }

    /// <summary>The doubtful pair's account with the lower id. Not the finding itself, which each detection makes anew.</summary>
    public required long AccountA { get; init; }

    /// <summary>The doubtful pair's account with the higher id.</summary>
    public required long AccountB { get; init; }

    /// <summary>What the provider is asked, as it stands in the mail.</summary>
    public required string Question { get; init; }

    /// <summary>Why it is asked: for staff only.</summary>
    public required string Reason { get; init; }

    /// <summary>The verifikator.</summary>
    public required string AskedBy { get; init; }

    /// <summary>When it was asked.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>What the provider answered; null before.</summary>
    public string? Answer { get; set; }

    /// <summary>When the provider answered; null before.</summary>
    public DateTimeOffset? AnsweredAt { get; set; }
}
