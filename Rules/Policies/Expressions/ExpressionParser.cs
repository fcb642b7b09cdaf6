namespace BackOffice.Rules.Policies.Expressions;

/// <summary>
/// Reads an expression into a checked tree: facts of the policy, named values, literals, arithmetic, comparisons, and, or, not, parentheses and a few functions. It stops at
/// the first thing that is none of these, with its place and a sentence. Binds like the engine: not and minus, product, sum, comparison, and, or.
/// </summary>
internal sealed partial class ExpressionParser
{
    internal const int MaxLength = 2_000;

    /// <summary>Parentheses and negations within each other.</summary>
    internal const int MaxNesting = 20;

    /// <summary>Levels of the tree. The engine's parser needs some 7 KB of stack a level, and what has no room there ends the process: measured, 80 levels do not fit into 512 KB.</summary>
    internal const int MaxDepth = 40;

    /// <summary>Nodes of the tree with named values put in, so that a few short names cannot stand for an endless text.</summary>
    internal const int MaxWeight = 1_000;

    private readonly ExpressionScope scope;
    private readonly IReadOnlyList<Token> tokens;
    private int at;
    private int depth;
    private Refusal? refusal;

    private ExpressionParser(ExpressionScope scope, IReadOnlyList<Token> tokens)
    {
        this.scope = scope;
        this.tokens = tokens;
    }

    private Token Current => tokens[at];

    private PolicyShape Shape => scope.Shape;

    /// <summary>A condition over the facts alone.</summary>
    internal static (ExpressionNode? Tree, Refusal? Refusal) Parse(string expression, PolicyShape shape) => ParseCondition(expression, new(shape));

    /// <summary>An expression that is true or false. The tree, or why there is none: exactly one of the two is null.</summary>
    internal static (ExpressionNode? Tree, Refusal? Refusal) ParseCondition(string expression, ExpressionScope scope) => Parse(expression, scope, condition: true);

    /// <summary>An expression that has any value but null.</summary>
    internal static (ExpressionNode? Tree, Refusal? Refusal) ParseValue(string expression, ExpressionScope scope) => Parse(expression, scope, condition: false);

    private static (ExpressionNode? Tree, Refusal? Refusal) Parse(string expression, ExpressionScope scope, bool condition)
    {
        if (expression.Length > MaxLength)
            return (null, new(MaxLength, $"Ekspresi ini lebih panjang daripada {MaxLength} karakter.", $"This expression is longer than {MaxLength} characters."));
        var tokenizer = new Tokenizer(expression);
        if (tokenizer.Read() is not { } tokens)
            return (null, tokenizer.Refusal);
        var parser = new ExpressionParser(scope, tokens);
        var tree = parser.ParseAll(condition);
        return parser.refusal is null ? (tree, null) : (null, parser.refusal);
    }

    private ExpressionNode? ParseAll(bool condition)
    {
        if (ParseJunction(TokenKind.Or) is not { } tree)
            return null;
        if (Current.Kind is not TokenKind.End)
            return Unexpected();
        if (condition && !IsCondition(tree))
            return null;
        if (tree.Type is null)
            return Refuse(tree.Position, "null bukan nilai.", "null is no value.");
        if (tree.Depth > MaxDepth || tree.Weight > MaxWeight)
            return Refuse(tree.Position, $"Dengan nilai bernama di dalamnya, ekspresi ini terlalu besar: paling banyak {MaxWeight} bagian dan {MaxDepth} tingkat.", $"With its named values put in, this expression is too large: at most {MaxWeight} parts and {MaxDepth} levels.");
        refusal = MissingFacts.Check(tree, Shape.Input);
        return tree;
    }

    private ExpressionNode? ParseJunction(TokenKind kind)
    {
        if (ParseTerm(kind) is not { } first)
            return null;
        if (Current.Kind != kind)
            return first;
        List<ExpressionNode> terms = [first];
        while (Current.Kind == kind)
        {
            at++;
            if (ParseTerm(kind) is not { } next)
                return null;
            terms.Add(next);
        }
        return terms.TrueForAll(IsCondition) ? new ExpressionNode.Junction(first.Position, kind, terms) : null;
    }

    private ExpressionNode? ParseTerm(TokenKind kind) => kind is TokenKind.Or ? ParseJunction(TokenKind.And) : ParseComparison();

    private ExpressionNode? ParseComparison()
    {
        var negated = Current.Kind is TokenKind.Not;
        if (ParseSum() is not { } left)
            return null;
        var sign = Current;
        if (!sign.IsComparison)
            return left;
        if (negated)
            return Refuse(sign.Position, "\"Bukan\" di sini hanya berlaku untuk bagian kirinya; tulislah !(… == …).", "The \"not\" here applies to the left side only; write !(… == …).");
        at++;
        if (ParseSum() is not { } right)
            return null;
        if (Current.IsComparison)
            return Refuse(Current.Position, "Bandingkanlah dua nilai saja; hubungkanlah perbandingan dengan && atau ||.", "Compare two values only; join comparisons with && or ||.");
        return Operands.Compare(sign, left, right, out refusal);
    }

    private ExpressionNode? ParseSum() => ParseChain(ParseProduct, TokenKind.Plus, TokenKind.Minus);

    private ExpressionNode? ParseProduct() => ParseChain(ParseUnary, TokenKind.Times, TokenKind.Slash, TokenKind.Percent);

    private ExpressionNode? ParseChain(Func<ExpressionNode?> parse, params IReadOnlyList<TokenKind> signs)
    {
        var left = parse();
        while (left is not null && signs.Contains(Current.Kind))
        {
            var sign = tokens[at++];
            if (left.Depth > MaxDepth)
                return Refuse(sign.Position, "Hitungan ini terlalu panjang.", "This calculation is too long.");
            left = parse() is { } right ? Calculation.Of(sign, left, right, out refusal) : null;
        }
        return left;
    }

    private ExpressionNode? ParseUnary()
    {
        var start = Current;
        switch (start.Kind)
        {
            case TokenKind.Not:
                at++;
                return Nested(start, ParseUnary) is { } operand && IsCondition(operand) ? new ExpressionNode.Negation(start.Position, operand) : null;
            case TokenKind.Minus when tokens[at + 1].Kind is TokenKind.Number:
                at++;
                return ParseNumber(start.Position, "-");
            case TokenKind.Minus:
                at++;
                return Nested(start, ParseAsked) is { } number ? Calculation.Opposite(start, number, out refusal) : null;
            default:
                return ParseAsked();
        }
    }

    private ExpressionNode? Nested(Token start, Func<ExpressionNode?> parse)
    {
        if (depth == MaxNesting)
            return Refuse(start.Position, $"Ekspresi ini bersarang lebih dari {MaxNesting} tingkat.", $"This expression is nested more than {MaxNesting} levels.");
        depth++;
        var inner = parse();
        depth--;
        return inner;
    }

    private bool IsCondition(ExpressionNode node)
    {
        if (node is { Type: FactType.Flag, MayBeMissing: false } and not ExpressionNode.Literal)
            return true;
        refusal ??= node.MayBeMissing && node.Type is FactType.Flag
            ? new(node.Position, "Fakta ini bisa kosong; bandingkanlah dengan true atau false.", "This fact may be missing; compare it with true or false.")
            : new(node.Position, "Di sini harus ada syarat yang bernilai benar atau salah, misalnya sebuah perbandingan.", "Here must be a condition that is true or false, such as a comparison.");
        return false;
    }

    private ExpressionNode? Unexpected() => Current.Kind switch
    {
        TokenKind.End => Refuse(Current.Position, "Ekspresi ini belum selesai.", "This expression is not finished."),
        TokenKind.Comma => Refuse(Current.Position, "Koma hanya ada dalam np(…, …); desimal ditulis dengan titik.", "A comma stands only in np(…, …); decimals are written with a point."),
        _ => Refuse(Current.Position, $"\"{Shown(Current)}\" tidak dapat berada di sini.", $"\"{Shown(Current)}\" cannot stand here."),
    };

    private static string Shown(Token token) => token.Text.Length <= 60 ? token.Text : token.Text[..60] + "…";

    private ExpressionNode? Refuse(int position, string indonesian, string english)
    {
        refusal ??= new(position, indonesian, english);
        return null;
    }
}
