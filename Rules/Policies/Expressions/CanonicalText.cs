using System.Globalization;
using System.Text;

namespace BackOffice.Rules.Policies.Expressions;

/// <summary>
/// Prints a tree as the one text that the engine gets. The author's own text never reaches it, so that nothing the two parsers
/// could read differently (precedence, escapes, suffixes, look-alike letters) is left in what runs.
/// </summary>
internal static class CanonicalText
{
    internal static string Of(ExpressionNode node, string input) => node switch
    {
        ExpressionNode.Fact fact => $"{input}.{fact.Member.Name}",
        ExpressionNode.Literal literal => Of(literal.Value),
        ExpressionNode.Otherwise otherwise => $"{Kind(otherwise)}.Or({Of(otherwise.Missing, input)}, {Of(otherwise.Default.Value)})",
        ExpressionNode.Arithmetic sum => $"{Kind(sum)}.{Calculation.Method(sum.Operator, sum.Type is FactType.Real).Name}({There(sum.Left, input)}, {There(sum.Right, input)})",
        ExpressionNode.Opposite opposite => $"{Kind(opposite)}.{nameof(WholeNumbers.Opposite)}({There(opposite.Operand, input)})",
        ExpressionNode.TextCall call => $"{Kind(FactType.Text)}.{call.Function.Method}({string.Join(", ", call.Parts.Select(part => Of(part, input)))})",
        ExpressionNode.Comparison comparison => $"({Of(comparison.Left, input)} {Sign(comparison.Operator)} {Of(comparison.Right, input)})",
        ExpressionNode.Negation negation => $"!({Of(negation.Operand, input)})",
        ExpressionNode.Junction junction => $"({string.Join($" {Sign(junction.Operator)} ", junction.Terms.Select(term => Of(term, input)))})",
        var other => throw new InvalidOperationException($"Unhandled node {other.GetType().Name}."),
    };

    /// <summary>The classes whose methods the text may call; the engine knows no others by name.</summary>
    internal static readonly Type[] Calculators = [typeof(Texts), typeof(WholeNumbers), typeof(RealNumbers)];

    // The rule has looked before, so that this never throws; without it the engine would calculate nothing from nothing.
    private static string There(ExpressionNode number, string input) => number.MayBeMissing ? $"{Kind(number)}.There({Of(number, input)})" : Of(number, input);

    private static string Kind(ExpressionNode node) => Kind(node.Type);

    private static string Kind(FactType? type) => type switch
    {
        FactType.Text => nameof(Texts),
        FactType.Whole => nameof(WholeNumbers),
        FactType.Real => nameof(RealNumbers),
        _ => throw new InvalidOperationException($"Unhandled type {type}."),
    };

    private static string Of(object? literal) => literal switch
    {
        null => "null",
        true => "true",
        false => "false",
        string text => Quote(text),
        // Beyond int the engine would take an unsigned type of its own choice.
        long whole when whole is < int.MinValue or > int.MaxValue => whole.ToString(CultureInfo.InvariantCulture) + "L",
        long whole => whole.ToString(CultureInfo.InvariantCulture),
        double real => real.ToString("R", CultureInfo.InvariantCulture) is var digits && digits.AsSpan().IndexOfAny('.', 'E') < 0 ? digits + ".0" : digits,
        var other => throw new InvalidOperationException($"Unhandled literal {other.GetType().Name}."),
    };

    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            if (char.IsAsciiLetterOrDigit(c) || c is ' ' or '_' or '-' or '.')
                quoted.Append(c);
            else
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
        }
        return quoted.Append('"').ToString();
    }

    private static string Sign(TokenKind kind) => kind switch
    {
        TokenKind.And => "&&",
        TokenKind.Or => "||",
        TokenKind.Equal => "==",
        TokenKind.NotEqual => "!=",
        TokenKind.Less => "<",
        TokenKind.LessOrEqual => "<=",
        TokenKind.Greater => ">",
        TokenKind.GreaterOrEqual => ">=",
        _ => throw new InvalidOperationException($"Unhandled operator {kind}."),
    };
}
