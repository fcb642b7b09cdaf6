using BackOffice.Rules.Policies.Expressions;

namespace BackOffice.Rules.Policies;

/// <summary>A value with a name, as <c>GlobalParams</c> and <c>LocalParams</c> hold them.</summary>
/// <param name="Name">The name.</param>
/// <param name="Expression">Its expression.</param>
public sealed record NamedExpression(string Name, string Expression);

/// <summary>Why an expression would not be taken.</summary>
/// <param name="Name">The named value in which it is; null where it is in the condition itself.</param>
/// <param name="Character">The character of that expression, from 1.</param>
/// <param name="Sentence">What is wrong and what to write instead.</param>
public sealed record ExpressionFinding(string? Name, int Character, Sentence Sentence);

/// <summary>Checks a condition while somebody types it, with the parser that reads the rule file. Nothing is compiled and nothing runs.</summary>
public static class ExpressionCheck
{
    /// <summary>The first thing that is wrong; null if nothing is.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="shape">The policy whose facts it may read.</param>
    /// <param name="names">The named values that stand above it, each of which may use those before it; none by default.</param>
    public static ExpressionFinding? Of(string condition, PolicyShape shape, params IReadOnlyList<NamedExpression> names)
    {
        ArgumentNullException.ThrowIfNull(condition);
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(names);
        var scope = new ExpressionScope(shape);
        foreach (var named in names)
        {
            var (value, refusal) = ExpressionParser.ParseValue(named.Expression, scope);
            if (refusal is not null)
                return new(named.Name, refusal.Position + 1, refusal.Sentence);
            scope = scope.With(named.Name, value);
        }
        return ExpressionParser.ParseCondition(condition, scope).Refusal is { } why ? new(null, why.Position + 1, why.Sentence) : null;
    }
}
