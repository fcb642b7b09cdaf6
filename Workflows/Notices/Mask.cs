namespace BackOffice.Workflows.Notices;

/// <summary>Shows of another party's user ID or address enough to be recognised by whom it belongs to, and nothing to whom it does not (decision 21).</summary>
internal static class Mask
{
    // Always as many, so that the length stays unknown too.
    internal const string Hidden = "•••";

    /// <summary><c>maju_konstruksi</c> becomes <c>ma•••i</c>; of a short one only the first letter is left.</summary>
    public static string UserId(string userId)
    {
        var letters = userId.EnumerateRunes().Select(rune => rune.ToString()).ToArray();
        return letters.Length switch
        {
            0 => Hidden,
            < 6 => letters[0] + Hidden,
            _ => letters[0] + letters[1] + Hidden + letters[^1],
        };
    }

    /// <summary>The local part is masked, the domain shown: <c>ad•••n@maju.example</c>.</summary>
    public static string Email(string address)
    {
        var at = address.LastIndexOf('@');
        return at < 0 ? UserId(address) : UserId(address[..at]) + address[at..];
    }
}
