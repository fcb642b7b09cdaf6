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
        return IsPartOf(a, b) || IsPartOf(b, a) || MayBeMisread(a, b) ? FieldVerdict.Unclear : FieldVerdict.Differs;
    }

    // 1O is 10 and l4 is 14 for the eye; L4 may also be block L, so a person looks.
    private static bool MayBeMisread(string a, string b)
    {
        var (left, right) = (a.Replace("-", "", StringComparison.Ordinal), b.Replace("-", "", StringComparison.Ordinal));
        // A-12 and A1-2 are two doors.
        if (left.Length != right.Length || left == right)
            return false;
        for (var i = 0; i < left.Length; i++)
            if (left[i] != right[i] && (left[i], right[i]) is not (('o', '0') or ('0', 'o') or ('i' or 'l', '1') or ('1', 'i' or 'l')))
                return false;
        return true;
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
