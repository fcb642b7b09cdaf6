using System.Diagnostics;
using System.Globalization;
using BackOffice.Rules.Matching;
using BackOffice.Rules.Policies;
using RulesEngine.Models;
using Engine = RulesEngine.RulesEngine;

namespace BackOffice.Benchmarks;

/// <summary>
/// One evaluation through our facade beside the same rules in a bare RulesEngine, and beside the delegates that a scan uses: in turns, in one process, so that whatever slows the
/// machine slows all three. The ratio is the median over the rounds.
/// </summary>
internal static class FacadeBenchmark
{
    private const int Rounds = 2_000;
    private const int CallsPerRound = 400;

    /// <summary>What was measured for one policy.</summary>
    /// <param name="Policy">The policy.</param>
    /// <param name="Rules">How many rules it has.</param>
    /// <param name="Ours">Microseconds per call through the facade.</param>
    /// <param name="Peer">Microseconds per call of the bare engine.</param>
    /// <param name="Delegates">Microseconds per call of the delegates.</param>
    /// <param name="Ratio">Facade by bare engine.</param>
    internal sealed record Line(string Policy, int Rules, double Ours, double Peer, double Delegates, double Ratio);

    /// <summary>Measures every policy of the rule file, and prints a table.</summary>
    /// <param name="rulesFile">The rule file.</param>
    /// <param name="output">Where the table goes.</param>
    /// <param name="ct">Stops between two rounds.</param>
    internal static async Task<IReadOnlyList<Line>> RunAsync(string rulesFile, TextWriter output, CancellationToken ct = default)
    {
        var set = PolicySet.Load(await File.ReadAllTextAsync(rulesFile, ct), PolicyCatalogue.Shipped) switch
        {
            PolicyLoad.Loaded(var loaded) => loaded,
            PolicyLoad.Refused(var problems) => throw new InvalidOperationException(string.Join(Environment.NewLine, problems)),
            var other => throw new InvalidOperationException($"Unhandled load {other.GetType().Name}."),
        };
        Line[] lines =
        [
            await MeasureAsync(set, DuplicatePairFacts.Shape, new DuplicatePairFacts { TaxpayerEqual = true, NameSimilarity = 0.97, AddressSimilarity = 0.91, PlaceAgrees = true }, ct),
            await MeasureAsync(set, RoamingFacts.Shape, RoamingFacts.NotActivated("aggregated"), ct),
            await MeasureAsync(set, ActivationPreCheckFacts.Shape, ActivationPreCheckFacts.Measure("Jambi", "Kota Jambi", "nama@perusahaan.co.id"), ct),
        ];
        await output.WriteLineAsync("one evaluation            rules   facade us   bare us   ratio   delegates us");
        foreach (var line in lines)
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{line.Policy,-24} {line.Rules,6}  {line.Ours,10:F2}  {line.Peer,8:F2}  {line.Ratio,6:F2}  {line.Delegates,13:F3}"));
        return lines;
    }

    private static async Task<Line> MeasureAsync<TFacts>(PolicySet set, PolicyShape shape, TFacts facts, CancellationToken ct)
        where TFacts : class
    {
        var rules = set.Rules.Where(rule => rule.Policy == shape.Policy).ToList();
        var bare = Bare(shape, rules);
        var compiled = set.Compiled(shape.Policy);
        Func<Task<int>> ours = async () => (await set.EvaluateAsync(shape.Policy, facts, ct)).Results.Count;
        Func<Task<int>> peer = async () => (await bare.ExecuteAllRulesAsync(shape.Policy, new RuleParameter(shape.Input, facts))).Count;
        Func<Task<int>> delegates = () => Task.FromResult(compiled.Evaluate(facts).Results.Count);
        List<(double Ours, double Peer, double Delegates)> rounds = [];
        for (var round = 0; round < Rounds; round++)
        {
            ct.ThrowIfCancellationRequested();
            // Who goes first changes, for the first one finds the caches cold.
            if (round % 2 == 0)
                rounds.Add((await TimeAsync(ours), await TimeAsync(peer), await TimeAsync(delegates)));
            else if (await TimeAsync(peer) is var theirs)
                rounds.Add((await TimeAsync(ours), theirs, await TimeAsync(delegates)));
        }
        // The first rounds compile.
        rounds = rounds[(Rounds / 10)..];
        return new(
            shape.Policy, rules.Count, Median(rounds.Select(round => round.Ours)), Median(rounds.Select(round => round.Peer)), Median(rounds.Select(round => round.Delegates)),
            Median(rounds.Select(round => round.Ours / round.Peer)));
    }

    private static Engine Bare(PolicyShape shape, IReadOnlyList<PolicyRule> rules) => new(
        [new Workflow { WorkflowName = shape.Policy, Rules = [.. rules.Select(rule => new Rule { RuleName = rule.Name, Expression = rule.Meaning })] }],
        new ReSettings { AutoRegisterInputType = false, EnableFormattedErrorMessage = false, EnableScopedParams = false, AutoExecuteActions = false, IsExpressionCaseSensitive = true, UseFastExpressionCompiler = true });

    private static async Task<double> TimeAsync(Func<Task<int>> call)
    {
        var from = Stopwatch.GetTimestamp();
        var sum = 0;
        for (var i = 0; i < CallsPerRound; i++)
            sum += await call();
        return sum > 0 ? Stopwatch.GetElapsedTime(from).TotalMicroseconds / CallsPerRound : throw new InvalidOperationException("Nothing was evaluated.");
    }

    private static double Median(IEnumerable<double> values) => values.Order().ToList() is var ordered ? ordered[ordered.Count / 2] : 0;
}
