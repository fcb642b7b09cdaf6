using Microsoft.Extensions.Options;
using MimeKit;

namespace BackOffice.Workflows.Notices.Bounces;

/// <summary>The folder into which whoever fetches the sender's mailbox puts its mails, one <c>*.eml</c> file each.</summary>
internal sealed class BounceFolder(IOptions<MailOptions> options)
{
    // A delivery report is a few kilobytes; what is far larger is not one, and must not fill the memory.
    private const long MostBytes = 5_000_000;

    private readonly string folder = options.Value.BounceFolder ?? throw new InvalidOperationException("Mail:BounceFolder is not set.");

    /// <summary>The mails that lie there, oldest name first. A file that is still being written has another ending.</summary>
    public IReadOnlyList<string> Files() => Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.eml").Order(StringComparer.Ordinal)] : [];

    /// <summary>The delivery report in a file; null where it holds none.</summary>
    public static async Task<DeliveryReport?> ReadAsync(string file, CancellationToken ct)
    {
        if (new FileInfo(file).Length > MostBytes)
            return null;
        try
        {
            await using var stream = File.OpenRead(file);
            using var mail = await MimeMessage.LoadAsync(stream, ct);
            return DeliveryReport.Of(mail);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>Puts a file aside; one of the same name that lies there already is replaced.</summary>
    /// <param name="file">The file.</param>
    /// <param name="understood">Into <c>done</c>, or into <c>unread</c> for a person to look at.</param>
    public void PutAside(string file, bool understood)
    {
        var aside = Path.Combine(folder, understood ? "done" : "unread");
        Directory.CreateDirectory(aside);
        File.Move(file, Path.Combine(aside, Path.GetFileName(file)), overwrite: true);
    }
}
