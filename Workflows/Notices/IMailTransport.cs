namespace BackOffice.Workflows.Notices;

/// <summary>
/// The border to the world of mail. An implementation is used by one worker at a time: it may keep a connection open and is not thread-safe.
/// </summary>
public interface IMailTransport
{
    /// <summary>
    /// Tries once. Whatever goes wrong outside this process is an answer, not an exception. A <see cref="DeliveryResult.Retry"/> may have been delivered all
    /// the same, since a connection can break after the server took the mail: send it again with the same Message-Id.
    /// </summary>
    Task<DeliveryResult> SendAsync(OutgoingMail mail, CancellationToken cancel);
}

/// <summary>What became of one attempt. A reason holds no address, no credential and nothing a server said in its own words.</summary>
public abstract record DeliveryResult
{
    private DeliveryResult()
    {
    }

    /// <summary>The next server has taken the mail.</summary>
    public sealed record Sent : DeliveryResult;

    /// <summary>It did not work this time, or the fault is ours to mend; trying later is right.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="AnyMail">Whether another mail would fare no better now: the server is away, or lets us in no more.</param>
    public sealed record Retry(string Reason, bool AnyMail = false) : DeliveryResult;

    /// <summary>This mail to this recipient will never be taken; trying again only annoys.</summary>
    public sealed record Refused(string Reason) : DeliveryResult;
}
