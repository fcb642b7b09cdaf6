using System.Net;
using System.Reflection;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace BackOffice.Fixtures;

/// <summary>One message the server took.</summary>
/// <param name="Sender">The envelope's sender.</param>
/// <param name="Recipients">The envelope's recipients.</param>
/// <param name="Path">The file with the message as it came in.</param>
public sealed record StoredMessage(string Sender, IReadOnlyList<string> Recipients, string Path)
{
    /// <summary>The message as it came in.</summary>
    public string Text => File.ReadAllText(Path);
}

/// <summary>
/// A real mail server (aiosmtpd) in a process of its own: STARTTLS with a certificate made for it, and AUTH required. A recipient's local part asks for
/// a fault: <c>gone</c> 550, <c>busy</c> 451, <c>refused</c> 554 and <c>busy-at-data</c> 452 after the message, <c>slow</c>, <c>cut-at-rcpt</c>,
/// <c>cut-before-store</c>, <c>cut-after-store</c>. It ends with the test process, also when that is killed.
/// </summary>
public sealed class SmtpServer : IAsyncDisposable
{
    private readonly TemporaryFolder folder;
    private readonly DrainedProcess process;

    private SmtpServer(TemporaryFolder folder, DrainedProcess process, int port, string fingerprint)
    {
        this.folder = folder;
        this.process = process;
        Port = port;
        CertificateFingerprint = fingerprint;
    }

    /// <summary>The name it answers to.</summary>
    public static string Host => "127.0.0.1";

    /// <summary>The port it listens on.</summary>
    public int Port { get; }

    /// <summary>The only user it lets in.</summary>
    public static string UserName => "backoffice";

    /// <summary>That user's password.</summary>
    public static string Password => "Surat-rahasia-7781";

    /// <summary>SHA-256 of its certificate, as hexadecimal digits: what a client pins.</summary>
    public string CertificateFingerprint { get; }

    /// <summary>How many connections were made to it.</summary>
    public int Connections => Events("connected").Count();

    /// <summary>How often a client began to authenticate, whether or not it was let in.</summary>
    public int AuthenticationsAsked => Events("auth-asked").Count();

    /// <summary>What it took, oldest first.</summary>
    public IReadOnlyList<StoredMessage> Messages => [.. Events("stored").Select(stored => new StoredMessage(
        stored.GetProperty("sender").GetString()!,
        [.. stored.GetProperty("recipients").EnumerateArray().Select(recipient => recipient.GetString()!)],
        stored.GetProperty("path").GetString()!))];

    /// <summary>Starts a server; without <paramref name="startTls"/> it neither offers nor wants encryption, as if somebody had stripped the offer.</summary>
    public static async Task<SmtpServer> StartAsync(bool startTls = true, CancellationToken cancel = default)
    {
        var python = await PythonAsync();
        Requirement.Check(python is not null, "aiosmtpd (apt-get install python3-aiosmtpd) is not installed");
        var folder = new TemporaryFolder();
        var fingerprint = MakeCertificate(folder);
        await WriteScriptAsync(folder, cancel);
        string[] arguments = [folder.File("smtp_server.py"), folder.Path, UserName, folder.File("certificate.pem"), folder.File("key.pem"), .. startTls ? [] : new[] { "--no-starttls" }];
        var process = new DrainedProcess(python, arguments);
        try
        {
            await process.TellAsync(Password);
            var line = await process.LineWithAsync("\"port\"", Eventually.Patience, cancel);
            return new(folder, process, JsonDocument.Parse(line).RootElement.GetProperty("port").GetInt32(), fingerprint);
        }
        catch
        {
            process.Dispose();
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Waits until it took so many messages and returns them.</summary>
    public async Task<IReadOnlyList<StoredMessage>> MessagesAsync(int count, CancellationToken cancel = default)
    {
        await Eventually.TrueAsync(() => Messages.Count >= count, otherwise: () => $"{Messages.Count} of {count} messages came.\n{process.Errors}", cancel: cancel);
        return Messages;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        process.CloseInput();
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
        folder.Dispose();
    }

    private IEnumerable<JsonElement> Events(string name) => process.OutputLines
        .Select(line => JsonDocument.Parse(line).RootElement)
        .Where(what => what.TryGetProperty("event", out var value) && value.GetString() == name);

    private static async Task<string?> PythonAsync()
    {
        // Debian's package serves Debian's own interpreter; the first on the path may be another.
        foreach (var python in new[] { "/usr/bin/python3", new Tool("python3", "python3").Find() })
            if (File.Exists(python) && (await Command.RunAsync(python, ["-c", "import aiosmtpd"])).ExitCode == 0)
                return python;
        return null;
    }

    private static string MakeCertificate(TemporaryFolder folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(folder.File("certificate.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(folder.File("key.pem"), key.ExportPkcs8PrivateKeyPem());
        return certificate.GetCertHashString(HashAlgorithmName.SHA256);
    }

    private static async Task WriteScriptAsync(TemporaryFolder folder, CancellationToken cancel)
    {
        await using var script = Assembly.GetExecutingAssembly().GetManifestResourceStream("smtp_server.py")!;
        await using var file = File.Create(folder.File("smtp_server.py"));
        await script.CopyToAsync(file, cancel);
    }
}
