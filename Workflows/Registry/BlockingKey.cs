namespace BackOffice.Workflows.Registry;

/// <summary>
/// One key under which a provider's identity is found when duplicates are looked for. The keys of a provider are rewritten in the transaction that changes
/// its identity or user ID.
/// </summary>
public sealed class BlockingKey
{
    /// <summary>The stable 64-bit key; its kind is folded in. Equal keys are candidates, never proof.</summary>
    public required long Key { get; init; }

    /// <summary>The provider that has it.</summary>
    public required long ProviderId { get; init; }
}
