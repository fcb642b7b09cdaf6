using System.Collections.Immutable;

namespace BackOffice.Rules.Policies.Expressions;

/// <summary>What an expression can speak of: the facts of its policy, and the named values (GlobalParams, LocalParams) that stand above it.</summary>
/// <param name="Shape">The policy.</param>
/// <param name="Names">The named values; null where a value was refused.</param>
internal sealed record ExpressionScope(PolicyShape Shape, ImmutableDictionary<string, ExpressionNode?> Names)
{
    internal ExpressionScope(PolicyShape shape)
        : this(shape, ImmutableDictionary.Create<string, ExpressionNode?>(StringComparer.Ordinal))
    {
    }

    internal ExpressionScope With(string name, ExpressionNode? value) => this with { Names = Names.SetItem(name, value) };
}
