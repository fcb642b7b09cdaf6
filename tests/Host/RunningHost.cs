using System.Globalization;
using BackOffice.Fixtures;
using BackOffice.Host.Rehearsal;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Backups;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry;
using BackOffice.Workflows.SiteAccess;
using BackOffice.Workflows.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Host.Tests;

/// <summary>
/// The real Host in this process: Kestrel on a free port of the loopback address, a data folder and a database of its own, and a clock that only the test moves.
/// <code>
/// await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
/// var jambi = await host.AddSiteAsync("277");
/// await jambi.PutAccountAsync("maju", new { … });
/// </code>
/// </summary>
public sealed class RunningHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly TemporaryFolder? folder;
    private readonly StringWriter output;
    private readonly KeptLogs logs;
    private readonly HostSettings settings;
    private readonly Dictionary<string, SiteClient> sites = [];
    private bool stopped;

    private RunningHost(WebApplication app, TemporaryFolder? folder, StringWriter output, KeptLogs logs, HostSettings settings)
    {
        this.app = app;
        this.folder = folder;
        this.output = output;
        this.logs = logs;
        this.settings = settings;
        Http = new() { BaseAddress = new(app.Urls.First()) };
    }

    /// <summary>When every test begins: a Monday morning in Jambi.</summary>
    public static DateTimeOffset Beginning { get; } = DateTimeOffset.Parse("2026-03-02T01:00:00Z", CultureInfo.InvariantCulture);

    /// <summary>The Host's clock.</summary>
    public VirtualClock Clock => (VirtualClock)settings.Clock;

    /// <summary>A caller who has not signed in.</summary>
    public HttpClient Http { get; }

    /// <summary>What is inside, for what no call can arrange or see.</summary>
    public IServiceProvider Services => app.Services;

    /// <summary>The database, for what no call can arrange or see.</summary>
    public Database Database => Services.GetRequiredService<Database>();

    /// <summary>Everything the Host writes.</summary>
    public string DataFolder => settings.DataFolder;

    /// <summary>What the Host said to whoever started it.</summary>
    public string Output => output.ToString();

    /// <summary>What the Host logged.</summary>
    public string Logs => logs.Text;

    /// <summary>Starts a Host with an empty registry; <paramref name="settings"/> win over the defaults.</summary>
    public static async Task<RunningHost> StartAsync(DatabaseProvider database, params (string Name, string Value)[] settings)
    {
        var overrides = await DatabaseSettingsAsync(database);
        foreach (var (name, value) in settings)
            overrides[name] = value;
        var folder = new TemporaryFolder();
        try
        {
            return await StartAsync(folder, new()
            {
                DataFolder = folder.Path,
                Clock = new VirtualClock(Beginning),
                Environment = "Production",
                Urls = "http://127.0.0.1:0",
                Overrides = overrides,
            });
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Starts another Host on the same PostgreSQL, as on another machine: with a copy of the folder of keys, and on the folders for mails and reports that all Hosts see. <paramref name="settings"/> win
    /// over those of this Host.
    /// </summary>
    public async Task<RunningHost> StartBesideAsync(params (string Name, string Value)[] settings)
    {
        var beside = new TemporaryFolder();
        try
        {
            return await StartAsync(beside, BesideIn(beside, settings));
        }
        catch
        {
            beside.Dispose();
            throw;
        }
    }

    /// <summary>How another Host is built whose data folder is <paramref name="beside"/>, with a copy of the keys of this one: on the same PostgreSQL, or on a SQLite file of its own.</summary>
    internal HostSettings BesideIn(TemporaryFolder beside, params (string Name, string Value)[] more)
    {
        Directory.CreateDirectory(beside.File("keys"));
        foreach (var key in Directory.EnumerateFiles(Path.Combine(DataFolder, "keys")))
            File.Copy(key, beside.File(Path.Combine("keys", Path.GetFileName(key))));
        var overrides = new Dictionary<string, string?>(settings.Overrides) { ["Mail:Folder"] = Path.Combine(DataFolder, "outbox"), ["Reports:Folder"] = Path.Combine(DataFolder, "reports") };
        foreach (var (name, value) in more)
            overrides[name] = value;
        return settings with { DataFolder = beside.Path, Overrides = overrides };
    }

    /// <summary>Starts a Host on a data folder that another one left, at a moment after that; the folder is the caller's to delete.</summary>
    public static Task<RunningHost> ResumeAsync(string dataFolder, IReadOnlyDictionary<string, string?> settings, DateTimeOffset at) => StartAsync(null, new()
    {
        DataFolder = dataFolder,
        Clock = new VirtualClock(at),
        Environment = "Production",
        Urls = "http://127.0.0.1:0",
        Overrides = settings,
    });

    /// <summary>Stops this Host and starts another on the same data, at the same moment.</summary>
    public async Task<RunningHost> RestartAsync()
    {
        await StopAsync();
        return await StartAsync(folder, settings);
    }

    /// <summary>Stops this Host, loses its database and the files of reports, restores a backup, and starts another Host on that at the same moment. The folder of keys was kept apart.</summary>
    public async Task<RunningHost> LoseAndRestoreAsync(string archive)
    {
        await StopAsync();
        SqliteConnection.ClearAllPools();
        foreach (var file in Directory.EnumerateFiles(DataFolder, "backoffice.db*"))
            File.Delete(file);
        Directory.Delete(Path.Combine(DataFolder, "reports"), recursive: true);
        var overrides = new Dictionary<string, string?>(settings.Overrides);
        foreach (var (name, value) in await DatabaseSettingsAsync(Enum.Parse<DatabaseProvider>(overrides["Database:Provider"]!)))
            overrides[name] = value;
        var restored = settings with { Overrides = overrides };
        await using (var empty = BackOfficeHost.Build(restored with { Quiet = true }))
            Assert.IsType<RestoreBackup.Answer.Restored>(await empty.Services.GetRequiredService<RestoreBackup>().HandleAsync(new(archive), null, Cancel));
        return await StartAsync(folder, restored);
    }

    /// <summary>Registers a site, with a secret, as an import and <c>site-secret</c> would.</summary>
    public async Task<SiteClient> AddSiteAsync(string code, SiteStage stage = SiteStage.Aggregated)
    {
        var site = SiteCode.Parse(code);
        await Database.InTransactionAsync((transaction, _) =>
        {
            transaction.Db.Sites.Add(new()
            {
                Code = site,
                Name = $"LPSE {code}",
                Url = $"https://lpse-{code}.example",
                SpseVersion = stage == SiteStage.NonV3 ? "2.0" : "4.5",
                Stage = stage,
                AggregatedOn = stage == SiteStage.Aggregated ? DateOnly.FromDateTime(Beginning.AddDays(-30).Date) : null,
            });
            return Task.CompletedTask;
        }, Cancel);
        var made = Assert.IsType<SiteSecrets.Answer.Made>(await Services.GetRequiredService<SiteSecrets>().ReplaceAsync(StaffActor.CommandLine, site, Cancel));
        return sites[code] = new(this, made.Credentials[0]);
    }

    /// <summary>A site that was added before.</summary>
    public SiteClient Site(string code) => sites[code];

    /// <summary>A member of staff with these roles, past the first sign-in.</summary>
    public async Task<StaffClient> AddStaffAsync(string name, params string[] roles)
    {
        var added = Assert.IsType<AddStaff.Answer.Added>(await Services.GetRequiredService<AddStaff>().HandleAsync(new(StaffActor.CommandLine, name, roles), Cancel));
        var staff = new StaffClient(this, name, added.OneTimePassword);
        await staff.ReplacePasswordAsync($"Panjang dan mudah diingat {added.OneTimePassword[..3]}");
        return staff;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Http.Dispose();
        await output.DisposeAsync();
        folder?.Dispose();
    }

    /// <summary>Stops the Host and leaves all that it wrote; what was in it can still be asked for where nothing holds it back.</summary>
    public Task HaltAsync() => app.StopAsync(CancellationToken.None);

    private async Task StopAsync()
    {
        if (stopped)
            return;
        stopped = true;
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
    }

    private static async Task<RunningHost> StartAsync(TemporaryFolder? folder, HostSettings settings)
    {
        var output = new StringWriter(CultureInfo.InvariantCulture);
        var logs = new KeptLogs();
        var app = BackOfficeHost.Build(settings with { Output = output, Logs = logs });
        try
        {
            await BackOfficeHost.StartAsync(app, Cancel);
            return new(app, folder, output, logs, settings);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<Dictionary<string, string?>> DatabaseSettingsAsync(DatabaseProvider database)
    {
        var settings = new Dictionary<string, string?> { ["Database:Provider"] = database.ToString(), ["Staff:TotpRoles"] = "none" };
        if (database == DatabaseProvider.PostgreSql)
        {
            var cluster = await TestContext.Current.GetFixture<PostgresCluster>() ?? throw new InvalidOperationException("The assembly has no PostgresCluster.");
            settings["Database:ConnectionString"] = await cluster.NewDatabaseAsync();
        }
        return settings;
    }
}
