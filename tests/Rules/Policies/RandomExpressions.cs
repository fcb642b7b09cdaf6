using System.Globalization;
using CsCheck;

namespace BackOffice.Rules.Tests.Policies;

/// <summary>An expression, and what it means as C#. The function throws where the expression has no answer.</summary>
/// <param name="Text">The expression.</param>
/// <param name="Means">What it means.</param>
internal sealed record Meant(string Text, Func<TrialFacts, bool> Means)
{
    /// <summary>Whether the bare engine reads it alike: it wraps numbers round, divides whole numbers by halves and compares beginnings by culture.</summary>
    public bool Bare { get; init; } = true;
}

/// <summary>Random expressions in every spelling that the grammar has, each with its meaning, and random facts.</summary>
internal static class RandomExpressions
{
    private static readonly string?[] Texts = [null, "", "aggregated", "Aggregated", "a\"b\\c", "Kab. Muaro Jambi (timur)", "\u00E9\u4E2D\uD83D\uDE00", "{0} [x] $(y) ''", "\" || true || \""];
    private static readonly long[] Wholes = [0, 1, -1, 5, 255, int.MaxValue, int.MinValue, 2147483648, -2147483649, 4294967295, 4294967296, long.MaxValue, -long.MaxValue];
    private static readonly double[] Reals = [0, 1, -1, 0.5, 0.1, 0.30000000000000004, 0.85, 1e15, 123456789012345680, 0.000001, 1 / 3d];

    internal static readonly Gen<TrialFacts> Facts =
        from name in Gen.OneOf(Pick(Texts), Gen.String.Select(text => (string?)text), Pick(RandomTexts.Parts).Array[0, 4].Select(parts => (string?)string.Concat(parts)))
        from other in Pick(Texts)
        from known in Gen.Bool
        from sure in Gen.Bool.Nullable()
        from count in Gen.OneOf(Gen.Int, Pick(Wholes).Select(whole => (int)whole))
        from age in Gen.Int[-2, 6].Nullable()
        from total in Gen.OneOf(Gen.Long, Pick(Wholes))
        from share in Gen.OneOf(Pick(Reals), Pick(double.MaxValue, -1e200, double.Epsilon), Gen.Double[-2, 2])
        from likeness in Pick(Reals).Nullable()
        select new TrialFacts { Name = name, Other = other, Known = known, Sure = sure, Count = count, Age = age, Total = total, Share = share, Likeness = likeness };

    internal static Gen<Meant> Condition(int depth) => depth == 0 ? Atom() : Gen.OneOf(
        Atom(),
        from inner in Condition(depth - 1) from word in Spell("!", "not ", "NOT ") select new Meant($"{word}({inner.Text})", f => !inner.Means(f)) { Bare = inner.Bare },
        Join(depth, Spell("&&", " and ", " AND ", " AndAlso "), all: true),
        Join(depth, Spell("||", " or ", " Or ", " OrElse "), all: false),
        from a in Condition(depth - 1) from b in Condition(depth - 1) from sign in Spell("==", "=", " eq ") select new Meant($"({a.Text}) {sign} ({b.Text})", f => a.Means(f) == b.Means(f)) { Bare = a.Bare && b.Bare });

    private static Gen<Meant> Join(int depth, Gen<string> sign, bool all) =>
        from terms in Condition(depth - 1).Array[2, 4]
        from signs in sign.Array[4]
        select new Meant(
            string.Concat(terms.Select((term, i) => (i == 0 ? "" : signs[i]) + $"({term.Text})")),
            f => all ? terms.All(term => term.Means(f)) : terms.Any(term => term.Means(f)))
        {
            Bare = terms.All(term => term.Bare),
        };

    private static Gen<Meant> Atom() => Gen.OneOf(
        Gen.Const(new Meant("trial.Known", f => f.Known)),
        Texting(),
        RandomNumbers.Conditions,
        RandomTexts.Conditions,
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

    internal static Gen<(string Text, Func<int, bool> Means)> Signs { get; } = Pick<(string, Func<int, bool>)>(
        ("<", c => c < 0), (" lt ", c => c < 0), ("<=", c => c <= 0), (" LessThanEqual ", c => c <= 0), (">", c => c > 0), (" GreaterThan ", c => c > 0),
        (">=", c => c >= 0), (" ge ", c => c >= 0), ("==", c => c == 0), ("!=", c => c != 0));

    private static Gen<string> Spell(params string[] spellings) => Pick(spellings);

    internal static Gen<T> Pick<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    internal static string Written(string? text) => text is null ? "null" : $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    // The grammar has no exponents.
    internal static string Written(double real) => real.ToString(Math.Abs(real) is >= 1e15 ? "F1" : real is 0.000001 ? "F6" : "R", CultureInfo.InvariantCulture);
}
