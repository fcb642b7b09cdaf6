using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using MimeKit;

namespace BackOffice.Workflows.Notices;

/// <summary>
/// Writes each mail as one <c>.eml</c> file named after its Message-Id. The file is there whole or not at all, and the same Message-Id twice is one file.
/// </summary>
internal sealed class FolderTransport(IOptions<MailOptions> options) : IMailTransport
{
    private const int LongestName = 150;

    private readonly MailOptions settings = options.Value;
    private readonly string folder = options.Value.Folder ?? throw new InvalidOperationException("Mail:Folder is not set.");

    public async Task<DeliveryResult> SendAsync(OutgoingMail mail, CancellationToken cancel)
    {
        if (MimeMail.Make(mail, settings.Sender) is not { } message)
            return new DeliveryResult.Refused("The recipient's address is not an e-mail address.");
        var path = Path.Combine(folder, FileName(mail.MessageId));
        var part = path + ".part";
        try
        {
            Directory.CreateDirectory(folder);
            await using (var file = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                await message.WriteToAsync(Format(message), file, cancel);
                file.Flush(flushToDisk: true);
            }
            File.Move(part, path, overwrite: true);
            return new DeliveryResult.Sent();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new DeliveryResult.Retry("The folder for mails cannot be written.", AnyMail: true);
        }
    }

    /// <summary>A name that stays in the folder whatever the id holds; ids that differ get names that differ.</summary>
    internal static string FileName(string messageId)
    {
        var safe = string.Concat(messageId.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or '@' ? letter : '_'));
        if (safe == messageId && safe.Length is > 0 and <= LongestName && safe[0] is not '.')
            return safe + ".eml";
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(messageId)))[..16];
        return $"{safe[..Math.Min(safe.Length, LongestName)].TrimStart('.')}-{digest}.eml";
    }

    private static FormatOptions Format(MimeMessage message)
    {
        var format = FormatOptions.Default.Clone();
        format.International = message.To.Mailboxes.Any(recipient => recipient.IsInternational);
        return format;
    }
}
