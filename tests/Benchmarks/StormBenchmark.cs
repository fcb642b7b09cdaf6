using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using BackOffice.Host;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Staff;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Benchmarks;

/// <summary>Fifty callers activate at once, on SQLite, while four of staff search without a pause: nobody gets an error. How long each waits is told, and has no peer.</summary>
internal sealed class StormBenchmark : IBenchmark
{
    private const int Activating = 50;
    private const int Searching = 4;

    private static readonly StaffActor Sari = new("sari", new HashSet<string> { StaffRoles.Helpdesk });

    /// <inheritdoc />
    public string Verb => "storm";

    /// <inheritdoc />
    public string Arguments => "[2000]";

    /// <inheritdoc />
    public string Help => "fifty activations at once beside staff who search, on SQLite: no error reaches a caller";

    /// <inheritdoc />
    public async Task RunAsync(string[] args, ResultTable table)
    {
        var companies = RegistryFiles.Count(args, 2_000);
        var folder = Directory.CreateTempSubdirectory("backoffice-storm-").FullName;
        try
        {
            var files = ActivationRegistry.Write(Path.Combine(folder, "files"), companies);
            await using var app = BackOfficeHost.Build(new() { DataFolder = Path.Combine(folder, "data"), Quiet = true });
            await BackOfficeHost.PrepareAsync(app, CancellationToken.None);
            await app.Services.GetRequiredService<DefinitionPublisher>().PublishAsync(CancellationToken.None);
            await KeptRegistry.ImportAsync(app, files);
            var open = app.Services.GetRequiredService<OpenActivation>();
            var search = app.Services.GetRequiredService<SearchCases>();

            ConcurrentBag<TimeSpan> activations = [], searches = [];
            ConcurrentBag<Exception> errors = [];
            using var over = new CancellationTokenSource();
            var staff = Enumerable.Range(0, Searching).Select(_ => Task.Run(async () =>
            {
                while (!over.IsCancellationRequested)
                    await TimeAsync(searches, errors, () => search.HandleAsync(new(Sari, new() { Text = "penyedia" }), CancellationToken.None));
            })).ToList();
            await Parallel.ForAsync(0, companies, new ParallelOptions { MaxDegreeOfParallelism = Activating }, async (company, ct) =>
                await TimeAsync(activations, errors, () => open.HandleAsync(new(ActivationRegistry.MemberSite, ActivationRegistry.MemberOf(company)), ct)));
            await over.CancelAsync();
            await Task.WhenAll(staff);

            foreach (var kind in errors.GroupBy(error => error.GetType().Name))
                Console.WriteLine($"{kind.Count():N0} x {kind.Key}: {kind.First().Message}");
            table.Bound(string.Create(CultureInfo.InvariantCulture, $"errors among {activations.Count:N0} activations, {Activating} at once, and {searches.Count:N0} searches"), errors.Count, "", most: 0);
            table.Note("  an activation up to its first wait, p99", At(activations, 0.99));
            table.Note("  a search, p99", At(searches, 0.99));
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task TimeAsync(ConcurrentBag<TimeSpan> times, ConcurrentBag<Exception> errors, Func<Task> call)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            await call();
        }
        catch (Exception e)
        {
            errors.Add(e);
        }
        times.Add(Stopwatch.GetElapsedTime(start));
    }

    private static TimeSpan At(ConcurrentBag<TimeSpan> times, double share) => times.Order().ElementAt((int)(times.Count * share));
}
