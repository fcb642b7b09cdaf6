using BackOffice.Fixtures;
using BackOffice.Host.Tests.Clauses;
using BackOffice.Host.Tests.CommandLine;
using BackOffice.Workflows.Data;
using Microsoft.AspNetCore.Builder;

namespace BackOffice.Host.Tests.ManyHosts;

/// <summary>
/// Hosts in processes of their own on one PostgreSQL, as on several machines: each has a data folder and a copy of the keys; mails and reports go to folders that all of them see.
/// The registry holds companies with a Default at one site and a member at another.
/// </summary>
internal sealed class HostGroup : IAsyncDisposable
{
    /// <summary>How long a silent Host keeps what it holds here.</summary>
    public static TimeSpan SilenceLimit { get; } = TimeSpan.FromSeconds(2);

    private readonly TemporaryFolder folder = new();
    private readonly string connectionString;
    private readonly List<HostProcess> hosts = [];
    private readonly Lazy<WebApplication> look;

    private HostGroup(string connectionString)
    {
        this.connectionString = connectionString;
        look = new(() => BackOfficeHost.Build(new()
        {
            DataFolder = folder.File("look"),
            Environment = "Production",
            Quiet = true,
            Overrides = new Dictionary<string, string?>
            {
                ["Database:Provider"] = nameof(DatabaseProvider.PostgreSql),
                ["Database:ConnectionString"] = connectionString,
                ["SignIn:KeyFolder"] = folder.File("keys"),
                ["Reports:Folder"] = Path.Combine(Shared, "reports"),
            },
        }));
    }

    /// <summary>How many companies there are.</summary>
    public int Companies { get; private set; }

    /// <summary>The database as it is, looked at by a Host in this process that does nothing by itself.</summary>
    public IServiceProvider Look => look.Value.Services;

    /// <summary>The folder that all Hosts see: mails lie in <c>outbox</c>, reports in <c>reports</c>.</summary>
    public string Shared => folder.File("shared");

    private (string ClientId, string Secret) Medan { get; set; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Makes the database with its registry; no Host runs yet.</summary>
    public static async Task<HostGroup> NewAsync(int companies)
    {
        var cluster = await TestContext.Current.GetFixture<PostgresCluster>() ?? throw new InvalidOperationException("The assembly has no PostgresCluster.");
        var group = new HostGroup(await cluster.NewDatabaseAsync()) { Companies = companies };
        await using var host = await RunningHost.StartAsync(DatabaseProvider.PostgreSql, ("Database:ConnectionString", group.connectionString));
        var (jambi, medan) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"));
        group.Medan = (medan.Credentials.ClientId, medan.Credentials.Secret);
        for (var number = 0; number < companies; number++)
        {
            await jambi.RegisterAsync($"pusat-{number}", OfCompany(number, packages: 40));
            await medan.RegisterAsync($"anggota-{number}", OfCompany(number, packages: 3));
        }
        Directory.CreateDirectory(group.folder.File("keys"));
        foreach (var key in Directory.EnumerateFiles(Path.Combine(host.DataFolder, "keys")))
            File.Copy(key, group.folder.File(Path.Combine("keys", Path.GetFileName(key))));
        return group;
    }

    /// <summary>Starts one more Host, by another way to the database if one is given.</summary>
    public async Task<(HostProcess Host, Uri Address)> StartAsync(string? way = null)
    {
        var data = folder.File($"host-{hosts.Count}");
        Directory.CreateDirectory(Path.Combine(data, "keys"));
        foreach (var key in Directory.EnumerateFiles(folder.File("keys")))
            File.Copy(key, Path.Combine(data, "keys", Path.GetFileName(key)));
        var started = await HostProcess.StartAsync(BackOfficeProcess.Dll, data, new Dictionary<string, string?>
        {
            ["Database__Provider"] = nameof(DatabaseProvider.PostgreSql),
            ["Database__ConnectionString"] = way ?? connectionString,
            ["Database__SilenceLimit"] = SilenceLimit.ToString(),
            ["Workflows__StuckAfter"] = "00:00:01",
            ["Mail__Folder"] = Path.Combine(Shared, "outbox"),
            ["Reports__Folder"] = Path.Combine(Shared, "reports"),
            ["SignIn__RewrapShare"] = "0",
        }, Cancel);
        hosts.Add(started.Host);
        return started;
    }

    /// <summary>The way to the database through a network that the test can break.</summary>
    public (TcpRelay Relay, string Way) Relay() => TcpRelay.ToPostgres(connectionString);

    /// <summary>The members' site, calling one of the Hosts.</summary>
    public ProcessSite SiteAt(Uri address) => new(address, Medan);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts)
            await host.DisposeAsync();
        if (look.IsValueCreated)
            await look.Value.DisposeAsync();
        folder.Dispose();
    }

    // Companies have nothing in common: neither number, nor name, nor address, nor mailbox.
    private static Account OfCompany(int number, int packages) => Some.Account(packages: packages, password: packages > 10 ? $"kata sandi pusat {number}" : Some.Password) with
    {
        CompanyName = $"PT {(char)('A' + (number % 26))}{(char)('a' + (number / 26))}karya {number} Sentosa",
        Npwp = $"{20 + number:00}.{100 + number:000}.{300 + (number * 7):000}.0-331.000",
        Address = $"Jl. Kenanga {number} No. {number + 1}",
        Phone = $"0741-{50000 + (number * 13)}",
        Email = $"kantor{number}-{packages}@perusahaan{number}.example",
    };
}
