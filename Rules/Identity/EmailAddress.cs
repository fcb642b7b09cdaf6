using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace BackOffice.Rules.Identity;

/// <summary>An e-mail address in the form by which two are compared: trimmed, NFKC and without case.</summary>
public sealed record EmailAddress
{
    /// <summary>The most characters that an address may have (RFC 5321).</summary>
    public const int MaxLength = 254;

    private EmailAddress(string value) => Value = value;

    /// <summary>The normal form, in small letters.</summary>
    public string Value { get; }

    /// <summary>Refuses what no mail can reach: no or two at signs, an empty part, a domain without a dot, blanks and control characters.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out EmailAddress? email)
    {
        email = null;
        var trimmed = (text ?? "").Trim().Trim('<', '>').Trim();
        if (trimmed.Length is 0 or > MaxLength || trimmed.AsSpan().ContainsAny('\uFFFD', '"', ','))
            return false;
        if (!Ascii.IsValid(trimmed))
        {
            if (trimmed.Any(char.IsSurrogate))
                return false;
            trimmed = trimmed.Normalize(NormalizationForm.FormKC);
        }
        var at = trimmed.IndexOf('@', StringComparison.Ordinal);
        var domain = at < 0 ? "" : trimmed[(at + 1)..];
        if (at < 1 || domain.Length < 3 || domain.Contains('@', StringComparison.Ordinal) || !domain[1..^1].Contains('.', StringComparison.Ordinal)
            || domain.Contains("..", StringComparison.Ordinal) || trimmed.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
            return false;
        email = new(trimmed.ToLowerInvariant());
        return true;
    }

    /// <inheritdoc />
    public override string ToString() => Value;
}
