using System.Security.Cryptography;
using BackOffice.Workflows.SignIn;

namespace BackOffice.Workflows.Recovery;

/// <summary>The one-time code that the helpdesk hands over: ten letters and digits that are not taken for each other (Crockford's Base32), 50 bits.</summary>
public static class RecoveryCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 10;

    /// <summary>A new one, as it is shown: <c>7K3QP-90FXM</c>.</summary>
    internal static string New()
    {
        var code = RandomNumberGenerator.GetString(Alphabet, Length);
        return $"{code[..(Length / 2)]}-{code[(Length / 2)..]}";
    }

    /// <summary>The code as it is compared, however it was written: no dashes or blanks, capitals, O as 0, I and L as 1. The caller disposes it.</summary>
    public static TypedPassword Read(string typed) => new(string.Concat(typed.Take(TypedPassword.MaxLength).Where(char.IsAsciiLetterOrDigit).Select(letter => char.ToUpperInvariant(letter) switch
    {
        'O' => '0',
        'I' or 'L' => '1',
        var other => other,
    })));
}
