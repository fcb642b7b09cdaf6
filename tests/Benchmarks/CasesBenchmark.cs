using System.Diagnostics;
using System.Globalization;
using BackOffice.Host;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Activation.Desk;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Benchmarks;

/// <summary>
/// The lists of staff on SQLite, with 300,000 accounts and 50,000 cases behind them: the first page for every queue, order and kind of search, the last page, and the counts of the queues.
/// Each page is what the screen gets, total and all; the first looks, which compile, are not counted.
/// </summary>
internal sealed class CasesBenchmark : IBenchmark
{
    private const int Looks = 60;
    private const int WarmUp = 5;
    private const double MostMilliseconds = 150;

    private static readonly StaffActor Sari = new("staf-3", new HashSet<string> { StaffRoles.Helpdesk });

    /// <inheritdoc />
    public string Verb => "cases";

    /// <inheritdoc />
    public string Arguments => "[300000]";

    /// <inheritdoc />
    public string Help => "the lists of staff among so many accounts and a sixth as many cases, p95 of the first page; on SQLite";

    /// <inheritdoc />
    public async Task RunAsync(string[] args, ResultTable table)
    {
        var accounts = RegistryFiles.Count(args, 300_000);
        await using var app = BackOfficeHost.Build(new() { DataFolder = Path.Combine(Path.GetTempPath(), "backoffice-benchmarks", $"cases-{accounts}"), Quiet = true });
        await BackOfficeHost.PrepareAsync(app, CancellationToken.None);
        var database = app.Services.GetRequiredService<Database>();
        var watch = Stopwatch.StartNew();
        if (await CaseRegistry.FillAsync(database, accounts))
            Console.WriteLine($"{accounts:N0} accounts and {accounts / 6:N0} cases written in {watch.Elapsed.TotalSeconds:N0} s");

        await PageAsync("no filter", CaseFilter.Everything);
        foreach (var queue in Enum.GetValues<QueueKind>())
            await PageAsync($"queue {queue}", new() { Queue = queue });
        foreach (var (kind, text) in new[]
        {
            ("NPWP", CaseRegistry.NpwpOf(accounts / 2)), ("user ID", CaseRegistry.UserIdOf(accounts / 2)), ("\"pt\"", "pt"), ("\"jaya\"", "jaya"), ("\"pt jaya\"", "pt jaya"),
            ("\"p\"", "p"), ("no word", "zzzzzz"),
        })
            await PageAsync($"search by {kind}", new() { Text = text });
        foreach (var sort in Enum.GetValues<CaseSort>())
            foreach (var ascending in new[] { true, false })
                await PageAsync($"sorted by {sort}, {(ascending ? "least" : "greatest")} first", new() { Sort = sort, Ascending = ascending });
        await PageAsync("active ones", new() { States = [CaseState.Active] });
        await PageAsync("overdue of \"jaya\", by deadline", new() { Queue = QueueKind.Overdue, Text = "jaya", Sort = CaseSort.Deadline, Ascending = true });
        await PageAsync("of ten sites", CaseFilter.Everything, by: Sari with { Sites = Enumerable.Range(1, 10).Select(site => SiteCode.Parse($"{site}")).ToHashSet() });
        await PageAsync("  the last page, no filter", CaseFilter.Everything, skip: (accounts / 6) - 50);
        await PageAsync("  the last page, by company", new() { Sort = CaseSort.Company, Ascending = true }, skip: (accounts / 6) - 50);
        var count = app.Services.GetRequiredService<CountQueues>();
        await MeasureAsync("counts of all queues", () => count.HandleAsync(new(Sari), CancellationToken.None));
        var find = app.Services.GetRequiredService<FindAccounts>();
        await MeasureAsync("account by NPWP", () => find.HandleAsync(new(Sari, CaseRegistry.NpwpOf(accounts - 1)), CancellationToken.None));

        Task PageAsync(string what, CaseFilter filter, int skip = 0, StaffActor? by = null)
        {
            var search = app.Services.GetRequiredService<SearchCases>();
            return MeasureAsync(what, async () => (SearchCases.Answer.Found)await search.HandleAsync(new(by ?? Sari, filter, skip), CancellationToken.None));
        }

        async Task MeasureAsync<T>(string what, Func<Task<T>> look)
        {
            List<double> times = [];
            for (var i = 0; i < Looks + WarmUp; i++)
            {
                var start = Stopwatch.GetTimestamp();
                var answer = await look();
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                if (i == 0 && answer is SearchCases.Answer.Found found)
                    what += string.Create(CultureInfo.InvariantCulture, $" ({found.Total:N0})");
            }
            var sorted = times[WarmUp..].Order().ToList();
            table.Bound($"{what}, p95", sorted[(int)(Looks * 0.95)], " ms", MostMilliseconds);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: p50 {sorted[Looks / 2]:N1} ms, p95 {sorted[(int)(Looks * 0.95)]:N1} ms"));
        }
    }
}
