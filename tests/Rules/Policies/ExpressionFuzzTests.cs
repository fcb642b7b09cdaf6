using System.Globalization;
using BackOffice.Rules.Policies.Expressions;

namespace BackOffice.Rules.Tests.Policies;

/// <summary>
/// Valid and hostile expressions, cut up and put together anew. Whatever is then still taken is in the grammar, small, and answers or errs alike in engine and delegates; the rest
/// is refused wherever it stands. BACKOFFICE_FUZZ says how many (20,000), BACKOFFICE_FUZZ_SEED begins where a failure was.
/// </summary>
public sealed class ExpressionFuzzTests
{
    private const int PerSet = 100;

    private static readonly string[] Valid =
    [
        "trial.Known && !(trial.Count >= 5)", "trial.Age != null && trial.Age + 1 > 18 || trial.Likeness == null", "np(trial.Name, \"\").Trim().ToUpper().StartsWith(\"PT \")",
        "!string.IsNullOrEmpty(trial.Name) && trial.Name.Length <= 60", "trial.Share * 100 / 3 - 0.5 > -trial.Count % 7", "enough < trial.Share && sure", "trial.Name == trial.Other",
        "(trial.Total - 1) / (trial.Count + 1) >= np(trial.Likeness, 0.25)", "np(trial.Sure, true) == trial.Known", "trial.Total mod 2 == 0 and not (trial.Sure ne true)",
    ];

    private static readonly string[] Pieces =
    [
        "trial.", "Name", "Known", "Count", "Age", "Likeness", "Total", "np(", "string.", ".Trim()", ".Length", ".Contains(\"a\")", ".GetType()", "==", "!=", "<", ">=", "&&", "||", "and", "!", "(", ")",
        "+", "-", "*", "/", "%", ",", "0", "1", "9223372036854775807", "0.5", "\"a\"", "\"", "\\", "null", "true", "it", "enough", "sure", "Texts.", "WholeNumbers.Add(", "[", "=>", "?", "@0", "$", " ", "\n", "\u00E9", "\u202E", "\uD83D",
    ];

    private static readonly string[][] Sorts =
    [
        ["trial.Count", "trial.Total", "trial.Share", "trial.Age", "trial.Likeness", "0.93", "5", "-7", "enough"], ["trial.Name", "trial.Other", "\"PT \"", "np(trial.Other, \"\")"], ["trial.Known", "trial.Sure", "sure", "true"],
        ["==", "!=", ">=", "<=", "<", ">"], [" + ", " - ", " * ", " / ", " % ", " mod "], ["&&", "||", "and", "OrElse"], [".Trim()", ".ToUpper()", ".ToLowerInvariant()", ".Trim().ToLower()"], ["StartsWith", "EndsWith", "Contains"],
    ];

    private static readonly TrialFacts[] Cases =
    [
        new(), new() { Known = true, Sure = true, Name = "PT Maju", Other = "PT Maju", Count = 7, Age = 18, Total = 9, Share = 0.85, Likeness = 0.5 },
        new() { Name = new('x', 3_000), Count = int.MinValue, Age = int.MaxValue, Total = long.MaxValue, Share = double.MaxValue, Likeness = double.Epsilon }, new() { Count = -1, Total = long.MinValue, Share = -1 },
    ];

    private static readonly ExpressionScope Scope = new ExpressionScope(TrialFacts.Shape)
        .With("enough", ExpressionParser.ParseValue("0.93", new(TrialFacts.Shape)).Tree)
        .With("sure", ExpressionParser.ParseValue("trial.Sure == true", new(TrialFacts.Shape)).Tree);

    [Fact]
    public async Task Whatever_is_taken_is_in_the_grammar_and_answers_within_bounds()
    {
        var count = Setting("BACKOFFICE_FUZZ") ?? 20_000;
        var seed = Setting("BACKOFFICE_FUZZ_SEED") ?? Environment.TickCount;
        var random = new Random(seed);
        string[] stock = [.. Valid, .. HostileExpressionTests.Corpus];
        string[] places = [.. RuleFilePlaces.All.Keys];
        Dictionary<string, string> taken = [];
        var refused = 0;
        for (var i = 0; i < count; i++)
        {
            // Half of them begin well and are changed with care, or nearly nothing would be taken.
            var text = random.Next(2) == 0 ? Vary(Valid[random.Next(Valid.Length)], random) : Mutate(stock[random.Next(stock.Length)], stock, random);
            var why = $"seed {seed}, number {i}: {text}";
            var (value, refusal) = ExpressionParser.ParseValue(text, Scope);
            Assert.True(value is null != refusal is null && (refusal is null || (refusal.Position >= 0 && refusal.Position <= text.Length)), why);
            if (value is not null)
                Assert.True(Grammar.Holds(value), why);
            else if (!text.Contains('\uD83D') && text.Length < 2_000 && refused++ % 10 == 0)
                Assert.True(TrialFacts.Problems(RuleFilePlaces.All[places[random.Next(places.Length)]](text)).Count > 0, why);
            if (ExpressionParser.ParseCondition(text, Scope).Tree is { } condition)
                taken.TryAdd(CanonicalText.Of(condition, "trial"), why);
        }
        Assert.True(refused > count / 10 && taken.Count > count / 100, $"seed {seed}: {refused} refused, {taken.Count} taken");
        await EvaluateAsync(taken, Math.Max(5, count / 4_000));
    }

    /// <summary>Loads what was taken, without named values, as an author would, and holds engine and delegates together on ordinary and on extreme facts.</summary>
    private static async Task EvaluateAsync(Dictionary<string, string> taken, int sets)
    {
        var rules = taken.Values.Select(why => (Why: why, Text: why[(why.IndexOf(": ", StringComparison.Ordinal) + 2)..]))
            .Where(rule => !rule.Text.Contains("enough", StringComparison.Ordinal) && !rule.Text.Contains("sure", StringComparison.Ordinal) && Answers(rule.Text));
        foreach (var set in rules.Chunk(PerSet).Take(sets))
        {
            var policies = TrialFacts.Set(set.Select(rule => rule.Text));
            var compiled = policies.Compiled("Trial");
            foreach (var facts in Cases)
            {
                var outcome = await policies.EvaluateAsync("Trial", facts, TestContext.Current.CancellationToken);
                var delegates = compiled.Evaluate(facts);
                for (var i = 0; i < set.Length; i++)
                    Assert.True(outcome.Results[i] == delegates.Results[i], $"{set[i].Why} for {facts}: {outcome.Results[i]} and {delegates.Results[i]}");
            }
        }
    }

    // A rule without an answer for the sample facts is refused at load.
    private static bool Answers(string text)
    {
        try
        {
            ExpressionCompiler.Compile(ExpressionParser.Parse(text, TrialFacts.Shape).Tree!, typeof(TrialFacts))(TrialFacts.Shape.Sample);
            return true;
        }
        catch (ArithmeticException)
        {
            return false;
        }
    }

    private static string Mutate(string text, string[] stock, Random random)
    {
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var (from, to) = (random.Next(text.Length + 1), random.Next(text.Length + 1));
            (from, to) = (Math.Min(from, to), Math.Max(from, to));
            text = random.Next(5) switch
            {
                0 => text[..from] + Pieces[random.Next(Pieces.Length)] + text[from..],
                1 => text[..from] + Pieces[random.Next(Pieces.Length)] + text[to..],
                2 when to - from < 6 => text[..from] + text[to..],
                3 => text[..from] + text[from..to] + text[from..to] + text[to..],
                _ => $"({text}) {(random.Next(2) == 0 ? "&&" : "||")} {stock[random.Next(stock.Length)]}",
            };
        }
        return text;
    }

    /// <summary>Puts words in the place of words of the same sort, and joins.</summary>
    private static string Vary(string text, Random random)
    {
        for (var times = random.Next(1, 5); times > 0; times--)
        {
            var sort = Sorts[random.Next(Sorts.Length)];
            var (one, other) = (sort[random.Next(sort.Length)], sort[random.Next(sort.Length)]);
            text = random.Next(5) switch
            {
                0 => $"({text}) {(random.Next(2) == 0 ? "&&" : "||")} !({Valid[random.Next(Valid.Length)]})",
                1 when text.IndexOf(one, StringComparison.Ordinal) is >= 0 and var at => $"{text[..at]}{other}{text[(at + one.Length)..]}",
                _ => text.Replace(one, other, StringComparison.Ordinal),
            };
        }
        return text;
    }

    private static int? Setting(string name) => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : null;
}
