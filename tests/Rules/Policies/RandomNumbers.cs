using System.Globalization;
using CsCheck;

namespace BackOffice.Rules.Tests.Policies;

/// <summary>Random calculations, whole and with decimals, with and without an answer.</summary>
internal static class RandomNumbers
{
    /// <param name="Text">The calculation.</param>
    /// <param name="Value">A <see cref="long"/> or a <see cref="double"/>.</param>
    /// <param name="Bare">Whether the bare engine calculates alike.</param>
    /// <param name="Fixed">Whether no fact is in it.</param>
    private sealed record Number(string Text, Func<TrialFacts, object> Value, bool Bare = true, bool Fixed = false);

    private static readonly Gen<Number> Fact = RandomExpressions.Pick<Number>(
        new("trial.Total", f => f.Total),
        new("trial.Total", f => f.Total),
        // The engine calculates with int and wraps round.
        new("trial.Count", f => (long)f.Count, Bare: false),
        new("trial.Share", f => f.Share),
        new("np(trial.Age, 3)", f => (long)(f.Age ?? 3), Bare: false),
        new("np(trial.Likeness, 0.25)", f => f.Likeness ?? 0.25));

    private static readonly Gen<Number> Literal = Gen.OneOf(
        Gen.Int[-1000, 1000].Select(whole => new Number(whole.ToString(CultureInfo.InvariantCulture), _ => (long)whole, Fixed: true)),
        RandomExpressions.Pick(0.5, 0.1, -2.25, 1000.125, 0.000001).Select(real => new Number(RandomExpressions.Written(real), _ => real, Fixed: true)));

    internal static Gen<Meant> Conditions { get; } = Gen.OneOf(
        from left in Calculation(3).Where(number => !number.Fixed)
        from right in Calculation(1)
        from sign in RandomExpressions.Signs
        select new Meant($"{left.Text} {sign.Text} {right.Text}", f => sign.Means(Compare(left.Value(f), right.Value(f)))) { Bare = left.Bare && right.Bare },
        from right in Calculation(2)
        from sign in RandomExpressions.Signs
        select new Meant($"trial.Age != null && trial.Age * 2 {sign.Text} {right.Text}", f => f.Age is { } age && sign.Means(Compare(age * 2L, right.Value(f)))) { Bare = false });

    private static Gen<Number> Calculation(int depth) => depth == 0 ? Gen.OneOf(Fact, Literal) : Gen.OneOf(
        Fact,
        Literal,
        from inner in Calculation(depth - 1) select new Number($"-({inner.Text})", f => Opposite(inner.Value(f)), inner.Bare, inner.Fixed),
        Join(depth),
        Join(depth));

    // What never has a result is refused at load, so it is not written.
    private static Gen<Number> Join(int depth) =>
        from a in Calculation(depth - 1)
        from b in Calculation(depth - 1)
        from sign in RandomExpressions.Pick("+", "-", "*", "/", "%", " mod ")
        let op = b.Fixed && Real(b.Value(new())) is 0 && sign is "/" or "%" or " mod " ? "+" : sign
        select new Number(
            $"({a.Text}{op}{b.Text})",
            f => Calculate(op.Trim(), a.Value(f), b.Value(f)),
            a.Bare && b.Bare && op is not "/" && !(a.Fixed && b.Fixed),
            a.Fixed && b.Fixed);

    private static object Calculate(string sign, object a, object b)
    {
        if (a is long x && b is long y && sign is not "/")
        {
            return checked(sign switch
            {
                "+" => x + y,
                "-" => x - y,
                "*" => x * y,
                _ => y is -1 ? 0 : x % y,
            });
        }
        var (left, right) = (Real(a), Real(b));
        if (right is 0 && sign is "/" or "%" or "mod")
            throw new DivideByZeroException();
        var result = sign switch
        {
            "+" => left + right,
            "-" => left - right,
            "*" => left * right,
            "/" => left / right,
            _ => left % right,
        };
        return double.IsFinite(result) ? result : throw new OverflowException();
    }

    private static object Opposite(object a) => a is long whole ? (object)checked(-whole) : -(double)a;

    private static int Compare(object a, object b) => a is long x && b is long y
        ? x.CompareTo(y)
        : Real(a).CompareTo(Real(b));

    private static double Real(object number) => Convert.ToDouble(number, CultureInfo.InvariantCulture);
}
