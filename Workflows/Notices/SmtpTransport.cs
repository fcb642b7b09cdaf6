using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace BackOffice.Workflows.Notices;

/// <summary>
/// Hands mails to a mail server over one connection that is kept and made anew after a fault. Encryption is required unless the settings
/// say otherwise; it is never merely used when offered, since whoever strips the offer would get the password.
/// </summary>
internal sealed class SmtpTransport(IOptions<MailOptions> options, TimeProvider clock) : IMailTransport, IAsyncDisposable
{
    // Servers hang up on silent clients, some after half a minute: an older connection is asked first whether it still lives.
    private static readonly TimeSpan SurelyAlive = TimeSpan.FromSeconds(20);

    private readonly MailOptions settings = options.Value;
    private SmtpClient? kept;
    private long lastUsed;

    public async Task<DeliveryResult> SendAsync(OutgoingMail mail, CancellationToken cancel)
    {
        if (MimeMail.Make(mail, settings.Sender) is not { } message)
            return new DeliveryResult.Refused("The recipient's address is not an e-mail address.");
        using var timeout = new CancellationTokenSource(settings.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancel);
        try
        {
            return await AttemptAsync(message, either.Token);
        }
        catch (OperationCanceledException)
        {
            // Given up in the middle of a conversation: nobody knows where it stands.
            Drop();
            cancel.ThrowIfCancellationRequested();
            return new DeliveryResult.Retry("The mail server did not answer in time.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(2), clock);
        try
        {
            if (kept is not null)
                await kept.DisconnectAsync(quit: true, timeout.Token);
        }
        catch (Exception problem) when (problem is IOException or ProtocolException or CommandException or OperationCanceledException)
        {
            // A courtesy that failed; the connection goes either way.
        }
        Drop();
    }

    private async Task<DeliveryResult> AttemptAsync(MimeMessage message, CancellationToken cancel)
    {
        SmtpClient client;
        try
        {
            client = await ConnectedAsync(cancel);
        }
        catch (Exception problem) when (WhyNotConnected(problem) is not null)
        {
            Drop();
            return new DeliveryResult.Retry(WhyNotConnected(problem)!, AnyMail: true);
        }
        try
        {
            await client.SendAsync(message, cancel);
            lastUsed = clock.GetTimestamp();
            return new DeliveryResult.Sent();
        }
        catch (SmtpCommandException answer)
        {
            if (answer.StatusCode is SmtpStatusCode.ServiceNotAvailable)
                Drop();
            return Judge(answer);
        }
        catch (NotSupportedException)
        {
            return new DeliveryResult.Refused("The mail server does not take addresses with letters beyond ASCII.");
        }
        catch (Exception problem) when (problem is IOException or SocketException or ProtocolException or ServiceNotConnectedException or ServiceNotAuthenticatedException)
        {
            Drop();
            return new DeliveryResult.Retry("The connection to the mail server broke.");
        }
    }

    private async Task<SmtpClient> ConnectedAsync(CancellationToken cancel)
    {
        if (kept is not null && await IsAliveAsync(kept, cancel))
            return kept;
        Drop();
        kept = new SmtpClient { Timeout = (int)settings.Timeout.TotalMilliseconds };
        if (settings.CertificateFingerprint is { } fingerprint)
            kept.ServerCertificateValidationCallback = (_, certificate, _, _) => IsPinned(certificate, fingerprint);
        await kept.ConnectAsync(await DialAsync(cancel), settings.Host!, settings.Port, Protection, cancel);
        if (settings is { UserName: [_, ..] user, Password: { } password })
            await kept.AuthenticateAsync(user, password, cancel);
        return kept;
    }

    // Without delay: a mail ends with a small packet, and the system would hold it back until the server's own delay lets it acknowledge the packet before, 40 ms for each mail.
    private async Task<Socket> DialAsync(CancellationToken cancel)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(settings.Host!, settings.Port, cancel);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<bool> IsAliveAsync(SmtpClient client, CancellationToken cancel)
    {
        if (!client.IsConnected || clock.GetElapsedTime(lastUsed) < SurelyAlive)
            return client.IsConnected;
        try
        {
            await client.NoOpAsync(cancel);
            return true;
        }
        catch (Exception problem) when (problem is IOException or SocketException or ProtocolException or CommandException)
        {
            return false;
        }
    }

    private void Drop()
    {
        kept?.Dispose();
        kept = null;
    }

    private SecureSocketOptions Protection => settings.Security switch
    {
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        MailSecurity.SslOnConnect => SecureSocketOptions.SslOnConnect,
        MailSecurity.None => SecureSocketOptions.None,
        var other => throw new InvalidOperationException($"Unhandled mail security {other}."),
    };

    private static bool IsPinned(X509Certificate? certificate, string fingerprint) =>
        certificate is not null
        && certificate.GetCertHashString(HashAlgorithmName.SHA256).Equals(fingerprint.Replace(":", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);

    // Nothing that goes wrong before the mail is offered is the mail's fault, so all of it is tried again.
    private static string? WhyNotConnected(Exception problem) => problem switch
    {
        NotSupportedException => "The mail server offers no encryption (STARTTLS), so nothing was sent.",
        SslHandshakeException => "The mail server's certificate was not accepted, so nothing was sent.",
        AuthenticationException => "The mail server did not accept our user name and password.",
        SmtpCommandException answer => $"The mail server turned us away ({(int)answer.StatusCode}).",
        IOException or SocketException or ProtocolException => "The mail server cannot be reached.",
        _ => null,
    };

    private static DeliveryResult Judge(SmtpCommandException answer) => (answer.ErrorCode, (int)answer.StatusCode) switch
    {
        (SmtpErrorCode.RecipientNotAccepted, var code and >= 500) => new DeliveryResult.Refused($"The mail server does not take mail for this address ({code})."),
        (SmtpErrorCode.MessageNotAccepted, var code and >= 500) => new DeliveryResult.Refused($"The mail server does not take this mail ({code})."),
        // Our own address or sign-in is at fault: every mail would be lost if that were final.
        (_, var code and >= 500) => new DeliveryResult.Retry($"The mail server does not take mail from us ({code}).", AnyMail: true),
        (_, var code) => new DeliveryResult.Retry($"The mail server asks to try later ({code})."),
    };
}
