namespace BackOffice.Workflows.Changes;

/// <summary>The answer once given to a call with an <c>Idempotency-Key</c>, to be given again. Calls that carry a password have none.</summary>
public sealed class IdempotencyRecord
{
    /// <summary>Who called.</summary>
    public required string Client { get; init; }

    /// <summary>The key it chose.</summary>
    public required string Key { get; init; }

    /// <summary>SHA-256 over method, path and body: the same key with another request is refused.</summary>
    public required string RequestDigest { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>The body.</summary>
    public required string Body { get; init; }

    /// <summary>When it was answered.</summary>
    public required DateTimeOffset At { get; init; }
}
