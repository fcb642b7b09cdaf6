using System.Globalization;

namespace BackOffice.Rules.Policies.Expressions;

/// <content>Values: literals, facts, named values, and what may be asked of them.</content>
internal sealed partial class ExpressionParser
{
    /// <summary>A value and what is asked of it: <c>f.Name.Trim().Length</c>.</summary>
    private ExpressionNode? ParseAsked()
    {
        var value = ParseValue();
        while (value is not null && Current.Kind is TokenKind.Dot)
            value = ParseTextCall(value);
        return value;
    }

    private ExpressionNode? ParseValue()
    {
        var start = Current;
        switch (start.Kind)
        {
            case TokenKind.Open:
                at++;
                if (Nested(start, () => ParseJunction(TokenKind.Or)) is not { } inner)
                    return null;
                if (Current.Kind is not TokenKind.Close)
                    return Current.Kind is TokenKind.End ? Refuse(start.Position, "Kurung ini tidak ditutup.", "This parenthesis is not closed.") : Unexpected();
                at++;
                return inner with { Position = start.Position };
            case TokenKind.Number:
                return ParseNumber(start.Position, "");
            case TokenKind.Text:
                at++;
                return new ExpressionNode.Literal(start.Position, start.Text);
            case TokenKind.Word:
                at++;
                return ParseWord(start);
            default:
                return Unexpected();
        }
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

    private ExpressionNode? ParseWord(Token word)
    {
        if (Words.IsTrue(word.Text) || Words.IsFalse(word.Text))
            return new ExpressionNode.Literal(word.Position, Words.IsTrue(word.Text));
        if (Words.IsNull(word.Text))
            return new ExpressionNode.Literal(word.Position, null);
        if (word.Text == Shape.Input && Current.Kind is TokenKind.Dot)
            return ParseFact(word);
        if (scope.Names.TryGetValue(word.Text, out var named))
        {
            return named is not null
                ? named with { Position = word.Position }
                : Refuse(word.Position, $"Nilai \"{Shown(word)}\" sendiri belum benar; perbaikilah dahulu.", $"The value \"{Shown(word)}\" is itself refused; mend it first.");
        }
        return (word.Text, Current.Kind) switch
        {
            (Words.Otherwise, TokenKind.Open) => ParseOtherwise(word),
            ("string" or "String", TokenKind.Dot) => ParseMissingCall(word),
            (_, TokenKind.Open) => Refuse(
                word.Position,
                $"Fungsi tidak diizinkan: {Shown(word)}(…); yang ada: np(…) dan fungsi teks.",
                $"Functions are not allowed: {Shown(word)}(…); there are np(…) and the functions of a text."),
            _ => UnknownWord(word),
        };
    }

    private ExpressionNode? UnknownWord(Token word) => NameGuess.Nearest(word.Text, scope.Names.Keys) is { } near
        ? Refuse(word.Position, $"\"{Shown(word)}\" tidak dikenal; maksudnya {near}?", $"\"{Shown(word)}\" is unknown; did you mean {near}?")
        : Refuse(word.Position, $"\"{Shown(word)}\" tidak dikenal; fakta ditulis sebagai {Shape.Input}.Nama.", $"\"{Shown(word)}\" is unknown; a fact is written as {Shape.Input}.Name.");

    private ExpressionNode? ParseFact(Token word)
    {
        at++;
        var name = Current;
        if (!Shape.Members.TryGetValue(name.Text, out var member) || name.Kind is not TokenKind.Word)
        {
            var near = NameGuess.Nearest(name.Text, Shape.Members.Keys);
            return Refuse(
                name.Position,
                $"Fakta \"{Shown(name)}\" tidak ada" + (near is null ? $"; yang ada: {string.Join(", ", Shape.Members.Keys)}." : $"; maksudnya {Shape.Input}.{near}?"),
                $"There is no fact \"{Shown(name)}\"" + (near is null ? $"; there are: {string.Join(", ", Shape.Members.Keys)}." : $"; did you mean {Shape.Input}.{near}?"));
        }
        at++;
        return new ExpressionNode.Fact(word.Position, member);
    }

    /// <summary><c>np(f.X)</c> is the fact itself, <c>np(f.X, 0)</c> the fact or what stands for it.</summary>
    private ExpressionNode? ParseOtherwise(Token word)
    {
        at++;
        if (ParseValue() is not { } value)
            return null;
        if (Current.Kind is TokenKind.Dot || value is not ExpressionNode.Fact fact)
            return Refuse(value.Position, $"Dalam np(…) hanya ada satu fakta; fungsi ditulis di luarnya: np({Shape.Input}.Nama, \"\").Length.", $"In np(…) stands one fact alone; functions stand outside: np({Shape.Input}.Name, \"\").Length.");
        if (!fact.MayBeMissing)
            return Refuse(value.Position, "Fakta ini tidak pernah kosong; tulislah tanpa np.", "This fact is never missing; write it without np.");
        ExpressionNode? whole = fact with { Position = word.Position };
        if (Current.Kind is TokenKind.Comma)
        {
            at++;
            whole = ParseUnary() is { } otherwise ? Default(word, fact, otherwise) : null;
        }
        return whole is null ? null : Closed(whole);
    }

    private ExpressionNode? Default(Token word, ExpressionNode.Fact fact, ExpressionNode otherwise) => (fact.Type, otherwise) switch
    {
        (FactType.Real, ExpressionNode.Literal { Value: long whole }) => new ExpressionNode.Otherwise(word.Position, fact, new(otherwise.Position, (double)whole)),
        // A flag that may be missing is one of two comparisons.
        (FactType.Flag, ExpressionNode.Literal { Value: bool flag }) =>
            new ExpressionNode.Comparison(word.Position, flag ? TokenKind.NotEqual : TokenKind.Equal, fact, new ExpressionNode.Literal(otherwise.Position, !flag)),
        (var type, ExpressionNode.Literal { Value: not null } literal) when type == literal.Type => new ExpressionNode.Otherwise(word.Position, fact, literal),
        _ => Refuse(otherwise.Position, "Di sini harus ada nilai tetap yang sejenis dengan faktanya, misalnya 0 atau \"\".", "Here must be a fixed value of the kind that the fact is, such as 0 or \"\"."),
    };

    private ExpressionNode? ParseTextCall(ExpressionNode text)
    {
        var dot = tokens[at++];
        if (text is ExpressionNode.Literal or { Type: not FactType.Text })
            return Refuse(dot.Position, "Hanya fakta yang berupa teks yang mempunyai bagian; selain itu, bandingkanlah nilainya saja.", "Only a fact that is a text has parts; otherwise just compare its value.");
        if (Function(TextFunction.OfText) is not { } function)
            return null;
        if (function.Name is TextFunction.Length)
            return new ExpressionNode.TextCall(text.Position, function, text, null);
        if (!Opened())
            return null;
        if (!function.TakesText)
            return Closed(new ExpressionNode.TextCall(text.Position, function, text, null));
        if (ParseValue() is not { } argument)
            return null;
        return argument is ExpressionNode.Literal { Value: string { Length: > 0 } } literal
            ? Closed(new ExpressionNode.TextCall(text.Position, function, text, literal))
            : Refuse(argument.Position, "Di sini harus ada teks tetap yang tidak kosong, misalnya \"PT \".", "Here must be a fixed text that is not empty, such as \"PT \".");
    }

    private ExpressionNode? ParseMissingCall(Token word)
    {
        at++;
        if (Function(TextFunction.OfMissing) is not { } function || !Opened() || ParseAsked() is not { } text)
            return null;
        return text is { Type: FactType.Text } and not ExpressionNode.Literal
            ? Closed(new ExpressionNode.TextCall(word.Position, function, text, null))
            : Refuse(text.Position, "Di sini harus ada fakta yang berupa teks.", "Here must be a fact that is a text.");
    }

    private TextFunction? Function(IReadOnlyDictionary<string, TextFunction> functions)
    {
        var name = tokens[at];
        if (functions.TryGetValue(name.Text, out var function) && name.Kind is TokenKind.Word)
        {
            at++;
            return function;
        }
        var near = NameGuess.Nearest(name.Text, functions.Keys);
        Refuse(
            name.Position,
            $"Fungsi \"{Shown(name)}\" tidak diizinkan" + (near is null ? $"; yang ada: {string.Join(", ", functions.Keys)}." : $"; maksudnya {near}?"),
            $"The function \"{Shown(name)}\" is not allowed" + (near is null ? $"; there are: {string.Join(", ", functions.Keys)}." : $"; did you mean {near}?"));
        return null;
    }

    private bool Opened()
    {
        if (Current.Kind is TokenKind.Open)
        {
            at++;
            return true;
        }
        Refuse(Current.Position, "Sesudah nama fungsi ini harus ada kurung: (…).", "After the name of this function must be parentheses: (…).");
        return false;
    }

    private ExpressionNode? Closed(ExpressionNode node)
    {
        if (Current.Kind is not TokenKind.Close)
            return Refuse(Current.Position, "Kurung fungsi ini harus ditutup di sini.", "The parentheses of this function must be closed here.");
        at++;
        return node;
    }
}
