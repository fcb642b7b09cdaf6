namespace BackOffice.Rules.Policies.Expressions;

/// <summary>
/// A checked expression. What is in this tree is all that a rule can do: who adds a kind of node adds it to the parser, to
/// <see cref="MissingFacts"/>, to <see cref="CanonicalText"/> and to <see cref="ExpressionCompiler"/>.
/// </summary>
/// <param name="Position">Its first character in the expression, from 0.</param>
internal abstract record ExpressionNode(int Position)
{
    private (int Weight, int Depth)? size;

    /// <summary>The type of its value; null only for the literal null.</summary>
    internal abstract FactType? Type { get; }

    /// <summary>Whether its value can be null.</summary>
    internal virtual bool MayBeMissing => false;

    /// <summary>The nodes within it. A named value stands in several places as one node.</summary>
    internal virtual IReadOnlyList<ExpressionNode> Parts => [];

    /// <summary>How many nodes it is when printed, itself included.</summary>
    internal int Weight => Size.Weight;

    /// <summary>How many levels it has.</summary>
    internal int Depth => Size.Depth;

    // Kept, because a tree of named values that hold named values is walked once per node and not once per path.
    private (int Weight, int Depth) Size => size ??= (1 + Parts.Sum(part => part.Weight), 1 + Parts.Select(part => part.Depth).DefaultIfEmpty().Max());

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

    /// <summary>A number or a text that may be missing, and what stands for it then: <c>np(f.X, 0)</c>.</summary>
    /// <param name="Position">Its first character.</param>
    /// <param name="Missing">The fact; may be missing.</param>
    /// <param name="Default">Of the same type, never null.</param>
    internal sealed record Otherwise(int Position, Fact Missing, Literal Default) : ExpressionNode(Position)
    {
        internal override FactType? Type => Missing.Type;

        internal override IReadOnlyList<ExpressionNode> Parts => [Missing, Default];
    }

    /// <param name="Position">Its first character.</param>
    /// <param name="Operator">One of the kinds for which <see cref="Token.IsCalculation"/> is true.</param>
    /// <param name="Left">A number.</param>
    /// <param name="Right">A number.</param>
    internal sealed record Arithmetic(int Position, TokenKind Operator, ExpressionNode Left, ExpressionNode Right) : ExpressionNode(Position)
    {
        // A whole number divided is a number with decimals: that 1 / 2 is 0 surprises everybody but programmers.
        internal override FactType? Type => Operator is TokenKind.Slash || Left.Type is FactType.Real || Right.Type is FactType.Real ? FactType.Real : FactType.Whole;

        internal override IReadOnlyList<ExpressionNode> Parts => [Left, Right];
    }

    /// <summary>A number with the other sign.</summary>
    internal sealed record Opposite(int Position, ExpressionNode Operand) : ExpressionNode(Position)
    {
        internal override FactType? Type => Operand.Type;

        internal override IReadOnlyList<ExpressionNode> Parts => [Operand];
    }

    /// <param name="Position">Its first character.</param>
    /// <param name="Function">Which.</param>
    /// <param name="Text">The text that it is asked of.</param>
    /// <param name="Argument">What stands in the parentheses; null where the function takes nothing.</param>
    internal sealed record TextCall(int Position, TextFunction Function, ExpressionNode Text, Literal? Argument) : ExpressionNode(Position)
    {
        internal override FactType? Type => Function.Type;

        internal override IReadOnlyList<ExpressionNode> Parts => Argument is null ? [Text] : [Text, Argument];
    }

    /// <param name="Position">Its first character.</param>
    /// <param name="Operator">One of the kinds for which <see cref="Token.IsComparison"/> is true.</param>
    /// <param name="Left">The left side, never null.</param>
    /// <param name="Right">The right side.</param>
    internal sealed record Comparison(int Position, TokenKind Operator, ExpressionNode Left, ExpressionNode Right) : ExpressionNode(Position)
    {
        internal override FactType? Type => FactType.Flag;

        internal override IReadOnlyList<ExpressionNode> Parts => [Left, Right];

        internal bool IsEquality => Operator is TokenKind.Equal or TokenKind.NotEqual;
    }

    internal sealed record Negation(int Position, ExpressionNode Operand) : ExpressionNode(Position)
    {
        internal override FactType? Type => FactType.Flag;

        internal override IReadOnlyList<ExpressionNode> Parts => [Operand];
    }

    /// <summary>Terms joined by one operator, read from the left and only as far as needed. Flat, so that a long chain is not a deep tree.</summary>
    /// <param name="Position">Its first character.</param>
    /// <param name="Operator"><see cref="TokenKind.And"/> or <see cref="TokenKind.Or"/>.</param>
    /// <param name="Terms">Two or more.</param>
    internal sealed record Junction(int Position, TokenKind Operator, IReadOnlyList<ExpressionNode> Terms) : ExpressionNode(Position)
    {
        internal override FactType? Type => FactType.Flag;

        internal override IReadOnlyList<ExpressionNode> Parts => Terms;
    }
}
