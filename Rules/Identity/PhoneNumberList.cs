using PhoneNumbers;

namespace BackOffice.Rules.Identity;

/// <summary>
/// The telephone numbers of one field, which often holds two. Weak evidence only: firms share a consultant's number (decision 12).
/// </summary>
public sealed class PhoneNumberList
{
    private PhoneNumberList(IReadOnlyList<string> numbers) => Numbers = numbers;

    /// <summary>International form (E.164), in the order written; empty if nothing can be a number.</summary>
    public IReadOnlyList<string> Numbers { get; }

    /// <summary>Reads a field; a second number after a slash, comma or semicolon is a number of its own.</summary>
    public static PhoneNumberList Parse(string? text)
    {
        List<string> numbers = [];
        Span<ulong> national = stackalloc ulong[MostNumbers];
        foreach (var number in national[..ReadNational(text, national)])
            if (International(number) is { } readable && !numbers.Contains(readable))
                numbers.Add(readable);
        return new(numbers);
    }

    /// <summary>Whether one number stands in both.</summary>
    public bool Shares(PhoneNumberList other)
    {
        foreach (var number in Numbers)
            if (other.Numbers.Contains(number))
                return true;
        return false;
    }

    /// <inheritdoc />
    public override string ToString() => string.Join(", ", Numbers);

    /// <summary>How many numbers of a field are read.</summary>
    internal const int MostNumbers = 3;

    /// <summary>
    /// The national significant numbers of a field, without trunk zero or country code: cheap enough for every account of the country.
    /// </summary>
    /// <returns>How many were written to <paramref name="national"/>.</returns>
    internal static int ReadNational(string? text, Span<ulong> national)
    {
        text ??= "";
        var found = 0;
        ulong number = 0;
        var digits = 0;
        for (var i = 0; i <= text.Length && found < national.Length; i++)
        {
            var c = i < text.Length ? Text.Plain(text[i]) : '/';
            if (char.IsAsciiDigit(c) && digits < 16)
            {
                // Leading zeros are a trunk or an international prefix.
                digits += number > 0 || c is not '0' ? 1 : 0;
                number = number * 10 + (ulong)(c - '0');
            }
            else if (c is '/' or ',' or ';' or '\n' or '&' or 'e' or 'x' or 'a')
            {
                if (Significant(number, digits) is var significant and > 0)
                    national[found++] = significant;
                (number, digits) = (0, 0);
            }
        }
        return found;
    }

    // 7 digits are the shortest number with its area code (021 is left out nowhere), 12 the longest; country code 62 falls away.
    private static ulong Significant(ulong number, int digits)
    {
        if (digits > 9 && Leading(number, digits) is 62)
        {
            var power = Power(digits - 2);
            (number, digits) = (number % power, digits - 2);
        }
        return digits is >= 7 and <= 12 ? number : 0;
    }

    private static ulong Leading(ulong number, int digits) => number / Power(digits - 2);

    private static ulong Power(int exponent)
    {
        var power = 1UL;
        while (exponent-- > 0)
            power *= 10;
        return power;
    }

    private static string? International(ulong national)
    {
        var util = PhoneNumberUtil.GetInstance();
        try
        {
            var number = util.Parse($"+62{national}", "ID");
            return util.IsPossibleNumber(number) ? util.Format(number, PhoneNumberFormat.E164) : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }
}
