namespace BackOffice.Workflows.SignIn;

/// <summary>A key that all Hosts share, sealed under the key that lies outside the database (<see cref="KeyRing"/>): a stolen database opens nothing with it.</summary>
public sealed class SharedKey
{
    /// <summary>What it is for; stable.</summary>
    public required string Name { get; init; }

    /// <summary>The key, sealed for its name alone.</summary>
    public required byte[] Sealed { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset MadeAt { get; init; }
}
