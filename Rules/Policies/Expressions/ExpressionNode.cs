namespace BackOffice.Rules.Policies.Expressions;

/// <summary>
/// A checked expression. What is in this tree is all that a rule can do: who adds a kind of node adds it to the parser, to
/// <see cref="MissingFacts"/> and to <see cref="CanonicalText"/>.
/// </summary>
/// <param name="Position">Its first character in the expression, from 0.</param>
internal abstract record ExpressionNode(int Position)
{
    /// <summary>The type of its value; null only for the literal null.</summary>
    internal abstract FactType? Type { get; }

    /// <summary>Whether its value can be null.</summary>
    internal virtual bool MayBeMissing => false;

    internal sealed record Fact(int Position, FactMember Member) : ExpressionNode(Position)
    {
        internal override FactType? Type => Member.Type;

        internal override bool MayBeMissing => Member.MayBeMissing;
    }

    /// <param name="Position">Its first character.</param>
    /// <param name="Value">A <see cref="string"/>, <see cref="bool"/>, <see cref="long"/>, <see cref="double"/> or null.</param>
    internal sealed record Literal(int Position, object? Value) : ExpressionNode(Position)
    {
        internal override FactType? Type => Value switch
        {
            string => FactType.Text,
            bool => FactType.Flag,
            long => FactType.Whole,
            double => FactType.Real,
            _ => null,
        };
    }

    /// <param name="Position">Its first character.</param>
    /// <param name="Operator">One of the kinds for which <see cref="Token.IsComparison"/> is true.</param>
    /// <param name="Left">The left side, never null.</param>
    /// <param name="Right">The right side.</param>
    internal sealed record Comparison(int Position, TokenKind Operator, ExpressionNode Left, ExpressionNode Right) : ExpressionNode(Position)
    {
        internal override FactType? Type => FactType.Flag;

        internal bool IsEquality => Operator is TokenKind.Equal or TokenKind.NotEqual;
    }

    internal sealed record Negation(int Position, ExpressionNode Operand) : ExpressionNode(Position)
    {
        internal override FactType? Type => FactType.Flag;
    }

    /// <summary>Terms joined by one operator, read from the left and only as far as needed. Flat, so that a long chain is not a deep tree.</summary>
    /// <param name="Position">Its first character.</param>
    /// <param name="Operator"><see cref="TokenKind.And"/> or <see cref="TokenKind.Or"/>.</param>
    /// <param name="Terms">Two or more.</param>
    internal sealed record Junction(int Position, TokenKind Operator, IReadOnlyList<ExpressionNode> Terms) : ExpressionNode(Position)
    {
        internal override FactType? Type => FactType.Flag;
    }
}
