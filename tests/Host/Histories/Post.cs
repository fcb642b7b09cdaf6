using BackOffice.Workflows.Notices;

namespace BackOffice.Host.Tests.Histories;

/// <summary>A mail server in this process that fails as real ones do; its mistakes are drawn by lot while <see cref="Faulty"/>.</summary>
internal sealed class Post(Random random) : IMailTransport
{
    /// <summary>Whether it makes mistakes.</summary>
    public bool Faulty { get; set; }

    /// <summary>Whether it now and then says that it took a mail and did not: the mistake of a sender that marks a mail before it is out.</summary>
    public bool Forgets { get; init; }

    /// <summary>Every mail that was taken, also when the sender was not told so.</summary>
    public List<OutgoingMail> Taken { get; } = [];

    /// <summary>The addresses to which it will never deliver.</summary>
    public HashSet<string> Gone { get; } = [];

    public Task<DeliveryResult> SendAsync(OutgoingMail mail, CancellationToken cancel)
    {
        if (Gone.Contains(mail.MessageId))
            return Answer(new DeliveryResult.Refused("The mail server does not take mail for this address (550)."));
        switch (Faulty ? random.Next(10) : 9)
        {
            case 0:
                return Answer(new DeliveryResult.Retry("The mail server asks to try later (451)."));
            case 1:
                return Answer(new DeliveryResult.Retry("The mail server cannot be reached.", AnyMail: true));
            case 2:
                return Answer(new DeliveryResult.Retry("The connection to the mail server broke."));
            case 3:
                Taken.Add(mail);
                return Answer(new DeliveryResult.Retry("The connection to the mail server broke."));
            case 4:
                Gone.Add(mail.MessageId);
                return Answer(new DeliveryResult.Refused("The mail server does not take mail for this address (550)."));
            case 5:
                throw new InvalidOperationException("The transport has a fault of its own.");
            case 6 when Forgets:
                return Answer(new DeliveryResult.Sent());
            default:
                Taken.Add(mail);
                return Answer(new DeliveryResult.Sent());
        }
    }

    private static Task<DeliveryResult> Answer(DeliveryResult result) => Task.FromResult(result);
}
