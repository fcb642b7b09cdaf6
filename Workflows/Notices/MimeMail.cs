using MimeKit;

namespace BackOffice.Workflows.Notices;

/// <summary>Turns an <see cref="OutgoingMail"/> into what goes over the wire. No value can add a header.</summary>
internal static class MimeMail
{
    /// <summary>The message, or null when the recipient's address is none.</summary>
    public static MimeMessage? Make(OutgoingMail mail, MailboxAddress sender)
    {
        if (Address(mail.To.Address) is not { } recipient)
            return null;
        recipient.Name = CleanText.OneLine(mail.To.Name);
        var message = new MimeMessage
        {
            MessageId = mail.MessageId,
            Date = mail.Date,
            Subject = CleanText.OneLine(mail.Subject),
            Body = new BodyBuilder { TextBody = mail.Text, HtmlBody = mail.Html }.ToMessageBody(),
        };
        message.From.Add(sender);
        message.To.Add(recipient);
        message.Body.Headers.Add(HeaderId.ContentLanguage, CleanText.OneLine(mail.Languages));
        // Keeps out-of-office answers from coming back (RFC 3834).
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Prepare(EncodingConstraint.SevenBit);
        return message;
    }

    /// <summary>Reads exactly one address with a domain and without a name.</summary>
    public static MailboxAddress? Address(string text)
    {
        var strict = new ParserOptions { AddressParserComplianceMode = RfcComplianceMode.Strict, AllowAddressesWithoutDomain = false };
        var trimmed = text.Trim();
        return MailboxAddress.TryParse(strict, trimmed, out var mailbox) && mailbox.Address == trimmed ? mailbox : null;
    }
}
