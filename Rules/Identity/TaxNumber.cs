namespace BackOffice.Rules.Identity;

/// <summary>What became of the text in a tax-number field.</summary>
public enum TaxNumberState
{
    /// <summary>Empty, all zero, masked or a placeholder: no number, never equal to any other (decision 13: doubt).</summary>
    None,

    /// <summary>Something stands there, but no tax number has that shape (decision 13: to be mended).</summary>
    Malformed,

    /// <summary>A number of 15 digits, or 14 with the leading zero lost, or 16.</summary>
    WellFormed,
}

/// <summary>
/// An NPWP, read from its field and the NITKU beside it. Digits 1-9 of the 15-digit form are the taxpayer, digits 13-15 the branch;
/// the tax office between them is not identity. A 16-digit number with a leading zero holds the 15 digits of the head office, so that its branch
/// comes from the NITKU; any other 16 digits are a citizen's number (NIK), which is the taxpayer as a whole.
/// </summary>
public sealed class TaxNumber
{
    private TaxNumber(TaxNumberState state) => State = state;

    private TaxNumber(string taxpayer, int? branch, bool checkDigitHolds)
    {
        State = TaxNumberState.WellFormed;
        Taxpayer = taxpayer;
        Branch = branch;
        CheckDigitHolds = checkDigitHolds;
    }

    /// <summary>Whether there is a number.</summary>
    public TaxNumberState State { get; }

    /// <summary>Nine digits, or the sixteen of a NIK; null unless well formed.</summary>
    public string? Taxpayer { get; }

    /// <summary>The branch, 0 being the head office; null if the text does not tell, as 16 digits without NITKU.</summary>
    public int? Branch { get; }

    /// <summary>Whether the ninth digit is the Luhn check digit of the first eight. A warning only: 2.7 % of real numbers fail. Always true for a NIK.</summary>
    public bool CheckDigitHolds { get; }

    /// <summary>Reads both fields; every text has an answer.</summary>
    /// <param name="npwp">The NPWP as registered; 22 digits are taken as a NITKU.</param>
    /// <param name="nitku">The NITKU as registered; it counts only if it names the same taxpayer.</param>
    public static TaxNumber Read(string? npwp, string? nitku = null)
    {
        Span<char> digits = stackalloc char[24];
        var state = Digits(npwp, digits, out var length);
        if (state is not TaxNumberState.WellFormed)
            return new(state);
        if (length is 21 or 22)
            return Read(npwp: Padded(digits[..length], 22)[..16], nitku: npwp);
        var number = length is 14 ? Padded(digits[..14], 15) : new string(digits[..length]);
        if (number.Length is not (15 or 16))
            return new(TaxNumberState.Malformed);

        var isCitizen = number.Length is 16 && number[0] != '0';
        var npwp15 = number.Length is 16 ? number[1..] : number;
        var taxpayer = isCitizen ? number : npwp15[..9];
        if (Vocabulary.PlaceholderTaxpayers.Contains(npwp15[..9]) && !isCitizen)
            return new(TaxNumberState.None);
        var stated = number.Length is 15 ? int.Parse(npwp15.AsSpan(12), null) : (int?)null;
        return new(taxpayer, BranchOf(stated, taxpayer, nitku), isCitizen || LuhnHolds(taxpayer));
    }

    /// <summary>The normal form for evidence: taxpayer, and branch if known; empty if there is no number.</summary>
    public override string ToString() => Taxpayer is null ? "" : Branch is { } branch ? $"{Taxpayer}-{branch:000}" : $"{Taxpayer}-???";

    // The NITKU is the newer and finer statement; two different branches in two fields are no statement at all.
    private static int? BranchOf(int? stated, string taxpayer, string? nitku)
    {
        Span<char> digits = stackalloc char[24];
        if (Digits(nitku, digits, out var length) is not TaxNumberState.WellFormed || length is not (21 or 22))
            return stated;
        var unit = Padded(digits[..length], 22);
        if (!unit.AsSpan(taxpayer.Length is 16 ? 0 : 1).StartsWith(taxpayer, StringComparison.Ordinal))
            return stated;
        var sequence = int.Parse(unit.AsSpan(16), null);
        return stated is null or 0 || stated == sequence ? sequence : null;
    }

    // Letters that look like digits are read as such only if digits surround them in a number of the right length.
    private static TaxNumberState Digits(string? text, Span<char> digits, out int length)
    {
        length = 0;
        var zeros = 0;
        var other = false;
        // "01.234.567.8-901.000 (Pusat)": a remark behind the number is none of its letters.
        var remark = text?.IndexOf('(', StringComparison.Ordinal) ?? -1;
        foreach (var raw in remark >= 14 ? text![..remark] : text ?? "")
        {
            var c = Text.Plain(raw) switch { 'O' or 'o' => '0', 'I' or 'l' => '1', var plain => plain };
            if (c is 'x' or 'X' or '*' or '#' or '?' or '•')
                return Masked(text!);
            if (!char.IsAsciiDigit(c))
            {
                other |= char.IsLetter(c);
                continue;
            }
            if (length == digits.Length)
                return TaxNumberState.Malformed;
            digits[length++] = c;
            zeros += c is '0' ? 1 : 0;
        }
        if (zeros == length)
            return length is 0 && other && !Vocabulary.PlaceholderTexts.Contains(Text.Squash(text)) ? TaxNumberState.Malformed : TaxNumberState.None;
        return other && !IsLabelled(text!) ? OnlyText(text!) : TaxNumberState.WellFormed;
    }

    private static TaxNumberState Masked(string text) =>
        text.Any(c => char.IsLetter(c) && c is not ('x' or 'X')) && !IsLabelled(text) ? OnlyText(text) : TaxNumberState.None;

    private static TaxNumberState OnlyText(string text) =>
        Vocabulary.PlaceholderTexts.Contains(Text.Squash(text)) ? TaxNumberState.None : TaxNumberState.Malformed;

    private static bool IsLabelled(string text) => Text.Squash(text) is var squashed && (squashed.StartsWith("npwp", StringComparison.Ordinal) || squashed.StartsWith("nitku", StringComparison.Ordinal));

    private static string Padded(ReadOnlySpan<char> digits, int length) => new string(digits).PadLeft(length, '0');

    private static bool LuhnHolds(ReadOnlySpan<char> nine)
    {
        var sum = 0;
        for (var i = 0; i < 9; i++)
        {
            var digit = nine[i] - '0';
            var weighed = i % 2 is 0 ? digit : digit * 2;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return sum % 10 is 0;
    }
}
