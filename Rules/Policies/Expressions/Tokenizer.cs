using System.Globalization;
using System.Text;

namespace BackOffice.Rules.Policies.Expressions;

/// <summary>
/// Cuts an expression into tokens. Outside of texts only ASCII counts, so that no letter, digit or blank of another script can pass
/// for one; texts are shown to people and may hold no character that does not show.
/// </summary>
internal sealed class Tokenizer(string expression)
{
    /// <summary>More digits are beyond what a number of the facts can tell apart.</summary>
    private const int MaxDigits = 20;

    private readonly List<Token> tokens = [];
    private int at;

    internal Refusal? Refusal { get; private set; }

    private char Current => at < expression.Length ? expression[at] : '\0';

    /// <summary>All tokens and an end; null, with a <see cref="Refusal"/>, at the first place that is no token.</summary>
    internal IReadOnlyList<Token>? Read()
    {
        while (Refusal is null && SkipBlanks())
        {
            if (char.IsAsciiLetter(Current) || Current is '_')
                ReadWord();
            else if (char.IsAsciiDigit(Current))
                ReadNumber();
            else if (Current is '"')
                ReadText();
            else
                ReadSign();
        }
        tokens.Add(new(TokenKind.End, at, ""));
        return Refusal is null ? tokens : null;
    }

    private bool SkipBlanks()
    {
        while (Current is ' ' or '\t' or '\r' or '\n')
            at++;
        return at < expression.Length;
    }

    private void ReadWord()
    {
        var start = at;
        while (char.IsAsciiLetterOrDigit(Current) || Current is '_')
            at++;
        var word = expression[start..at];
        tokens.Add(new(Words.KindOf(word), start, word));
    }

    private void ReadNumber()
    {
        var start = at;
        SkipDigits();
        if (Current is '.' && at + 1 < expression.Length && char.IsAsciiDigit(expression[at + 1]))
        {
            at++;
            SkipDigits();
        }
        if (char.IsLetterOrDigit(Current) || Current is '_' or '.')
            Refuse(start, "Angka ditulis hanya dengan 0-9 dan titik desimal, misalnya 30 atau 0.85.", "Write a number with 0-9 and a decimal point only, such as 30 or 0.85.");
        else if (at - start > MaxDigits)
            Refuse(start, $"Angka ini lebih panjang daripada {MaxDigits} karakter.", $"This number is longer than {MaxDigits} characters.");
        else
            tokens.Add(new(TokenKind.Number, start, expression[start..at]));
    }

    private void SkipDigits()
    {
        while (char.IsAsciiDigit(Current))
            at++;
    }

    private void ReadText()
    {
        var start = at++;
        var text = new StringBuilder();
        while (Current is not '"' && at < expression.Length)
        {
            if (Current is '\\' && expression.AsSpan(at + 1) is ['"' or '\\', ..])
                at++;
            else if (Current is '\\')
            {
                Refuse(at, "Sesudah \\ hanya boleh \" atau \\.", "Only \" or \\ may follow \\.");
                return;
            }
            if (!IsShown(at))
            {
                Refuse(at, $"Karakter {Refusal.Show(Current)} tidak boleh ada dalam teks, karena tidak terlihat.", $"The character {Refusal.Show(Current)} may not stand in a text, because it does not show.");
                return;
            }
            // Two characters of a pair are one letter.
            text.Append(expression[at++]);
            if (char.IsLowSurrogate(Current) && char.IsHighSurrogate(expression[at - 1]))
                text.Append(expression[at++]);
        }
        if (at++ >= expression.Length)
            Refuse(start, "Teks ini tidak ditutup dengan \".", "This text is not closed with \".");
        else if (!text.ToString().IsNormalized(NormalizationForm.FormC))
            Refuse(start, "Teks ini memuat huruf dengan tanda terpisah; ketiklah sebagai satu huruf.", "This text holds a letter whose accent stands apart; type it as one letter.");
        else
            tokens.Add(new(TokenKind.Text, start, text.ToString()));
    }

    private bool IsShown(int index) => expression[index] is ' ' || CharUnicodeInfo.GetUnicodeCategory(expression, index) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private void ReadSign()
    {
        (TokenKind Kind, int Length)? sign = expression.AsSpan(at) switch
        {
            ['=', '>', ..] or ['<', '<', ..] or ['>', '>', ..] => null,
            ['=', '=', ..] => (TokenKind.Equal, 2),
            ['=', ..] => (TokenKind.Equal, 1),
            ['!', '=', ..] or ['<', '>', ..] => (TokenKind.NotEqual, 2),
            ['!', ..] => (TokenKind.Not, 1),
            ['<', '=', ..] => (TokenKind.LessOrEqual, 2),
            ['<', ..] => (TokenKind.Less, 1),
            ['>', '=', ..] => (TokenKind.GreaterOrEqual, 2),
            ['>', ..] => (TokenKind.Greater, 1),
            ['&', '&', ..] => (TokenKind.And, 2),
            ['|', '|', ..] => (TokenKind.Or, 2),
            ['(', ..] => (TokenKind.Open, 1),
            [')', ..] => (TokenKind.Close, 1),
            ['.', ..] => (TokenKind.Dot, 1),
            [',', ..] => (TokenKind.Comma, 1),
            ['+', ..] => (TokenKind.Plus, 1),
            ['-', ..] => (TokenKind.Minus, 1),
            ['*', ..] => (TokenKind.Times, 1),
            ['/', ..] => (TokenKind.Slash, 1),
            ['%', ..] => (TokenKind.Percent, 1),
            _ => null,
        };
        if (sign is { } known)
        {
            tokens.Add(new(known.Kind, at, expression.Substring(at, known.Length)));
            at += known.Length;
            return;
        }
        var (indonesian, english) = Current switch
        {
            '\'' => ("Teks ditulis dalam tanda kutip ganda: \"…\".", "Write a text in double quotes: \"…\"."),
            '&' => ("Tulislah && untuk \"dan\".", "Write && for \"and\"."),
            '|' => ("Tulislah || untuk \"atau\".", "Write || for \"or\"."),
            _ => ($"Karakter {Refusal.Show(Current)} tidak diizinkan di sini.", $"The character {Refusal.Show(Current)} is not allowed here."),
        };
        Refuse(at, indonesian, english);
    }

    private void Refuse(int position, string indonesian, string english) => Refusal = new(position, indonesian, english);
}
