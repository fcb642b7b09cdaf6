using BackOffice.Fixtures;
using BackOffice.Workflows.Notices;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace BackOffice.Host.Tests.Clauses;

/// <summary>A letter as it lies in the outbox folder; of its subject the Indonesian part.</summary>
internal sealed record Mail(string To, string Subject, string MessageId, string Text, string Html);

/// <summary>Reads what the Host has sent.</summary>
internal static class Mails
{
    /// <summary>Every letter, once nothing is left to send.</summary>
    public static async Task<IReadOnlyList<Mail>> MailsAsync(this RunningHost host)
    {
        var cancel = TestContext.Current.CancellationToken;
        await Eventually.TrueAsync(
            async () => await host.Database.ReadAsync((db, ct) => db.Notices.AllAsync(notice => notice.State == NoticeState.Sent, ct), cancel),
            otherwise: () => $"Some notices were not sent.\n{host.Logs}", cancel: cancel);
        return ReadFolder(host.DataFolder);
    }

    /// <summary>Every letter in the outbox of a data folder.</summary>
    public static IReadOnlyList<Mail> ReadFolder(string dataFolder)
    {
        var outbox = Path.Combine(dataFolder, "outbox");
        return Directory.Exists(outbox) ? [.. Directory.EnumerateFiles(outbox, "*.eml").Order(StringComparer.Ordinal).Select(Read)] : [];
    }

    /// <summary>One letter.</summary>
    public static Mail Read(string file)
    {
        using var message = MimeMessage.Load(file);
        return new(message.To.Mailboxes.Single().Address, message.Subject!.Split(" / ")[0], message.MessageId!, message.TextBody!, message.HtmlBody!);
    }
}
