using System.Security.Cryptography;

namespace BackOffice.Workflows.Staff;

/// <summary>What a password of staff must be. Length counts; wanted kinds of characters only make passwords worse.</summary>
public static class StaffPassword
{
    /// <summary>The fewest characters.</summary>
    public const int MinLength = 12;

    /// <summary>The most characters, since each costs a hash its time.</summary>
    public const int MaxLength = 200;

    // No characters that a person reads or types wrongly.
    private const string OneTimeAlphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    internal static bool IsAcceptable(string password, string name, string old) =>
        password.Length is >= MinLength and <= MaxLength
        && !password.Contains(name, StringComparison.OrdinalIgnoreCase)
        && !string.Equals(password, old, StringComparison.Ordinal);

    /// <summary>Twenty random characters in groups of five: 99 bits that can be read out over the telephone.</summary>
    internal static string NewOneTime() =>
        string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(OneTimeAlphabet, 5)));
}
