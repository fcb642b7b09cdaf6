using BackOffice.Fixtures;
using BackOffice.Host.Tests.CommandLine;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Consistency;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry;
using BackOffice.Workflows.SiteAccess;
using BackOffice.Workflows.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Host.Tests.Kills;

/// <summary>A data folder and a database for Host processes that are killed, and a look at them from this process. Three sites, two members of staff.</summary>
internal sealed class Ground : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Dictionary<string, string?> settings;
    private readonly WebApplication look;

    private Ground(Dictionary<string, string?> settings)
    {
        this.settings = settings;
        look = BackOfficeHost.Build(new() { DataFolder = DataFolder, Environment = "Production", Overrides = settings, Output = TextWriter.Null, Quiet = true });
    }

    public People People { get; } = new();

    public string DataFolder => folder.File("data");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Makes the ground: what is said once, as an operator would.</summary>
    public static async Task<Ground> MakeAsync(DatabaseProvider database)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Database:Provider"] = database.ToString(),
            ["Staff:TotpRoles"] = "none",
            ["Recovery:ObjectionPeriod"] = "00:00:00",
            ["Recovery:Codes"] = "10",
            ["SignIn:RewrapShare"] = "0",
        };
        if (database == DatabaseProvider.PostgreSql)
            settings["Database:ConnectionString"] = await (await TestContext.Current.GetFixture<PostgresCluster>())!.NewDatabaseAsync();
        var ground = new Ground(settings);
        await BackOfficeHost.PrepareAsync(ground.look, Cancel);
        await ground.LookAsync(ground.FurnishAsync);
        return ground;
    }

    /// <summary>Starts the Host on it and returns when it listens; null when it was killed before.</summary>
    /// <param name="arm">What the environment has besides: <c>KILL_AT</c>, <c>DURABLE_POINTS</c>.</param>
    public async Task<(HostProcess Host, Door? Door)> StartAsync(params (string Name, string Value)[] arm)
    {
        var environment = settings.ToDictionary(setting => setting.Key.Replace(":", "__", StringComparison.Ordinal), setting => setting.Value);
        foreach (var (name, value) in arm)
            environment[name] = value;
        var host = HostProcess.Launch(BackOfficeProcess.Dll, DataFolder, environment);
        try
        {
            return (host, new(await host.ListeningAsync(Cancel), People));
        }
        catch (InvalidOperationException) when (host.HasExited)
        {
            return (host, null);
        }
    }

    /// <summary>Looks at what the Host works on, with the product's own services; nothing of it runs.</summary>
    public async Task<T> LookAsync<T>(Func<IServiceProvider, Task<T>> see)
    {
        var seen = await see(look.Services);
        // A connection that stays open would keep what a killed Host left from being recovered as it would be in production.
        look.Services.GetRequiredService<SqliteConnections>().CloseIdle();
        return seen;
    }

    /// <summary>What <c>verify</c> finds.</summary>
    public static async Task<IReadOnlyList<string>> FindingsAsync(IServiceProvider services) =>
        [.. (await services.GetRequiredService<VerifyConsistency>().HandleAsync(repair: false, Cancel)).Findings.Select(finding => $"{finding.Check} {finding.Record}: {finding.Sentence.English}")];

    public async ValueTask DisposeAsync()
    {
        await look.DisposeAsync();
        folder.Dispose();
    }

    private async Task<bool> FurnishAsync(IServiceProvider services)
    {
        foreach (var code in new[] { "277", "12", "300" })
        {
            await services.GetRequiredService<Database>().InTransactionAsync((transaction, _) =>
            {
                transaction.Db.Sites.Add(new() { Code = SiteCode.Parse(code), Name = $"LPSE {code}", Url = $"https://lpse-{code}.example", SpseVersion = "4.5", Stage = SiteStage.Aggregated, AggregatedOn = new(2026, 1, 5) });
                return Task.CompletedTask;
            }, Cancel);
            var made = Assert.IsType<SiteSecrets.Answer.Made>(await services.GetRequiredService<SiteSecrets>().ReplaceAsync(StaffActor.CommandLine, SiteCode.Parse(code), Cancel));
            People.Sites[code] = (made.Credentials[0].ClientId, made.Credentials[0].Secret);
        }
        foreach (var (name, role) in new[] { ("sari", StaffRoles.Helpdesk), ("vera", StaffRoles.Verifikator) })
            People.StaffPasswords[name] = Assert.IsType<AddStaff.Answer.Added>(await services.GetRequiredService<AddStaff>().HandleAsync(new(StaffActor.CommandLine, name, [role]), Cancel)).OneTimePassword;
        return true;
    }
}
