namespace BackOffice.Rules.Policies.Expressions;

/// <summary>Which two values can be compared.</summary>
internal static class Operands
{
    internal static ExpressionNode? Compare(Token sign, ExpressionNode left, ExpressionNode right, out Refusal? refusal)
    {
        // null stands on the right and a whole literal takes the type of the number beside it, so that the engine has nothing to choose.
        if (left.Type is null && sign.Kind is TokenKind.Equal or TokenKind.NotEqual)
            (left, right) = (right, left);
        (left, right) = (Widen(left, right), Widen(right, left));
        var comparison = new ExpressionNode.Comparison(Math.Min(left.Position, right.Position), sign.Kind, left, right);
        refusal = Why(comparison) is var (indonesian, english) ? new(sign.Position, indonesian, english) : null;
        return refusal is null ? comparison : null;
    }

    private static ExpressionNode Widen(ExpressionNode node, ExpressionNode beside) =>
        node is ExpressionNode.Literal { Value: long whole } && beside.Type is FactType.Real ? new ExpressionNode.Literal(node.Position, (double)whole) : node;

    private static (string Indonesian, string English)? Why(ExpressionNode.Comparison comparison) => comparison switch
    {
        { Left: ExpressionNode.Literal, Right: ExpressionNode.Literal } =>
            ("Perbandingan ini tidak memuat fakta, sehingga hasilnya selalu sama.", "This comparison has no fact in it, so that its result is always the same."),
        { Right.Type: null } when !comparison.IsEquality => ("Terhadap null hanya == dan != yang berarti.", "Only == and != mean something with null."),
        { Right.Type: null, Left.MayBeMissing: false } => ("Fakta ini tidak pernah kosong.", "This fact is never missing."),
        { Right.Type: null } => null,
        { Left.Type: null } => ("Terhadap null hanya == dan != yang berarti.", "Only == and != mean something with null."),
        { Left.Type: var left, Right.Type: var right } when left != right && !(IsNumber(left) && IsNumber(right)) =>
            ($"{Indonesian(left)} tidak dapat dibandingkan dengan {Indonesian(right)}.", $"{English(left)} cannot be compared with {English(right)}."),
        { Left.Type: FactType.Text or FactType.Flag } when !comparison.IsEquality =>
            ("Hanya angka yang dapat lebih kecil atau lebih besar; teks dan benar/salah hanya sama atau tidak sama.", "Only numbers can be less or greater; texts and true/false are equal or not."),
        _ => null,
    };

    private static bool IsNumber(FactType? type) => type is FactType.Whole or FactType.Real;

    private static string Indonesian(FactType? type) => type switch
    {
        FactType.Text => "Teks",
        FactType.Flag => "Benar/salah",
        _ => "Angka",
    };

    private static string English(FactType? type) => type switch
    {
        FactType.Text => "Text",
        FactType.Flag => "True/false",
        _ => "A number",
    };
}
