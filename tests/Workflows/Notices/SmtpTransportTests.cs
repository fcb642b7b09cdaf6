using BackOffice.Fixtures;
using BackOffice.Workflows.Notices;
using Microsoft.Extensions.Options;
using MimeKit;

namespace BackOffice.Workflows.Tests.Notices;

/// <summary>Against a real mail server with STARTTLS and AUTH.</summary>
public sealed class SmtpTransportTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Mail_arrives_encrypted_and_signed_in_with_its_headers()
    {
        await using var server = await SmtpServer.StartAsync(cancel: Cancel);
        await using var transport = To(server);

        Assert.IsType<DeliveryResult.Sent>(await transport.SendAsync(Some.Mail(name: "CV Maju \"Jaya\", Tbk"), Cancel));

        var stored = Assert.Single(await server.MessagesAsync(1, Cancel));
        var message = await MimeMessage.LoadAsync(stored.Path, Cancel);
        Assert.Equal(["budi@penyedia.example"], stored.Recipients);
        Assert.Equal("notice-1@backoffice.example", message.MessageId);
        Assert.Equal("Aktivasi selesai / Activation complete", message.Subject);
        Assert.Equal("CV Maju \"Jaya\", Tbk", message.To.Mailboxes.Single().Name);
        Assert.Equal("id, en", message.Body!.Headers["Content-Language"]);
        Assert.Equal("auto-generated", message.Headers["Auto-Submitted"]);
        Assert.Equal(Some.Noon, message.Date);
        Assert.Equal("Aktivasi selesai", message.TextBody?.TrimEnd());
        Assert.Equal("<p>Aktivasi selesai</p>", message.HtmlBody?.TrimEnd());
        Assert.Equal(1, server.AuthenticationsAsked);
    }

    [Fact]
    public async Task Many_mails_share_one_connection()
    {
        await using var server = await SmtpServer.StartAsync(cancel: Cancel);
        await using var transport = To(server);

        for (var number = 1; number <= 300; number++)
            Assert.IsType<DeliveryResult.Sent>(await transport.SendAsync(Some.Mail(messageId: $"notice-{number}@backoffice.example"), Cancel));

        Assert.Equal(300, (await server.MessagesAsync(300, Cancel)).Count);
        Assert.Equal(1, server.Connections);
        Assert.Equal(1, server.AuthenticationsAsked);
    }

    [Theory]
    [InlineData("gone", "550")]
    [InlineData("refused", "554")]
    public async Task Permanent_no_ends_the_mail_and_the_connection_goes_on(string fault, string code)
    {
        await using var server = await SmtpServer.StartAsync(cancel: Cancel);
        await using var transport = To(server);

        var refused = Assert.IsType<DeliveryResult.Refused>(await transport.SendAsync(Some.Mail($"{fault}@penyedia.example"), Cancel));

        Assert.Contains(code, refused.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("@", refused.Reason, StringComparison.Ordinal);
        Assert.IsType<DeliveryResult.Sent>(await transport.SendAsync(Some.Mail(), Cancel));
        Assert.Equal(1, server.Connections);
    }

    [Theory]
    [InlineData("busy", "451")]
    [InlineData("busy-at-data", "452")]
    public async Task Passing_no_is_tried_again(string fault, string code)
    {
        await using var server = await SmtpServer.StartAsync(cancel: Cancel);
        await using var transport = To(server);

        var retry = Assert.IsType<DeliveryResult.Retry>(await transport.SendAsync(Some.Mail($"{fault}@penyedia.example"), Cancel));

        Assert.Contains(code, retry.Reason, StringComparison.Ordinal);
        Assert.Empty(server.Messages);
    }

    [Theory]
    [InlineData("cut-at-rcpt", 0)]
    [InlineData("cut-before-store", 0)]
    [InlineData("cut-after-store", 1)]
    public async Task Cut_connection_is_tried_again_over_a_new_one_with_the_same_message_id(string fault, int storedByTheCutOne)
    {
        await using var server = await SmtpServer.StartAsync(cancel: Cancel);
        await using var transport = To(server);

        Assert.IsType<DeliveryResult.Retry>(await transport.SendAsync(Some.Mail($"{fault}@penyedia.example"), Cancel));
        Assert.IsType<DeliveryResult.Sent>(await transport.SendAsync(Some.Mail(), Cancel));

        var stored = await server.MessagesAsync(storedByTheCutOne + 1, Cancel);
        Assert.Equal(storedByTheCutOne + 1, stored.Count);
        Assert.All(stored, one => Assert.Contains("Message-Id: <notice-1@backoffice.example>", one.Text, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task Silent_server_is_given_up_in_time_and_tried_again()
    {
        await using var server = await SmtpServer.StartAsync(cancel: Cancel);
        await using var transport = To(server, options => options.Timeout = TimeSpan.FromSeconds(2));

        Assert.IsType<DeliveryResult.Retry>(await transport.SendAsync(Some.Mail("slow@penyedia.example"), Cancel));
    }

    [Fact]
    public async Task Stripped_STARTTLS_gets_neither_password_nor_mail()
    {
        await using var server = await SmtpServer.StartAsync(startTls: false, Cancel);
        await using var transport = To(server);

        var retry = Assert.IsType<DeliveryResult.Retry>(await transport.SendAsync(Some.Mail(), Cancel));

        Assert.Contains("STARTTLS", retry.Reason, StringComparison.Ordinal);
        Assert.Equal(1, server.Connections);
        Assert.Equal(0, server.AuthenticationsAsked);
        Assert.Empty(server.Messages);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("00000000000000000000000000000000000000000000000000000000000000AA")]
    public async Task Foreign_certificate_gets_neither_password_nor_mail(string? pinned)
    {
        await using var server = await SmtpServer.StartAsync(cancel: Cancel);
        await using var transport = To(server, options => options.CertificateFingerprint = pinned);

        var retry = Assert.IsType<DeliveryResult.Retry>(await transport.SendAsync(Some.Mail(), Cancel));

        Assert.Contains("certificate", retry.Reason, StringComparison.Ordinal);
        Assert.Equal(0, server.AuthenticationsAsked);
        Assert.Empty(server.Messages);
    }

    [Fact]
    public async Task Wrong_password_is_ours_to_mend_so_no_mail_is_given_up()
    {
        await using var server = await SmtpServer.StartAsync(cancel: Cancel);
        await using var transport = To(server, options => options.Password = "salah-0000");

        var retry = Assert.IsType<DeliveryResult.Retry>(await transport.SendAsync(Some.Mail(), Cancel));

        Assert.DoesNotContain("salah", retry.Reason, StringComparison.Ordinal);
        Assert.Empty(server.Messages);
    }

    [Fact]
    public async Task Server_away_is_tried_again_and_found_when_it_is_back()
    {
        var server = await SmtpServer.StartAsync(cancel: Cancel);
        await using var transport = To(server);
        await transport.SendAsync(Some.Mail(), Cancel);
        await server.DisposeAsync();

        Assert.IsType<DeliveryResult.Retry>(await transport.SendAsync(Some.Mail(), Cancel));
        Assert.IsType<DeliveryResult.Retry>(await transport.SendAsync(Some.Mail(), Cancel));
    }

    [Theory]
    [InlineData("budi@bücher.example")]
    [InlineData("büdi@penyedia.example")]
    public async Task International_address_is_taken(string address)
    {
        await using var server = await SmtpServer.StartAsync(cancel: Cancel);
        await using var transport = To(server);

        Assert.IsType<DeliveryResult.Sent>(await transport.SendAsync(Some.Mail(address, "Bücher Ḥasan 建設"), Cancel));

        var message = await MimeMessage.LoadAsync(Assert.Single(await server.MessagesAsync(1, Cancel)).Path, Cancel);
        Assert.Equal("Bücher Ḥasan 建設", message.To.Mailboxes.Single().Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("budi")]
    [InlineData("budi@penyedia.example, lain@penyedia.example")]
    [InlineData("Budi <budi@penyedia.example>")]
    [InlineData("budi@penyedia.example\r\nBcc: lain@penyedia.example")]
    [InlineData("budi@penyedia.example>\r\nRCPT TO:<lain@penyedia.example")]
    public async Task Address_that_is_none_is_refused_before_any_connection(string address)
    {
        await using var server = await SmtpServer.StartAsync(cancel: Cancel);
        await using var transport = To(server);

        Assert.IsType<DeliveryResult.Refused>(await transport.SendAsync(Some.Mail(address), Cancel));

        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public async Task Hostile_subject_and_name_add_no_header()
    {
        await using var server = await SmtpServer.StartAsync(cancel: Cancel);
        await using var transport = To(server);

        await transport.SendAsync(Some.Mail(name: "CV\r\nBcc: lain@penyedia.example\r\n", subject: "Halo\r\nBcc: lain@penyedia.example\n\n<b>"), Cancel);

        var stored = Assert.Single(await server.MessagesAsync(1, Cancel));
        var message = await MimeMessage.LoadAsync(stored.Path, Cancel);
        Assert.Equal(["budi@penyedia.example"], stored.Recipients);
        Assert.Empty(message.Bcc);
        Assert.Equal("Halo Bcc: lain@penyedia.example <b>", message.Subject);
        Assert.Equal("CV Bcc: lain@penyedia.example", message.To.Mailboxes.Single().Name);
    }

    private static SmtpTransport To(SmtpServer server, Action<MailOptions>? change = null)
    {
        var options = new MailOptions
        {
            Transport = MailTransportKind.Smtp,
            Host = SmtpServer.Host,
            Port = server.Port,
            From = "agregasi@lkpp.example",
            UserName = SmtpServer.UserName,
            Password = SmtpServer.Password,
            CertificateFingerprint = server.CertificateFingerprint,
        };
        change?.Invoke(options);
        return new(Options.Create(options), TimeProvider.System);
    }
}
