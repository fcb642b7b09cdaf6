using System.Globalization;
using BackOffice.Rules.Policies.Expressions;
using CsCheck;
using RulesEngine.Models;
using Engine = RulesEngine.RulesEngine;

namespace BackOffice.Rules.Tests.Policies;

/// <summary>
/// An expression means in our parser what it means in the engine. Expressions are made together with a C# function that says what
/// they mean, in every spelling that the grammar has.
/// </summary>
public sealed class ExpressionMeaningTests
{
    private static readonly string?[] Texts = [null, "", "aggregated", "Aggregated", "a\"b\\c", "Kab. Muaro Jambi (timur)", "\u00E9\u4E2D\uD83D\uDE00", "{0} [x] $(y) ''", "\" || true || \""];
    private static readonly long[] Wholes = [0, 1, -1, 5, 255, int.MaxValue, int.MinValue, 2147483648, -2147483649, 4294967295, 4294967296, long.MaxValue, -long.MaxValue];
    private static readonly double[] Reals = [0, 1, -1, 0.5, 0.1, 0.30000000000000004, 0.85, 1e15, 123456789012345680, 0.000001, 1 / 3d];

    private static readonly Gen<TrialFacts> Facts =
        from name in Gen.OneOf(Pick(Texts), Gen.String.Select(text => (string?)text))
        from other in Pick(Texts)
        from known in Gen.Bool
        from sure in Gen.Bool.Nullable()
        from count in Gen.OneOf(Gen.Int, Pick(Wholes).Select(whole => (int)whole))
        from age in Gen.Int[-2, 6].Nullable()
        from total in Gen.OneOf(Gen.Long, Pick(Wholes))
        from share in Gen.OneOf(Pick(Reals), Gen.Double[-2, 2])
        from likeness in Pick(Reals).Nullable()
        select new TrialFacts { Name = name, Other = other, Known = known, Sure = sure, Count = count, Age = age, Total = total, Share = share, Likeness = likeness };

    private sealed record Meant(string Text, Func<TrialFacts, bool> Means);

    [Fact]
    public async Task Facade_bare_engine_and_meaning_agree()
    {
        var ct = TestContext.Current.CancellationToken;
        await Gen.Select(Condition(3).Where(rule => rule.Text.Length <= ExpressionParser.MaxLength).Array[20], Facts.Array[20]).SampleAsync(
            async (rules, cases) =>
            {
                var set = TrialFacts.Set(rules.Select(rule => rule.Text));
                var bare = new Engine([new Workflow
                {
                    WorkflowName = "Trial",
                    Rules = [.. rules.Select((rule, i) => new Rule { RuleName = $"R{i}", Expression = rule.Text })],
                }]);
                foreach (var facts in cases)
                {
                    var ours = await set.EvaluateAsync("Trial", facts, ct);
                    var theirs = await bare.ExecuteAllRulesAsync("Trial", new RuleParameter("trial", facts));
                    for (var i = 0; i < rules.Length; i++)
                    {
                        var meant = rules[i].Means(facts);
                        Assert.True(ours.Results[i].Error is null && ours.Results[i].Holds == meant, $"facade: {rules[i].Text} for {facts}: {ours.Results[i].Error}");
                        Assert.True(theirs[i].ExceptionMessage is "" && theirs[i].IsSuccess == meant, $"bare engine: {rules[i].Text} for {facts}: {theirs[i].ExceptionMessage}");
                    }
                }
            },
            iter: 25,
            threads: 1);
    }

    [Theory]
    [InlineData("trial.Known", "trial.Known")]
    [InlineData("NOT (trial.Count GE 5 AND trial.Known)", "!(((trial.Count >= 5) && trial.Known))")]
    [InlineData("trial.Known || trial.Known && !trial.Known", "(trial.Known || (trial.Known && !(trial.Known)))")]
    [InlineData("null <> trial.Name", "(trial.Name != null)")]
    [InlineData("trial.Share = 007", "(trial.Share == 7.0)")]
    [InlineData("trial.Total < -3000000000", "(trial.Total < -3000000000L)")]
    [InlineData("trial.Name == \"a\\\"'\\\\\"", "(trial.Name == \"a\\u0022\\u0027\\u005C\")")]
    public void Engine_gets_our_own_text(string written, string canonical)
    {
        var (tree, refusal) = ExpressionParser.Parse(written, TrialFacts.Shape);
        Assert.Null(refusal);
        Assert.Equal(canonical, CanonicalText.Of(tree!, "trial"));
    }

    [Theory]
    [InlineData("trial.Age != null && trial.Age < 5", false)]
    [InlineData("trial.Age == null || trial.Age < 5", true)]
    [InlineData("!(trial.Age == null) && trial.Age < 5", false)]
    [InlineData("!(trial.Age == null || trial.Likeness == null) && trial.Age < 5 && trial.Likeness < 1", false)]
    [InlineData("trial.Age == 5 && trial.Age > 4", false)]
    [InlineData("trial.Age != 5 || 4 < trial.Age", true)]
    public async Task Missing_number_is_put_in_order_only_behind_a_look_whether_it_is_there(string expression, bool withoutNumbers)
    {
        var outcome = await TrialFacts.Set(expression).EvaluateAsync("Trial", new TrialFacts(), TestContext.Current.CancellationToken);
        Assert.Equal((withoutNumbers, null), (outcome.Results[0].Holds, outcome.Results[0].Error));
    }

    [Fact]
    public async Task Culture_of_the_process_changes_nothing()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("id-ID");
            var set = TrialFacts.Set("trial.Share >= 0.85", "trial.Name == \"I\"");
            var outcome = await set.EvaluateAsync("Trial", new TrialFacts { Share = 0.9, Name = "i" }, TestContext.Current.CancellationToken);
            Assert.Equal([true, false], outcome.Results.Select(result => result.Holds));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static Gen<Meant> Condition(int depth) => depth == 0 ? Atom() : Gen.OneOf(
        Atom(),
        from inner in Condition(depth - 1) from word in Spell("!", "not ", "NOT ") select new Meant($"{word}({inner.Text})", f => !inner.Means(f)),
        Join(depth, Spell("&&", " and ", " AND ", " AndAlso "), (a, b) => a && b),
        Join(depth, Spell("||", " or ", " Or ", " OrElse "), (a, b) => a || b),
        from a in Condition(depth - 1) from b in Condition(depth - 1) from sign in Spell("==", "=", " eq ") select new Meant($"({a.Text}) {sign} ({b.Text})", f => a.Means(f) == b.Means(f)));

    private static Gen<Meant> Join(int depth, Gen<string> sign, Func<bool, bool, bool> means) =>
        from terms in Condition(depth - 1).Array[2, 4]
        from signs in sign.Array[4]
        select new Meant(
            string.Concat(terms.Select((term, i) => (i == 0 ? "" : signs[i]) + $"({term.Text})")),
            f => terms.Skip(1).Aggregate(terms[0].Means(f), (sofar, term) => means(sofar, term.Means(f))));

    private static Gen<Meant> Atom() => Gen.OneOf(
        Gen.Const(new Meant("trial.Known", f => f.Known)),
        Texting(),
        from flag in Gen.Bool from word in Spell(flag ? "true" : "false", flag ? "True" : "FALSE") select new Meant($"trial.Sure == {word}", f => f.Sure == flag),
        from flag in Gen.Bool from sign in Spell("!=", "<>", " ne ", " NotEqual ") select new Meant($"trial.Sure {sign} {(flag ? "true" : "false")}", f => f.Sure != flag),
        Gen.Const(new Meant("trial.Sure == trial.Known", f => f.Sure == f.Known)),
        Numbering("trial.Count", f => f.Count, Pick(Wholes)),
        Numbering("trial.Total", f => f.Total, Pick(Wholes)),
        Ordering("trial.Count", f => f.Count, Gen.Const(("trial.Total", (Func<TrialFacts, decimal>)(f => f.Total)))),
        Ordering("trial.Count", f => f.Count, Pick(Reals).Where(real => real < 1e6).Select(real => (Written(real), (Func<TrialFacts, decimal>)(_ => (decimal)real)))),
        Sharing(),
        from whole in Gen.Int[-2, 6] from sign in Signs select new Meant($"trial.Age != null && trial.Age {sign.Text} {whole}", f => f.Age is { } age && sign.Means(age.CompareTo(whole))),
        from whole in Gen.Int[-2, 6] from sign in Signs select new Meant($"trial.Age == null || {whole} {sign.Text} trial.Age", f => f.Age is not { } age || sign.Means(whole.CompareTo(age))),
        from whole in Gen.Int[-2, 6] select new Meant($"trial.Age == {whole}", f => f.Age == whole),
        from whole in Gen.Int[-2, 6] select new Meant($"trial.Age != {whole}", f => f.Age != whole),
        from real in Pick(Reals) from sign in Signs select new Meant($"trial.Likeness != null && trial.Likeness {sign.Text} {Written(real)}", f => f.Likeness is { } likeness && sign.Means(likeness.CompareTo(real))),
        Gen.Const(new Meant("trial.Likeness == trial.Share", f => f.Likeness == f.Share)),
        Gen.Const(new Meant("trial.Age == trial.Count", f => f.Age == f.Count)),
        Gen.Const(new Meant("null == trial.Likeness", f => f.Likeness == null)));

    private static Gen<Meant> Texting() => Gen.OneOf(
        from text in Pick(Texts) from sign in Spell("==", "=", " eq ", " EQUAL ") select new Meant($"trial.Name {sign} {Written(text)}", f => f.Name == text),
        from text in Pick(Texts) from sign in Spell("!=", "<>", " neq ") select new Meant($"{Written(text)} {sign} trial.Name", f => f.Name != text),
        Gen.Const(new Meant("trial.Name == trial.Other", f => f.Name == f.Other)));

    private static Gen<Meant> Numbering(string fact, Func<TrialFacts, decimal> value, Gen<long> wholes) =>
        Ordering(fact, value, wholes.Select(whole => (whole.ToString(CultureInfo.InvariantCulture), (Func<TrialFacts, decimal>)(_ => whole))));

    private static Gen<Meant> Ordering(string fact, Func<TrialFacts, decimal> value, Gen<(string Text, Func<TrialFacts, decimal> Value)> right) =>
        from other in right from sign in Signs select new Meant($"{fact} {sign.Text} {other.Text}", f => sign.Means(value(f).CompareTo(other.Value(f))));

    private static Gen<Meant> Sharing() => Gen.OneOf(
        from real in Pick(Reals) from sign in Signs select new Meant($"trial.Share {sign.Text} {Written(real)}", f => sign.Means(f.Share.CompareTo(real))),
        from whole in Pick(Wholes) from sign in Signs select new Meant($"{whole} {sign.Text} trial.Share", f => sign.Means(((double)whole).CompareTo(f.Share))),
        from sign in Signs select new Meant($"trial.Share {sign.Text} trial.Count", f => sign.Means(f.Share.CompareTo((double)f.Count))));

    private static Gen<(string Text, Func<int, bool> Means)> Signs { get; } = Pick<(string, Func<int, bool>)>(
        ("<", c => c < 0), (" lt ", c => c < 0), ("<=", c => c <= 0), (" LessThanEqual ", c => c <= 0), (">", c => c > 0), (" GreaterThan ", c => c > 0),
        (">=", c => c >= 0), (" ge ", c => c >= 0), ("==", c => c == 0), ("!=", c => c != 0));

    private static Gen<string> Spell(params string[] spellings) => Pick(spellings);

    private static Gen<T> Pick<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static string Written(string? text) => text is null ? "null" : $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    // The grammar has no exponents.
    private static string Written(double real) => real.ToString(Math.Abs(real) is >= 1e15 ? "F1" : real is 0.000001 ? "F6" : "R", CultureInfo.InvariantCulture);
}
