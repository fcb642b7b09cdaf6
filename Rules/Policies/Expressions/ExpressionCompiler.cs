using System.Linq.Expressions;
using System.Reflection;

namespace BackOffice.Rules.Policies.Expressions;

/// <summary>
/// Makes a delegate of a checked tree: the same answer, and the same exception, as the engine gives for the text that <see cref="CanonicalText"/> prints of it.
/// </summary>
internal static class ExpressionCompiler
{
    internal static Func<object, bool> Compile(ExpressionNode condition, Type factsType)
    {
        var input = Expression.Parameter(typeof(object), "input");
        var facts = Expression.Variable(factsType, "facts");
        var body = Expression.Block([facts], Expression.Assign(facts, Expression.Convert(input, factsType)), Of(condition, facts));
        return Expression.Lambda<Func<object, bool>>(body, input).Compile();
    }

    private static Expression Of(ExpressionNode node, ParameterExpression facts) => node switch
    {
        ExpressionNode.Fact fact => Expression.Property(facts, fact.Member.Name),
        ExpressionNode.Literal literal => Expression.Constant(literal.Value),
        ExpressionNode.Otherwise otherwise => Call(Calculator(otherwise.Type).GetMethod(nameof(Texts.Or))!, otherwise.Parts, facts),
        ExpressionNode.Arithmetic sum => Call(Calculation.Method(sum.Operator, sum.Type is FactType.Real), sum.Parts, facts),
        ExpressionNode.Opposite opposite => Call(Calculator(opposite.Type).GetMethod(nameof(WholeNumbers.Opposite))!, opposite.Parts, facts),
        ExpressionNode.TextCall call => Call(typeof(Texts).GetMethod(call.Function.Method)!, call.Parts, facts),
        ExpressionNode.Comparison comparison => Compare(comparison, facts),
        ExpressionNode.Negation negation => Expression.Not(Of(negation.Operand, facts)),
        ExpressionNode.Junction { Operator: TokenKind.And } junction => junction.Terms.Select(term => Of(term, facts)).Aggregate(Expression.AndAlso),
        ExpressionNode.Junction junction => junction.Terms.Select(term => Of(term, facts)).Aggregate(Expression.OrElse),
        var other => throw new InvalidOperationException($"Unhandled node {other.GetType().Name}."),
    };

    private static MethodCallExpression Call(MethodInfo method, IReadOnlyList<ExpressionNode> arguments, ParameterExpression facts) =>
        Expression.Call(method, method.GetParameters().Zip(arguments, (parameter, argument) => As(There(argument, parameter.ParameterType, facts), parameter.ParameterType)));

    private static Expression There(ExpressionNode node, Type wanted, ParameterExpression facts)
    {
        var value = Of(node, facts);
        if (Nullable.GetUnderlyingType(value.Type) is null || Nullable.GetUnderlyingType(wanted) is not null)
            return value;
        var there = Calculator(node.Type).GetMethod(nameof(WholeNumbers.There))!;
        return Expression.Call(there, As(value, there.GetParameters()[0].ParameterType));
    }

    private static BinaryExpression Compare(ExpressionNode.Comparison comparison, ParameterExpression facts)
    {
        var type = (comparison.Left.Type, comparison.Right.Type) switch
        {
            (FactType.Text, _) => typeof(string),
            (FactType.Flag, _) => typeof(bool),
            (FactType.Real, _) or (_, FactType.Real) => typeof(double),
            _ => typeof(long),
        };
        if (type != typeof(string) && (comparison.Left.MayBeMissing || comparison.Right.MayBeMissing))
            type = typeof(Nullable<>).MakeGenericType(type);
        return Expression.MakeBinary(
            comparison.Operator switch
            {
                TokenKind.Equal => ExpressionType.Equal,
                TokenKind.NotEqual => ExpressionType.NotEqual,
                TokenKind.Less => ExpressionType.LessThan,
                TokenKind.LessOrEqual => ExpressionType.LessThanOrEqual,
                TokenKind.Greater => ExpressionType.GreaterThan,
                TokenKind.GreaterOrEqual => ExpressionType.GreaterThanOrEqual,
                var other => throw new InvalidOperationException($"Unhandled operator {other}."),
            },
            Side(comparison.Left, type, facts),
            Side(comparison.Right, type, facts));
    }

    private static Expression Side(ExpressionNode node, Type type, ParameterExpression facts) => node.Type is null ? Expression.Constant(null, type) : As(Of(node, facts), type);

    private static Expression As(Expression value, Type type) => value.Type == type ? value : Expression.Convert(value, type);

    private static Type Calculator(FactType? type) => type switch
    {
        FactType.Text => typeof(Texts),
        FactType.Whole => typeof(WholeNumbers),
        FactType.Real => typeof(RealNumbers),
        _ => throw new InvalidOperationException($"Unhandled type {type}."),
    };
}
