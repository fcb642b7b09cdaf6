namespace BackOffice.Rules.Identity;

internal enum TokenKind { Word, Number, Dash, Slash, Break, End }

/// <summary>One piece of an address.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The word, or the digits without leading zeros; empty for signs.</param>
/// <param name="IsGlued">Whether it follows the piece before without a blank or sign: the B of 12B.</param>
/// <param name="Width">The digits as written, leading zeros included.</param>
internal readonly record struct AddressToken(TokenKind Kind, string Text, bool IsGlued = false, int Width = 0);

/// <summary>Cuts a folded address into words, numbers and the signs that carry meaning.</summary>
internal static class AddressTokens
{
    /// <summary>The shortest word that a label and a name can be.</summary>
    private const int ShortestGlued = 9;

    /// <summary>Sets a label apart from the name it is glued to, which only capitals show: <c>DesaKarangsari</c>, <c>JlKenanga</c>.</summary>
    public static string? Unglued(string? text)
    {
        for (var i = 1; i < (text?.Length ?? 0); i++)
        {
            if (!char.IsUpper(text![i]) || !char.IsLower(text[i - 1]))
                continue;
            var start = i - 1;
            while (start > 0 && char.IsLetter(text[start - 1]))
                start--;
            if (i - start >= 2 && Vocabulary.AddressLabels.ContainsKey(text[start..i].ToLowerInvariant()))
                text = text.Insert(i, " ");
        }
        return text;
    }

    public static List<AddressToken> Read(string folded)
    {
        List<AddressToken> tokens = new(32);
        for (var i = 0; i < folded.Length;)
        {
            var c = folded[i];
            var glued = i > 0 && char.IsLetterOrDigit(folded[i - 1]);
            var start = i;
            if (char.IsAsciiDigit(c))
            {
                i = EndOfNumber(folded, i, decimals: tokens is [.., { Kind: TokenKind.Word } word] && IsKilometre(word.Text));
                var digits = folded[start..i].Replace(',', '.');
                tokens.Add(new(TokenKind.Number, Trimmed(digits), glued, digits.Length));
            }
            else if (char.IsLetter(c))
            {
                while (i < folded.Length && (char.IsLetter(folded[i]) || IsApostrophe(folded, i)))
                    i++;
                var word = folded[start..i];
                if (!glued && GluedLabel(word) is { } label)
                {
                    tokens.Add(new(TokenKind.Word, label));
                    word = word[label.Length..];
                }
                tokens.Add(new(TokenKind.Word, word.AsSpan().ContainsAny('\'', '’') ? word.Replace("'", "", StringComparison.Ordinal).Replace("’", "", StringComparison.Ordinal) : word, glued));
            }
            else
            {
                Sign(tokens, folded, i++);
            }
        }
        return tokens;
    }

    private static string? GluedLabel(string word)
    {
        if (word.Length >= ShortestGlued)
            foreach (var label in Vocabulary.GluedLabels)
                if (word.Length >= label.Length + 5 && word.StartsWith(label, StringComparison.Ordinal))
                    return label;
        return null;
    }

    private static void Sign(List<AddressToken> tokens, string text, int at)
    {
        var kind = text[at] switch
        {
            ',' or ';' or '\n' or '\r' or '(' or ')' or '|' or ':' when !FollowsLabel(tokens) => TokenKind.Break,
            '.' when EndsPart(tokens, text, at) => TokenKind.Break,
            '-' => TokenKind.Dash,
            '/' or '\\' => TokenKind.Slash,
            _ => TokenKind.End,
        };
        if (text[at] is '#')
            tokens.Add(new(TokenKind.Word, "no"));
        else if (kind is not TokenKind.End && (kind is not TokenKind.Break || tokens is not [.., { Kind: TokenKind.Break }]))
            tokens.Add(new(kind, ""));
    }

    // "Blok: A" and "RT, 03" go on; only a label that still waits for its content does so.
    private static bool FollowsLabel(List<AddressToken> tokens) =>
        tokens is [.., { Kind: TokenKind.Word } last] && Vocabulary.AddressLabels.GetValueOrDefault(last.Text)
            is AddressLabel.Neighbourhood or AddressLabel.Community or AddressLabel.Number or AddressLabel.Block or AddressLabel.Plot;

    // A dot ends a part after a number and after a long word that is no abbreviation: "No. 26. Kel. X", "Jalan Pahlawan. RT 3".
    private static bool EndsPart(List<AddressToken> tokens, string text, int at)
    {
        if (at + 1 < text.Length && text[at + 1] is not (' ' or '\t') || tokens is not [.., var last])
            return false;
        return last.Kind is TokenKind.Number
            || (last is { Kind: TokenKind.Word, Text.Length: > 4 } && !Vocabulary.AddressLabels.ContainsKey(last.Text) && !Vocabulary.Titles.Contains(last.Text));
    }

    private static int EndOfNumber(string text, int i, bool decimals)
    {
        while (i < text.Length && char.IsAsciiDigit(text[i]))
            i++;
        if (!decimals || i + 1 >= text.Length || text[i] is not (',' or '.') || !char.IsAsciiDigit(text[i + 1]))
            return i;
        i++;
        while (i < text.Length && char.IsAsciiDigit(text[i]))
            i++;
        return i;
    }

    private static string Trimmed(string digits)
    {
        var trimmed = digits.TrimStart('0');
        return trimmed.Length is 0 || trimmed[0] is '.' ? "0" + trimmed : trimmed;
    }

    private static bool IsKilometre(string word) => Vocabulary.AddressLabels.GetValueOrDefault(word) is AddressLabel.Kilometre;

    private static bool IsApostrophe(string text, int i) => text[i] is '\'' or '’' && i + 1 < text.Length && char.IsLetter(text[i + 1]);
}
