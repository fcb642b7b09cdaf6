using System.Diagnostics;
using System.Globalization;
using BackOffice.Fixtures;
using BackOffice.Host;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Benchmarks;

/// <summary>
/// A Host over so many accounts, a sixth as many cases and the sleeping ones among them, beside the same Host over a thousand accounts: how long it takes to be ready and what memory it keeps once it
/// has nothing to do. What waits lives in the database, so neither may grow much.
/// </summary>
internal sealed class IdleBenchmark : IBenchmark
{
    private const int Few = 1_000;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    /// <inheritdoc />
    public string Verb => "idle";

    /// <inheritdoc />
    public string Arguments => "[300000]";

    /// <inheritdoc />
    public string Help => "start and memory of an idle Host over so many accounts and a sixth as many cases, against one over a thousand; on SQLite";

    /// <inheritdoc />
    public async Task RunAsync(string[] args, ResultTable table)
    {
        var accounts = RegistryFiles.Count(args, 300_000);
        var few = await MeasureAsync(Few);
        var many = await MeasureAsync(accounts);
        var what = string.Create(CultureInfo.InvariantCulture, $"{accounts:N0} accounts and {accounts / 6:N0} cases, {many.Sleeping:N0} of them waiting");
        table.Times($"a Host over {what}, from its start to ready, beside one over {Few:N0} accounts", many.Ready, few.Ready, most: 1.5);
        table.Numbers("  its memory after half a minute of rest", many.Megabytes, few.Megabytes, " MB", most: 1.25);
    }

    private static async Task<Outcome> MeasureAsync(int accounts)
    {
        var data = Path.Combine(Path.GetTempPath(), "backoffice-benchmarks", $"cases-{accounts}");
        int sleeping;
        await using (var app = BackOfficeHost.Build(new() { DataFolder = data, Quiet = true }))
        {
            await BackOfficeHost.PrepareAsync(app, CancellationToken.None);
            var database = app.Services.GetRequiredService<Database>();
            await CaseRegistry.FillAsync(database, accounts);
            sleeping = await database.ReadAsync((db, ct) => db.Instances.CountAsync(instance => instance.Status == InstanceStatus.Waiting, ct), CancellationToken.None);
        }
        SqliteConnection.ClearAllPools();
        List<(TimeSpan Ready, double Megabytes)> runs = [];
        // The first start reads the files into the machine's cache and is not counted.
        for (var run = 0; run < 3; run++)
        {
            var watch = Stopwatch.StartNew();
            var (host, address) = await HostProcess.StartAsync(Path.Combine(AppContext.BaseDirectory, "BackOffice.Host.dll"), data, new Dictionary<string, string?> { ["ASPNETCORE_ENVIRONMENT"] = "Development" });
            await using (host)
            {
                using var http = new HttpClient { BaseAddress = address };
                while (!(await http.GetAsync(new Uri("/health/ready", UriKind.Relative))).IsSuccessStatusCode)
                    await Task.Delay(10);
                var ready = watch.Elapsed;
                await Task.Delay(run == 0 ? TimeSpan.Zero : Rest);
                using var process = Process.GetProcessById(host.Id);
                if (run > 0)
                    runs.Add((ready, process.WorkingSet64 / 1e6));
                await host.StopAsync();
            }
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{accounts:N0} accounts: {string.Join(", ", runs.Select(run => $"ready after {run.Ready.TotalSeconds:N2} s with {run.Megabytes:N0} MB"))}"));
        return new(runs.Min(run => run.Ready), runs.Min(run => run.Megabytes), sleeping);
    }

    private sealed record Outcome(TimeSpan Ready, double Megabytes, int Sleeping);
}
