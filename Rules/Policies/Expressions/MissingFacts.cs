using System.Collections.Immutable;

namespace BackOffice.Rules.Policies.Expressions;

/// <summary>
/// Finds a number that may be missing and is put in order all the same. C# answers "no" when null is less than anything; a "no" made of
/// nothing is doubt (decision 11), so the author says first what holds without the number: <c>f.X != null &amp;&amp; f.X &lt; 5</c>.
/// </summary>
internal static class MissingFacts
{
    internal static Refusal? Check(ExpressionNode node, string input) => Check(node, input, []);

    private static Refusal? Check(ExpressionNode node, string input, ImmutableHashSet<string> present)
    {
        switch (node)
        {
            case ExpressionNode.Comparison comparison:
                return Check(comparison.Left, input, present) ?? Check(comparison.Right, input, present)
                    ?? (comparison.IsEquality ? null : CheckOrder(comparison.Left, input, present) ?? CheckOrder(comparison.Right, input, present));
            case ExpressionNode.Negation negation:
                return Check(negation.Operand, input, present);
            case ExpressionNode.Junction junction:
                foreach (var term in junction.Terms)
                {
                    if (Check(term, input, present) is { } refusal)
                        return refusal;
                    // A later term is looked at only when this one was true (and) or false (or).
                    present = present.Union(Present(term, junction.Operator is TokenKind.And));
                }
                return null;
            default:
                return null;
        }
    }

    private static Refusal? CheckOrder(ExpressionNode side, string input, ImmutableHashSet<string> present)
    {
        if (side is not ExpressionNode.Fact { MayBeMissing: true, Member.Name: var name } || present.Contains(name))
            return null;
        return new(
            side.Position,
            $"{input}.{name} bisa kosong; tulislah dahulu {input}.{name} != null && … agar jelas apa yang berlaku bila kosong.",
            $"{input}.{name} may be missing; write {input}.{name} != null && … first, so that it is clear what holds without it.");
    }

    /// <summary>The facts that are surely there when the node has the given answer.</summary>
    private static IEnumerable<string> Present(ExpressionNode node, bool answer) => node switch
    {
        ExpressionNode.Comparison { Left: ExpressionNode.Fact fact, Right: ExpressionNode.Literal literal } comparison
            when IsPresent(comparison.Operator, literal.Value is null, answer) => [fact.Member.Name],
        ExpressionNode.Comparison { Left: ExpressionNode.Literal { Value: not null }, Right: ExpressionNode.Fact fact } comparison
            when IsPresent(comparison.Operator, false, answer) => [fact.Member.Name],
        ExpressionNode.Negation negation => Present(negation.Operand, !answer),
        ExpressionNode.Junction junction when junction.Operator is TokenKind.And == answer => junction.Terms.SelectMany(term => Present(term, answer)),
        _ => [],
    };

    private static bool IsPresent(TokenKind comparison, bool withNull, bool answer) =>
        comparison is TokenKind.Equal ? answer != withNull : comparison is TokenKind.NotEqual && answer == withNull;
}
