using System.Globalization;

namespace BackOffice.Rules.Policies.Expressions;

/// <summary>
/// Reads an expression into a checked tree: facts of the policy, literals, comparisons, and, or, not and parentheses. It stops at
/// the first thing that is none of these, with its place and a sentence. Binds like the engine: not, comparison, and, or.
/// </summary>
internal sealed class ExpressionParser
{
    internal const int MaxLength = 2_000;
    internal const int MaxDepth = 20;

    private readonly PolicyShape shape;
    private readonly IReadOnlyList<Token> tokens;
    private int at;
    private int depth;
    private Refusal? refusal;

    private ExpressionParser(PolicyShape shape, IReadOnlyList<Token> tokens)
    {
        this.shape = shape;
        this.tokens = tokens;
    }

    private Token Current => tokens[at];

    /// <summary>The tree, or why there is none: exactly one of the two is null.</summary>
    internal static (ExpressionNode? Tree, Refusal? Refusal) Parse(string expression, PolicyShape shape)
    {
        if (expression.Length > MaxLength)
            return (null, new(MaxLength, $"Ekspresi ini lebih panjang daripada {MaxLength} karakter.", $"This expression is longer than {MaxLength} characters."));
        var tokenizer = new Tokenizer(expression);
        if (tokenizer.Read() is not { } tokens)
            return (null, tokenizer.Refusal);
        var parser = new ExpressionParser(shape, tokens);
        var tree = parser.ParseAll();
        return parser.refusal is null ? (tree, null) : (null, parser.refusal);
    }

    private ExpressionNode? ParseAll()
    {
        if (ParseJunction(TokenKind.Or) is not { } tree)
            return null;
        if (Current.Kind is not TokenKind.End)
            return Unexpected();
        if (!IsCondition(tree))
            return null;
        refusal = MissingFacts.Check(tree, shape.Input);
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
        if (ParseOperand() is not { } left)
            return null;
        var sign = Current;
        if (!sign.IsComparison)
            return left;
        if (negated)
            return Refuse(sign.Position, "\"Bukan\" di sini hanya berlaku untuk bagian kirinya; tulislah !(… == …).", "The \"not\" here applies to the left side only; write !(… == …).");
        at++;
        if (ParseOperand() is not { } right)
            return null;
        if (Current.IsComparison)
            return Refuse(Current.Position, "Bandingkanlah dua nilai saja; hubungkanlah perbandingan dengan && atau ||.", "Compare two values only; join comparisons with && or ||.");
        return Operands.Compare(sign, left, right, out refusal);
    }

    private ExpressionNode? ParseOperand()
    {
        var start = Current;
        switch (start.Kind)
        {
            case TokenKind.Not:
                at++;
                return Nested(start, ParseOperand) is { } operand && IsCondition(operand) ? new ExpressionNode.Negation(start.Position, operand) : null;
            case TokenKind.Open:
                at++;
                if (Nested(start, () => ParseJunction(TokenKind.Or)) is not { } inner)
                    return null;
                if (Current.Kind is not TokenKind.Close)
                    return Current.Kind is TokenKind.End ? Refuse(start.Position, "Kurung ini tidak ditutup.", "This parenthesis is not closed.") : Unexpected();
                at++;
                return inner with { Position = start.Position };
            case TokenKind.Minus when tokens[at + 1].Kind is TokenKind.Number:
                at++;
                return ParseNumber(start.Position, "-");
            case TokenKind.Number:
                return ParseNumber(start.Position, "");
            case TokenKind.Text:
                at++;
                return new ExpressionNode.Literal(start.Position, start.Text);
            case TokenKind.Word:
                return ParseWord();
            default:
                return Unexpected();
        }
    }

    private ExpressionNode? Nested(Token start, Func<ExpressionNode?> parse)
    {
        // The stack of the engine's parser and compiler is not ours to size.
        if (depth == MaxDepth)
            return Refuse(start.Position, $"Ekspresi ini bersarang lebih dari {MaxDepth} tingkat.", $"This expression is nested more than {MaxDepth} levels.");
        depth++;
        var inner = parse();
        depth--;
        return inner;
    }

    private ExpressionNode? ParseNumber(int position, string sign)
    {
        var digits = sign + tokens[at++].Text;
        if (digits.Contains('.'))
            return new ExpressionNode.Literal(position, double.Parse(digits, CultureInfo.InvariantCulture));
        return long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
            ? new ExpressionNode.Literal(position, whole)
            : Refuse(position, "Angka ini terlalu besar.", "This number is too large.");
    }

    private ExpressionNode? ParseWord()
    {
        var word = tokens[at++];
        if (Words.IsTrue(word.Text) || Words.IsFalse(word.Text))
            return new ExpressionNode.Literal(word.Position, Words.IsTrue(word.Text));
        if (Words.IsNull(word.Text))
            return new ExpressionNode.Literal(word.Position, null);
        if (word.Text != shape.Input || Current.Kind is not TokenKind.Dot)
        {
            return Current.Kind is TokenKind.Open
                ? Refuse(word.Position, $"Fungsi tidak diizinkan: {Shown(word)}(…).", $"Functions are not allowed: {Shown(word)}(…).")
                : Refuse(word.Position, $"\"{Shown(word)}\" tidak dikenal; fakta ditulis sebagai {shape.Input}.Nama.", $"\"{Shown(word)}\" is unknown; a fact is written as {shape.Input}.Name.");
        }
        at++;
        var name = Current;
        if (!shape.Members.TryGetValue(name.Text, out var member) || name.Kind is not TokenKind.Word)
        {
            var near = NameGuess.Nearest(name.Text, shape.Members.Keys);
            return Refuse(
                name.Position,
                $"Fakta \"{Shown(name)}\" tidak ada" + (near is null ? $"; yang ada: {string.Join(", ", shape.Members.Keys)}." : $"; maksudnya {shape.Input}.{near}?"),
                $"There is no fact \"{Shown(name)}\"" + (near is null ? $"; there are: {string.Join(", ", shape.Members.Keys)}." : $"; did you mean {shape.Input}.{near}?"));
        }
        at++;
        return Current.Kind is TokenKind.Dot or TokenKind.Open
            ? Refuse(Current.Position, "Fakta tidak mempunyai bagian dan bukan fungsi; bandingkanlah nilainya saja.", "A fact has no parts and is no function; just compare its value.")
            : new ExpressionNode.Fact(word.Position, member);
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

    private ExpressionNode? Unexpected() => Current.Kind is TokenKind.End
        ? Refuse(Current.Position, "Ekspresi ini belum selesai.", "This expression is not finished.")
        : Refuse(Current.Position, $"\"{Shown(Current)}\" tidak dapat berada di sini.", $"\"{Shown(Current)}\" cannot stand here.");

    private static string Shown(Token token) => token.Text.Length <= 60 ? token.Text : token.Text[..60] + "…";

    private ExpressionNode? Refuse(int position, string indonesian, string english)
    {
        refusal ??= new(position, indonesian, english);
        return null;
    }
}
