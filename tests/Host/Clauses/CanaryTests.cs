using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using BackOffice.Fixtures;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using UglyToad.PdfPig;

namespace BackOffice.Host.Tests.Clauses;

/// <summary>What is typed as a password, and the hash of it that a legacy site holds, is found nowhere in what the Host writes.</summary>
public sealed class CanaryTests
{
    private static readonly string[] Passwords =
    [
        "Kenari-Default-7319", "Kenari-Anggota-5528", "Kenari-Salah-4401", "Kenari-Baru-9862", "Kenari-Salah-Masuk-1177", "Kenari-Unit-3306", "Kenari-Terlalu-Pagi-2215",
    ];

    [Fact]
    public async Task No_password_of_a_whole_journey_is_in_any_byte_that_the_Host_leaves_behind()
    {
        var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite, ("Logging:LogLevel:Default", "Trace"), ("Logging:LogLevel:Microsoft.AspNetCore", "Trace"));
        await using (host)
        {
            await JourneyAsync(host);
            Search("output", Encoding.UTF8.GetBytes(host.Output));
            Search("logs", Encoding.UTF8.GetBytes(host.Logs));
            var files = Directory.EnumerateFiles(host.DataFolder, "*", SearchOption.AllDirectories).ToList();
            foreach (var kind in new[] { "backoffice.db", "backoffice.db-wal", ".eml", ".pdf" })
                Assert.Contains(files, file => file.EndsWith(kind, StringComparison.Ordinal));
            foreach (var file in files)
                await SearchFileAsync(file);
        }
    }

    [Fact]
    public void Search_finds_what_it_looks_for()
    {
        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            deflate.Write(Encoding.UTF8.GetBytes($"(…{Passwords[1]}…) Tj"));
        byte[] pdf = [.. "5 0 obj <</Filter /FlateDecode>> stream\n"u8, .. packed.ToArray(), .. "\nendstream"u8];

        foreach (var left in new[] { Encoding.UTF8.GetBytes($"x{Passwords[0]}"), Encoding.UTF8.GetBytes(Account.Md5(Passwords[0])), Encoding.Unicode.GetBytes(Passwords[0]), pdf })
            Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Search("a file", left));
    }

    private static async Task JourneyAsync(RunningHost host)
    {
        var (jambi, medan, palu) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"), await host.AddSiteAsync("300"));
        await jambi.RegisterAsync("sinar-jambi", Some.Account(packages: 40, email: "jambi@sinar.example", password: Passwords[0]));
        await medan.RegisterAsync("sinar-medan", Some.Account(packages: 3, email: "medan@sinar.example", password: Passwords[1]));
        await medan.ProveDefaultPasswordAsync("sinar-medan", Passwords[6]);
        await jambi.LoginAsync("sinar-jambi", Passwords[4]);
        await jambi.LoginAsync("sinar-jambi", Passwords[0]);
        var caseId = (await medan.OpenActivationAsync("sinar-medan")).CaseId();
        await medan.ProveDefaultPasswordAsync("sinar-medan", Passwords[2]);
        await medan.OwnAsync(HttpMethod.Post, "activations/sinar-medan/default-password", $$"""{"password":"{{Passwords[5]}}","more":1}""");
        await medan.OwnAsync(HttpMethod.Post, "activations/sinar-medan/default-password", $$"""{"password":"{{Passwords[5]}}""");
        Assert.Equal("active", (await medan.ProveDefaultPasswordAsync("sinar-medan", Passwords[0])).State());
        (await jambi.OpenActivationAsync("sinar-jambi")).Done();
        (await palu.LoginAsync("sinar-jambi", Passwords[0])).Done();
        (await palu.ChangePasswordAsync("sinar-jambi", Passwords[0], Passwords[3])).Done();
        (await palu.RenameAsync("sinar-jambi", "sinar-kencana", Passwords[3])).Done();
        await (await host.AddStaffAsync("sari", StaffRoles.Helpdesk)).CaseAsync(caseId);
        await host.MailsAsync();
        await Eventually.TrueAsync(
            async () => (await jambi.ActivationAsync("sinar-jambi"))["hasReport"] == "True" && (await medan.ActivationAsync("sinar-medan"))["hasReport"] == "True",
            otherwise: () => host.Logs, cancel: TestContext.Current.CancellationToken);
    }

    // The database is open: it is read beside its owner.
    private static async Task SearchFileAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, TestContext.Current.CancellationToken);
        Search(Path.GetFileName(file), copy.ToArray());
        Search($"the text of {Path.GetFileName(file)}", Encoding.UTF8.GetBytes(TextOf(file)));
    }

    private static string TextOf(string file)
    {
        switch (Path.GetExtension(file))
        {
            case ".pdf":
                using (var pdf = PdfDocument.Open(file))
                    return string.Concat(pdf.GetPages().Select(page => page.Text));
            case ".eml":
                var mail = Mails.Read(file);
                return mail.Subject + mail.Text + mail.Html;
            default:
                return "";
        }
    }

    private static void Search(string where, byte[] bytes)
    {
        foreach (var text in new[] { bytes }.Concat(Unpacked(bytes)))
            foreach (var password in Passwords)
                foreach (var (what, trace) in Traces(password))
                    Assert.False(text.AsSpan().IndexOf(trace) >= 0, $"{where} holds {what} of {password}");
    }

#pragma warning disable CA5350, CA5351 // They are what a legacy site holds.
    private static IEnumerable<(string What, byte[] Trace)> Traces(string password)
    {
        var typed = Encoding.UTF8.GetBytes(password);
        yield return ("the text", typed);
        yield return ("the text in UTF-16", Encoding.Unicode.GetBytes(password));
        yield return ("the text in base 64", Encoding.UTF8.GetBytes(Convert.ToBase64String(typed)));
        foreach (var (name, digest) in new[] { ("MD5", MD5.HashData(typed)), ("SHA-1", SHA1.HashData(typed)) })
        {
            yield return ($"the {name}", digest);
            yield return ($"the {name} in hexadecimal", Encoding.UTF8.GetBytes(Convert.ToHexStringLower(digest)));
            yield return ($"the {name} in hexadecimal", Encoding.UTF8.GetBytes(Convert.ToHexString(digest)));
            yield return ($"the {name} in base 64", Encoding.UTF8.GetBytes(Convert.ToBase64String(digest)));
        }
    }
#pragma warning restore CA5350, CA5351

    // Every compressed stream of a PDF.
    private static IEnumerable<byte[]> Unpacked(byte[] bytes)
    {
        var begin = "stream"u8.ToArray();
        for (var at = Find(bytes, begin, 0); at >= 0; at = Find(bytes, begin, at + 1))
        {
            var start = at + begin.Length;
            while (start < bytes.Length && bytes[start] is (byte)'\r' or (byte)'\n')
                start++;
            using var plain = new MemoryStream();
            try
            {
                using var inflate = new ZLibStream(new MemoryStream(bytes, start, bytes.Length - start), CompressionMode.Decompress);
                inflate.CopyTo(plain);
            }
            catch (InvalidDataException)
            {
                // Not a compressed one, or its end; what came out before counts.
            }
            yield return plain.ToArray();
        }
    }

    private static int Find(byte[] bytes, byte[] what, int from) => bytes.AsSpan(from).IndexOf(what) is var at && at < 0 ? -1 : at + from;
}
