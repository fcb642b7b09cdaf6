using System.Globalization;
using System.Text.RegularExpressions;

namespace BackOffice.Rules.Tests.Policies;

/// <summary>Expressions that were written to do something else than decide (<c>hostile-expressions.txt</c>). None is compiled, and so none runs.</summary>
public sealed partial class HostileExpressionTests
{
    internal static IReadOnlyList<string> Corpus { get; } =
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "hostile-expressions.txt"))
            .Where(line => line.Length > 0 && !line.StartsWith("# ", StringComparison.Ordinal))
            .Select(line => Escapes().Replace(line, escape => char.ConvertFromUtf32(int.Parse(escape.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)))),
    ];

    public static TheoryData<string> Places => [.. RuleFilePlaces.All.Keys];

    [Fact]
    public void Corpus_is_there() => Assert.True(Corpus.Count > 200, $"{Corpus.Count} expressions");

    [Theory]
    [MemberData(nameof(Places))]
    public void Hostile_expression_is_refused_wherever_it_stands_and_at_its_own_character(string place) => Assert.All(Corpus, expression =>
    {
        // true is a value, though no condition.
        if (expression is "true" && place is not ("Expression" or "Rules"))
            return;
        var problem = Assert.Single(RuleFilePlaces.Problems(place, expression), problem => problem.Position.InExpression is not null);
        Assert.InRange(problem.Position.InExpression!.Value, 1, expression.Length + 1);
        Assert.NotEmpty(problem.Sentence.Indonesian);
        Assert.NotEqual(problem.Sentence.English, problem.Sentence.Indonesian);
    });

    [Theory]
    [MemberData(nameof(Places))]
    public void Expression_without_an_end_is_refused_wherever_it_stands(string place)
    {
        Assert.NotEmpty(RuleFilePlaces.Problems(place, new string(' ', 2_000) + "trial.Known"));
        Assert.NotEmpty(RuleFilePlaces.Problems(place, new string('(', 100_000)));
        Assert.NotEmpty(RuleFilePlaces.Problems(place, string.Concat(Enumerable.Repeat("-(", 900))));
        Assert.NotEmpty(RuleFilePlaces.Problems(place, "trial.Count" + string.Concat(Enumerable.Repeat("+trial.Count", 150))));
        Assert.NotEmpty(RuleFilePlaces.Problems(place, "np(trial.Name, \"\")" + string.Concat(Enumerable.Repeat(".Trim()", 250))));
    }

    [GeneratedRegex("<U\\+([0-9A-F]{4,5})>")]
    private static partial Regex Escapes();
}
