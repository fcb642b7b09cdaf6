using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using BackOffice.Fixtures;
using BackOffice.Host;
using BackOffice.Rules.Matching;
using BackOffice.Rules.Policies;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Policies.Drafts;
using BackOffice.Workflows.Policies.Impact;
using BackOffice.Workflows.Policies.Reevaluation;
using BackOffice.Workflows.Registry;
using BackOffice.Workflows.Registry.Scan;
using BackOffice.Workflows.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Benchmarks;

/// <summary>
/// The impact preview of a draft, as its worker works it out, beside two bare scans of the same database, under the base and under the draft, each of which reads the registry: no preview can do
/// without what they do. Then the draft is published, and what the preview said is held against what happens. Each part runs in a process of its own, on a copy of the kept database in which
/// some accounts have begun to activate.
/// </summary>
internal sealed class PreviewBenchmark : IBenchmark
{
    private const int Activations = 500;
    private static readonly StaffActor Owner = new("benchmark-owner", new HashSet<string> { StaffRoles.PolicyOwner });
    private static readonly StaffActor Approver = new("benchmark-approver", new HashSet<string> { StaffRoles.Approver });

    /// <inheritdoc />
    public string Verb => "preview";

    /// <inheritdoc />
    public string Arguments => "[1000000]";

    /// <inheritdoc />
    public string Help => "the impact preview of a draft, against two bare scans of the same database; and against what then happens";

    /// <inheritdoc />
    public async Task RunAsync(string[] args, ResultTable table)
    {
        if (args is ["part", var part, var data])
            Console.WriteLine(JsonSerializer.Serialize(part == "scans" ? await ScanAsync(data) : await PreviewAsync(data)));
        else
            await CompareAsync(await RegistryFiles.OfAsync(RegistryFiles.Count(args, 1_000_000)), table);
    }

    private async Task CompareAsync(RegistryFiles files, ResultTable table)
    {
        var copy = Directory.CreateTempSubdirectory("backoffice-preview-");
        try
        {
            Copy(await KeptRegistry.OfAsync(files), copy.FullName);
            await OpenCasesAsync(copy.FullName);
            var (scans, scansPeak) = await PartAsync("scans", copy.FullName);
            var (preview, previewPeak) = await PartAsync("preview", copy.FullName);
            table.Times($"preview of a draft on {files.Accounts:N0} accounts and {preview.Said[0]:N0} open cases beside two bare scans", preview.Time, scans.Time, most: 1.25);
            table.Numbers("  peak memory of its process, for each account", (double)previewPeak / files.Accounts, (double)scansPeak / files.Accounts, " B", most: 1.25);
            table.Bound("  numbers of the preview that are not what happens", Differing(preview.Registry, scans.Registry) + Differing(preview.Said, preview.Happened), "", most: 0);
        }
        finally
        {
            copy.Delete(recursive: true);
        }
    }

    private async Task<(Outcome Outcome, long PeakBytes)> PartAsync(string part, string data)
    {
        var run = await OwnProcess.SelfAsync(Verb, "part", part, data);
        var outcome = JsonSerializer.Deserialize<Outcome>(run.Output.Split('\n').Last(line => line.StartsWith('{')))!;
        Console.WriteLine($"{part,-8} {outcome.Time.TotalSeconds:N1} s, {run.PeakBytes / 1_000_000:N0} MB; registry {string.Join(' ', outcome.Registry)}; cases {string.Join(' ', outcome.Said)}");
        return (outcome, run.PeakBytes);
    }

    // Every so many, so that each size has about as many cases, in all stages.
    private static async Task OpenCasesAsync(string data)
    {
        await using (var app = await PreparedAsync(data))
        {
            // The Host publishes it as it begins to serve.
            await app.Services.GetRequiredService<DefinitionPublisher>().PublishAsync(CancellationToken.None);
            var accounts = await app.Services.GetRequiredService<Database>().ReadAsync((db, ct) => db.Accounts
                .Where(account => account.Site.Stage == SiteStage.Aggregated && Shared(db).Contains(account.Id))
                .OrderBy(account => account.Id).Select(account => new { account.SiteCode, account.UserId }).ToListAsync(ct), CancellationToken.None);
            var open = app.Services.GetRequiredService<OpenActivation>();
            for (var i = 0; i < accounts.Count; i += Math.Max(1, accounts.Count / Activations))
                await open.HandleAsync(new(accounts[i].SiteCode, accounts[i].UserId), CancellationToken.None);
        }
        SqliteConnection.ClearAllPools();
    }

    // The latest account of each taxpayer that has several: an account that is alone is active at once.
    private static IQueryable<long> Shared(BackOfficeDb db)
    {
        var (first, end) = ((long)BlockingKeyKind.Taxpayer << 56, ((long)BlockingKeyKind.Taxpayer + 1) << 56);
        return db.BlockingKeys.Where(key => key.Key >= first && key.Key < end).GroupBy(key => key.Key).Where(same => same.Count() > 1).Select(same => same.Max(key => key.ProviderId));
    }

    private static async Task<Outcome> ScanAsync(string data)
    {
        await using var app = await PreparedAsync(data);
        var database = app.Services.GetRequiredService<Database>();
        var watch = Stopwatch.StartNew();
        var before = await ScanAsync(database, Rules);
        var after = await ScanAsync(database, Changed);
        return new(watch.Elapsed, Numbers(ImpactCounts.Of(0, ScanComparison.Of(before, after), [])), [], []);
    }

    private static async Task<ScanResult> ScanAsync(Database database, string rules)
    {
        var registry = await DatabaseSource.ReadAsync(database, null, CancellationToken.None);
        var scan = new DuplicateScan(new(((PolicyLoad.Loaded)PolicySet.Load(rules, PolicyCatalogue.Shipped)).Set), registry.TakesPart);
        scan.Add(registry.Accounts);
        return await scan.RunAsync(registry.Verdicts);
    }

    private static async Task<Outcome> PreviewAsync(string data)
    {
        await using var app = await PreparedAsync(data);
        var services = app.Services;
        var written = (WriteDraft.Answer.Written)await services.GetRequiredService<WriteDraft>().HandleAsync(new(Owner, new(Changed, Tests, "How long does it take?")), CancellationToken.None);
        var submitted = (SubmitDraft.Answer.Submitted)await services.GetRequiredService<SubmitDraft>().HandleAsync(new(Owner, written.Draft.Id, written.Draft.Version), CancellationToken.None);
        await services.GetRequiredService<AskForPreview>().HandleAsync(new(Owner, submitted.Draft.Id), CancellationToken.None);

        var watch = Stopwatch.StartNew();
        await services.GetRequiredService<WorkOutPreviews>().HandleAsync(CancellationToken.None);
        var time = watch.Elapsed;

        var said = ((ReadPreview.Answer.Found)await services.GetRequiredService<ReadPreview>().HandleAsync(Owner, submitted.Draft.Id, CancellationToken.None)).Preview.Counts!;
        var published = (ApproveDraft.Answer.Published)await services.GetRequiredService<ApproveDraft>()
            .HandleAsync(new(Approver, submitted.Draft.Id, submitted.Draft.Version, "As the preview says."), CancellationToken.None);
        await services.GetRequiredService<ReevaluateCases>().HandleAsync(int.MaxValue, CancellationToken.None);
        var run = await services.GetRequiredService<Database>().ReadAsync((db, ct) => db.Reevaluations.SingleAsync(one => one.Number == published.Number, ct), CancellationToken.None);
        return new(time, Numbers(said), [said.Cases, said.CasesMoved, said.CasesLookingAgain, said.Errors], [run.Cases, run.Moved, run.Told, run.Errors]);
    }

    private static async Task<WebApplication> PreparedAsync(string data)
    {
        var app = BackOfficeHost.Build(new() { DataFolder = data, Quiet = true });
        await BackOfficeHost.PrepareAsync(app, CancellationToken.None);
        return app;
    }

    private static string Rules => File.ReadAllText(RepositoryRoot.File("rules.json"));

    // An address has to agree to the letter: pairs go from one company to doubt, groups dissolve, cases go to a person.
    private static string Changed => Rules.Replace("(pair.AddressSimilarity >= 0.8 || (", "(pair.AddressSimilarity >= 1 || (", StringComparison.Ordinal);

    // Its author takes back the one test that says otherwise.
    private static string Tests
    {
        get
        {
            var tests = JsonNode.Parse(File.ReadAllText(RepositoryRoot.File("rules.tests.json")))!.AsArray();
            tests.Remove(tests.Single(test => test!["name"]!.GetValue<string>() == "Abbreviations in the street still agree (2.f.2.b)"));
            return tests.ToJsonString();
        }
    }

    private static int[] Numbers(ImpactCounts counts) =>
        [counts.PairsMoved, counts.GroupsNew, counts.GroupsDissolved, counts.GroupsMerged, counts.GroupsSplit, counts.GroupsChanged, counts.DefaultsChanged];

    private static int Differing(int[] said, int[] happened) => said.Zip(happened).Count(pair => pair.First != pair.Second) + Math.Abs(said.Length - happened.Length);

    private static void Copy(string from, string to)
    {
        foreach (var folder in Directory.GetDirectories(from, "*", SearchOption.AllDirectories))
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
            File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
    }

    /// <summary>What one part measured and found.</summary>
    /// <param name="Time">How long it took.</param>
    /// <param name="Registry">What changes among pairs, groups and Defaults.</param>
    /// <param name="Said">What the preview said of open cases: all, moved, looking again, with an error.</param>
    /// <param name="Happened">The same as it happened.</param>
    private sealed record Outcome(TimeSpan Time, int[] Registry, int[] Said, int[] Happened);
}
