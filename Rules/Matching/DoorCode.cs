namespace BackOffice.Rules.Matching;

/// <summary>Compares the codes that tell one door from another: house numbers, blocks, plots.</summary>
internal static class DoorCode
{
    /// <summary>
    /// Equal codes agree. A code that only adds its numbers to the other's (52-53 beside 52) is unclear; anything else is another door, also 5 beside 5-a.
    /// </summary>
    public static FieldVerdict? Compare(string a, string b)
    {
        if (a.Length is 0 && b.Length is 0)
            return null;
        if (a.Length is 0 || b.Length is 0)
            return FieldVerdict.Missing;
        if (a == b)
            return FieldVerdict.Agrees;
        return IsPartOf(a, b) || IsPartOf(b, a) ? FieldVerdict.Unclear : FieldVerdict.Differs;
    }

    // "52" is part of "52-53", "a" and "5" are parts of "a-5"; a letter behind a number is another house.
    private static bool IsPartOf(string part, string whole)
    {
        if (whole.Length <= part.Length)
            return false;
        if (whole.EndsWith(part, StringComparison.Ordinal) && whole[^(part.Length + 1)] is '-')
            return true;
        return whole.StartsWith(part, StringComparison.Ordinal) && whole[part.Length] is '-' && char.IsAsciiDigit(whole[part.Length + 1]);
    }
}
