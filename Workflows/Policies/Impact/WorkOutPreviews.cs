using System.Text.Json;
using BackOffice.Rules.Matching;
using BackOffice.Rules.Policies;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry.Scan;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace BackOffice.Workflows.Policies.Impact;

/// <summary>
/// Works out the previews that are due, one after the other: scans the registry under the base and under the draft, and asks of every open case where it would come to. Whatever a process
/// that died has left is thrown away and begun anew; after three attempts it has failed.
/// </summary>
public sealed class WorkOutPreviews(Database database, LivePolicies live, ILogger<WorkOutPreviews> logger)
{
    private const int CasesAtOnce = 50;
    private const int RowsAtOnce = 1_000;
    private const int MostAttempts = 3;

    /// <summary>Works until none is due.</summary>
    /// <returns>How many were ended.</returns>
    public async Task<int> HandleAsync(CancellationToken ct)
    {
        for (var ended = 0; ; ended++)
        {
            // Whoever has the duty is alone with it: one that says it runs was left by a process that died.
            var next = await database.ReadAsync((db, token) => db.ImpactPreviews.Where(preview => preview.State == PreviewState.Due || preview.State == PreviewState.Running)
                .OrderBy(preview => preview.AskedAt).Select(preview => (Guid?)preview.Id).FirstOrDefaultAsync(token), ct);
            if (next is not { } id)
                return ended;
            await WorkOutAsync(id, ct);
        }
    }

    private async Task WorkOutAsync(Guid id, CancellationToken ct)
    {
        var (preview, rules, @base) = await BeginAsync(id, ct);
        if (preview is null)
            return;
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var desk = new PreviewProgress(database, id, stopped);
        try
        {
            if (Load(rules) is not { } draft || Load(@base) is not { } older)
            {
                await desk.EndAsync(PreviewState.Failed, null, ct);
                return;
            }
            var (accounts, scans) = await ScanAsync(desk, older, draft, stopped.Token);
            var cases = await CasesAsync(desk, draft, stopped.Token);
            await desk.StageAsync("writing", 0, stopped.Token);
            await WriteAsync(id, scans, cases, stopped.Token);
            await desk.EndAsync(PreviewState.Done, JsonSerializer.Serialize(ImpactCounts.Of(accounts, scans, cases)), ct);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            await desk.EndAsync(PreviewState.Cancelled, null, ct);
        }
    }

    private Task<(ImpactPreview? Preview, string? Rules, string? Base)> BeginAsync(Guid id, CancellationToken ct) => database.InTransactionAsync(async (transaction, token) =>
    {
        var db = transaction.Db;
        var preview = await db.ImpactPreviews.SingleAsync(one => one.Id == id, token);
        await db.ImpactChanges.Where(change => change.PreviewId == id).ExecuteDeleteAsync(token);
        var draft = await db.RuleSetDrafts.SingleAsync(one => one.Id == preview.DraftId, token);
        if (preview.CancelAsked || draft.Digest != preview.Digest || preview.Attempts >= MostAttempts)
        {
            (preview.State, preview.FinishedAt) = (preview.Attempts >= MostAttempts ? PreviewState.Failed : PreviewState.Cancelled, database.Now);
            if (preview.State == PreviewState.Failed)
                logger.LogError("The preview {Preview} was given up after {Attempts} attempts.", id, preview.Attempts);
            return ((ImpactPreview?)null, (string?)null, (string?)null);
        }
        (preview.State, preview.StartedAt, preview.Attempts) = (PreviewState.Running, database.Now, preview.Attempts + 1);
        return (preview, draft.Json, await db.RuleSetVersions.Where(version => version.Number == preview.BaseNumber).Select(version => version.Json).SingleOrDefaultAsync(token));
    }, ct);

    private async Task<(int Accounts, ScanComparison Scans)> ScanAsync(PreviewProgress desk, PolicySet older, PolicySet draft, CancellationToken ct)
    {
        await desk.StageAsync("reading", 0, ct);
        var registry = await DatabaseSource.ReadAsync(database, desk, ct);
        await desk.StageAsync("base", registry.Accounts.Count, ct);
        var before = await RunAsync(registry, older, ct);
        await desk.StageAsync("draft", registry.Accounts.Count, ct);
        var after = await RunAsync(registry, draft, ct);
        return (registry.Accounts.Count, ScanComparison.Of(before, after));
    }

    private static Task<ScanResult> RunAsync(ScannedRegistry registry, PolicySet rules, CancellationToken ct)
    {
        var scan = new DuplicateScan(new(rules), registry.TakesPart);
        scan.Add(registry.Accounts);
        return scan.RunAsync(registry.Verdicts, ct);
    }

    private async Task<List<ForecastedCase>> CasesAsync(PreviewProgress desk, PolicySet draft, CancellationToken ct)
    {
        await desk.StageAsync("cases", await database.ReadAsync((db, token) => CaseForecast.Open(db, "").CountAsync(token), ct), ct);
        List<ForecastedCase> cases = [];
        for (var after = ""; ;)
        {
            var from = after;
            var portion = await database.ReadAsync((db, token) => new CaseForecast(db, live, draft).NextAsync(from, CasesAtOnce, token), ct);
            cases.AddRange(portion);
            await desk.ProgressAsync(cases.Count, ct);
            if (portion.Count < CasesAtOnce)
                return cases;
            after = portion[^1].Number;
        }
    }

    private async Task WriteAsync(Guid id, ScanComparison scans, List<ForecastedCase> cases, CancellationToken ct)
    {
        var place = 0;
        foreach (var portion in Lines(id, scans, cases).Chunk(RowsAtOnce))
            await database.InTransactionAsync((transaction, _) =>
            {
                transaction.Db.ImpactChanges.AddRange(portion);
                return Task.CompletedTask;
            }, ct);

        IEnumerable<ImpactChange> Lines(Guid preview, ScanComparison compared, List<ForecastedCase> all)
        {
            foreach (var pair in compared.Pairs)
                yield return Line(preview, "pair", $"{pair.Pair.First}; {pair.Pair.Second}", pair.Before.WireName(), pair.After.WireName(), pair.Rule);
            foreach (var group in compared.Groups)
                yield return Line(preview, "group", string.Join("; ", group.Members), "", ImpactCounts.Wire(group.Change.ToString()));
            foreach (var changed in compared.Defaults)
                yield return Line(preview, "default", changed.Before.ToString(), changed.Before.ToString(), changed.After.ToString());
            foreach (var one in all.Where(one => one.Moves))
                yield return Line(preview, "case", one.Number, ImpactCounts.Wire(one.Now.ToString()), ImpactCounts.Wire(one.Then.ToString()));
        }

        ImpactChange Line(Guid preview, string kind, string subject, string before, string after, string rule = "") =>
            new() { PreviewId = preview, Place = ++place, Kind = kind, Subject = subject, Before = before, After = after, Rule = rule };
    }

    private static PolicySet? Load(string? json) => json is not null && PolicySet.Load(json, PolicyCatalogue.Shipped) is PolicyLoad.Loaded(var set) ? set : null;
}
