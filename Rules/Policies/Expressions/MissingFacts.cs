using System.Collections.Immutable;

namespace BackOffice.Rules.Policies.Expressions;

/// <summary>
/// Finds a fact that may be missing and is put in order, calculated with or asked for its text all the same. C# answers "no" when null is less than anything; a "no" made of
/// nothing is doubt (decision 11), so the author says first what holds without the fact: <c>f.X != null &amp;&amp; f.X &lt; 5</c>, or <c>np(f.X, 0) &lt; 5</c>.
/// </summary>
internal static class MissingFacts
{
    internal static Refusal? Check(ExpressionNode node, string input) => Check(node, input, []);

    private static Refusal? Check(ExpressionNode node, string input, ImmutableHashSet<string> present)
    {
        switch (node)
        {
            case ExpressionNode.Junction junction:
                foreach (var term in junction.Terms)
                {
                    if (Check(term, input, present) is { } refusal)
                        return refusal;
                    // A later term is looked at only when this one was true (and) or false (or).
                    present = present.Union(Present(term, junction.Operator is TokenKind.And));
                }
                return null;
            case ExpressionNode.Comparison { IsEquality: true } or ExpressionNode.TextCall { Function.TakesMissing: true } or ExpressionNode.Otherwise or ExpressionNode.Negation:
                return First(node.Parts, part => Check(part, input, present));
            case ExpressionNode.Comparison or ExpressionNode.Arithmetic or ExpressionNode.Opposite or ExpressionNode.TextCall:
                return First(node.Parts, part => Check(part, input, present)) ?? First(node.Parts, part => CheckThere(part, input, present));
            case ExpressionNode.Fact or ExpressionNode.Literal:
                return null;
            default:
                throw new InvalidOperationException($"Unhandled node {node.GetType().Name}.");
        }
    }

    private static Refusal? First(IEnumerable<ExpressionNode> parts, Func<ExpressionNode, Refusal?> check) => parts.Select(check).FirstOrDefault(refusal => refusal is not null);

    private static Refusal? CheckThere(ExpressionNode part, string input, ImmutableHashSet<string> present)
    {
        if (part is not ExpressionNode.Fact { MayBeMissing: true, Member.Name: var name } || present.Contains(name))
            return null;
        var instead = $"np({input}.{name}, {(part.Type is FactType.Text ? "\"\"" : "0")})";
        return new(
            part.Position,
            $"{input}.{name} bisa kosong; tulislah dahulu {input}.{name} != null && … agar jelas apa yang berlaku bila kosong, atau {instead}.",
            $"{input}.{name} may be missing; write {input}.{name} != null && … first, so that it is clear what holds without it, or {instead}.");
    }

    /// <summary>The facts that are surely there when the node has the given answer.</summary>
    private static IEnumerable<string> Present(ExpressionNode node, bool answer) => node switch
    {
        ExpressionNode.Comparison { Left: ExpressionNode.Fact fact, Right: ExpressionNode.Literal literal } comparison
            when IsPresent(comparison.Operator, literal.Value is null, answer) => [fact.Member.Name],
        ExpressionNode.Comparison { Left: ExpressionNode.Literal { Value: not null }, Right: ExpressionNode.Fact fact } comparison
            when IsPresent(comparison.Operator, false, answer) => [fact.Member.Name],
        ExpressionNode.TextCall { Function.TakesMissing: true, Text: ExpressionNode.Fact fact } when !answer => [fact.Member.Name],
        ExpressionNode.Negation negation => Present(negation.Operand, !answer),
        ExpressionNode.Junction junction when junction.Operator is TokenKind.And == answer => junction.Terms.SelectMany(term => Present(term, answer)),
        _ => [],
    };

    private static bool IsPresent(TokenKind comparison, bool withNull, bool answer) =>
        comparison is TokenKind.Equal ? answer != withNull : comparison is TokenKind.NotEqual && answer == withNull;
}
