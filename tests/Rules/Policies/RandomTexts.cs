using System.Globalization;
using CsCheck;

namespace BackOffice.Rules.Tests.Policies;

/// <summary>Random questions to texts.</summary>
internal static class RandomTexts
{
    private sealed record Text(string Written, Func<TrialFacts, string> Value, bool Bare = true);

    internal static readonly string[] Parts = ["a", "A", "agg", "Kab.", "(timur)", "\u00C9", "\u00E9", " ", "\uD83D\uDE00", "I", "ss"];

    private static readonly Gen<(string Written, Func<string, string> Does, bool Bare)> Folds = RandomExpressions.Pick<(string, Func<string, string>, bool)>(
        ("", text => text, true),
        (".Trim()", text => text.Trim(), true),
        (".ToLower()", text => text.ToLowerInvariant(), false),
        (".ToUpperInvariant()", text => text.ToUpperInvariant(), true));

    private static readonly Gen<Text> Asked =
        from whole in RandomExpressions.Pick<Text>(new("np(trial.Name, \"aggregated\")", f => f.Name ?? "aggregated"), new("np(trial.Other, \"\")", f => f.Other ?? ""))
        from one in Folds
        from two in Folds
        select new Text(whole.Written + one.Written + two.Written, f => two.Does(one.Does(whole.Value(f))), one.Bare && two.Bare);

    internal static Gen<Meant> Conditions { get; } = Gen.OneOf(
        from text in Asked
        from part in RandomExpressions.Pick(Parts)
        from how in RandomExpressions.Pick<(string Name, Func<string, string, bool> Does, bool Bare)>(
            ("Contains", (a, b) => a.Contains(b, StringComparison.Ordinal), true),
            ("StartsWith", (a, b) => a.StartsWith(b, StringComparison.Ordinal), false),
            ("EndsWith", (a, b) => a.EndsWith(b, StringComparison.Ordinal), false))
        select new Meant($"{text.Written}.{how.Name}({RandomExpressions.Written(part)})", f => how.Does(text.Value(f), part)) { Bare = text.Bare && how.Bare },
        from text in Asked
        from length in Gen.Int[0, 12]
        from sign in RandomExpressions.Signs
        select new Meant(string.Create(CultureInfo.InvariantCulture, $"{text.Written}.Length {sign.Text} {length}"), f => sign.Means(text.Value(f).Length.CompareTo(length))) { Bare = text.Bare },
        from text in Asked
        from part in RandomExpressions.Pick(Parts)
        select new Meant($"{text.Written} == {RandomExpressions.Written(part)}", f => text.Value(f) == part) { Bare = text.Bare },
        Gen.Const(new Meant("string.IsNullOrEmpty(trial.Name)", f => string.IsNullOrEmpty(f.Name))),
        Gen.Const(new Meant("trial.Name != null && !String.IsNullOrWhiteSpace(trial.Name.Trim())", f => f.Name is not null && !string.IsNullOrWhiteSpace(f.Name))));
}
