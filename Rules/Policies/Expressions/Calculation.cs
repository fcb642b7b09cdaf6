namespace BackOffice.Rules.Policies.Expressions;

/// <summary>Which numbers can be calculated with. What holds no fact is calculated here, so that the tree keeps only what a rule has to do.</summary>
internal static class Calculation
{
    internal static ExpressionNode? Of(Token sign, ExpressionNode left, ExpressionNode right, out Refusal? refusal)
    {
        refusal = NoNumber(left) ?? NoNumber(right)
            ?? (sign.Kind is TokenKind.Slash or TokenKind.Percent && right is ExpressionNode.Literal { Value: 0L or 0d }
                ? new(sign.Position, "Pembagian dengan nol tidak pernah mempunyai hasil.", "A division by zero never has a result.")
                : null);
        if (refusal is not null)
            return null;
        // A whole literal takes the type of what is calculated, so that the engine has nothing to choose.
        if (new ExpressionNode.Arithmetic(left.Position, sign.Kind, left, right).Type is FactType.Real)
            (left, right) = (Widen(left), Widen(right));
        return left is ExpressionNode.Literal { Value: { } a } && right is ExpressionNode.Literal { Value: { } b }
            ? Fold(sign, left.Position, () => Method(sign.Kind, a is double).Invoke(null, [a, b])!, out refusal)
            : new ExpressionNode.Arithmetic(left.Position, sign.Kind, left, right);
    }

    internal static ExpressionNode? Opposite(Token sign, ExpressionNode operand, out Refusal? refusal)
    {
        refusal = NoNumber(operand);
        return refusal is not null ? null
            : operand is ExpressionNode.Literal { Value: { } number } ? Fold(sign, sign.Position, () => number is long whole ? (object)WholeNumbers.Opposite(whole) : -(double)number, out refusal)
            : new ExpressionNode.Opposite(sign.Position, operand);
    }

    /// <summary>The method that does it: of <see cref="RealNumbers"/> or of <see cref="WholeNumbers"/>.</summary>
    internal static System.Reflection.MethodInfo Method(TokenKind sign, bool real) => (real ? typeof(RealNumbers) : typeof(WholeNumbers)).GetMethod(sign switch
    {
        TokenKind.Plus => nameof(RealNumbers.Add),
        TokenKind.Minus => nameof(RealNumbers.Subtract),
        TokenKind.Times => nameof(RealNumbers.Multiply),
        TokenKind.Slash => nameof(RealNumbers.Divide),
        TokenKind.Percent => nameof(RealNumbers.Remainder),
        _ => throw new InvalidOperationException($"Unhandled operator {sign}."),
    })!;

    private static ExpressionNode.Literal? Fold(Token sign, int position, Func<object> calculate, out Refusal? refusal)
    {
        refusal = null;
        try
        {
            return new(position, calculate());
        }
        catch (Exception e) when (e is OverflowException || e.InnerException is OverflowException)
        {
            refusal = new(sign.Position, "Hasil hitungan ini terlalu besar.", "The result of this calculation is too large.");
            return null;
        }
    }

    private static ExpressionNode Widen(ExpressionNode node) => node is ExpressionNode.Literal { Value: long whole } ? new ExpressionNode.Literal(node.Position, (double)whole) : node;

    private static Refusal? NoNumber(ExpressionNode node) => node.Type is FactType.Whole or FactType.Real ? null : new(
        node.Position,
        "Hanya angka yang dapat dihitung; teks dan benar/salah hanya dapat dibandingkan.",
        "Only numbers can be calculated with; texts and true/false can only be compared.");
}
