using System.Diagnostics;
using BackOffice.Rules.Matching;
using BackOffice.Rules.Policies;
using RulesEngine.Models;
using Engine = RulesEngine.RulesEngine;

namespace BackOffice.Benchmarks;

/// <summary>
/// One evaluation through our facade beside the same rules in a bare RulesEngine, and the delegates that a scan uses: in turns, in one process, so that whatever slows the
/// machine slows all three. The ratio is the median over the rounds.
/// </summary>
internal sealed class FacadeBenchmark : IBenchmark
{
    private const int Rounds = 2_000;
    private const int CallsPerRound = 400;

    // Microseconds a call; the ratio is that of the facade to the bare engine.
    private sealed record Line(string Policy, double Ours, double Peer, double Delegates, double Ratio);

    /// <inheritdoc />
    public string Verb => "facade";

    /// <inheritdoc />
    public string Arguments => "";

    /// <inheritdoc />
    public string Help => "one evaluation of each policy, against the same rules in a bare RulesEngine";

    /// <inheritdoc />
    public async Task RunAsync(string[] args, ResultTable table)
    {
        var set = await ShippedRules.LoadAsync();
        Line[] lines =
        [
            await MeasureAsync(set, DuplicatePairFacts.Shape, new DuplicatePairFacts { TaxpayerEqual = true, NameSimilarity = 0.97, AddressSimilarity = 0.91, PlaceAgrees = true }),
            await MeasureAsync(set, RoamingFacts.Shape, RoamingFacts.NotActivated("aggregated")),
            await MeasureAsync(set, ActivationPreCheckFacts.Shape, ActivationPreCheckFacts.Measure("Jambi", "Kota Jambi", "nama@perusahaan.co.id")),
        ];
        foreach (var line in lines)
        {
            table.Ratio($"evaluation of {line.Policy}, facade", Microseconds(line.Ours), Microseconds(line.Peer), line.Ratio, most: 1.1);
            table.Note("  by delegates, as a scan evaluates it", Microseconds(line.Delegates), Microseconds(line.Peer), line.Delegates / line.Peer);
        }
    }

    private static string Microseconds(double time) => time.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture) + " us";

    private static async Task<Line> MeasureAsync<TFacts>(PolicySet set, PolicyShape shape, TFacts facts)
        where TFacts : class
    {
        var rules = set.Rules.Where(rule => rule.Policy == shape.Policy).ToList();
        var bare = Bare(shape, rules);
        var compiled = set.Compiled(shape.Policy);
        Func<Task<int>> ours = async () => (await set.EvaluateAsync(shape.Policy, facts, CancellationToken.None)).Results.Count;
        Func<Task<int>> peer = async () => (await bare.ExecuteAllRulesAsync(shape.Policy, new RuleParameter(shape.Input, facts))).Count;
        Func<Task<int>> delegates = () => Task.FromResult(compiled.Evaluate(facts).Results.Count);
        List<(double Ours, double Peer, double Delegates)> rounds = [];
        for (var round = 0; round < Rounds; round++)
        {
            // Who goes first changes, for the first one finds the caches cold.
            if (round % 2 == 0)
                rounds.Add((await TimeAsync(ours), await TimeAsync(peer), await TimeAsync(delegates)));
            else if (await TimeAsync(peer) is var theirs)
                rounds.Add((await TimeAsync(ours), theirs, await TimeAsync(delegates)));
        }
        // The first rounds compile.
        rounds = rounds[(Rounds / 10)..];
        return new(
            shape.Policy, Median(rounds.Select(round => round.Ours)), Median(rounds.Select(round => round.Peer)), Median(rounds.Select(round => round.Delegates)),
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
