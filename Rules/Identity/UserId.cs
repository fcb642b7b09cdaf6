using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace BackOffice.Rules.Identity;

/// <summary>
/// The name a provider signs in with, as it was chosen, beside the <see cref="Key"/> under which the whole country compares it:
/// trimmed, NFKC and without case (decision 7).
/// </summary>
public sealed record UserId
{
    /// <summary>The most characters a user ID may have; longer ones are refused.</summary>
    public const int MaxLength = 100;

    private UserId(string value)
    {
        Value = value;
        Key = value.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
    }

    /// <summary>The ID as written, without blanks around it.</summary>
    public string Value { get; }

    /// <summary>What two IDs are compared by: equal keys are the same user ID.</summary>
    public string Key { get; }

    /// <summary>
    /// Refuses an empty ID, one over <see cref="MaxLength"/>, control characters and <c>/ \ %</c> inside, and <c>.</c> and <c>..</c>,
    /// since the ID is a segment of the address of its own account.
    /// </summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out UserId? userId)
    {
        userId = null;
        var value = (text ?? "").Trim();
        if (value.Length is 0 or > MaxLength || value is "." or ".." || value.AsSpan().IndexOfAny('/', '\\', '%') >= 0)
            return false;
        if (Ascii.IsValid(value) ? value.AsSpan().IndexOfAnyExceptInRange(' ', '~') >= 0 : value.Any(char.IsControl) || !IsWellFormed(value))
            return false;
        userId = new(value);
        // NFKC can bring in what was refused above, such as the fullwidth solidus.
        if (userId.Key.Length is 0 || userId.Key.AsSpan().IndexOfAny('/', '\\', '%') >= 0 || userId.Key is "." or "..")
            userId = null;
        return userId is not null;
    }

    /// <summary>Reads an ID that was checked before, such as one that our own database holds.</summary>
    /// <exception cref="FormatException">The text is not a user ID.</exception>
    public static UserId Parse(string text) => TryParse(text, out var userId) ? userId : throw new FormatException("The text is not a user ID.");

    /// <inheritdoc />
    public bool Equals(UserId? other) => other is not null && Key == other.Key;

    /// <inheritdoc />
    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc />
    public override string ToString() => Value;

    private static bool IsWellFormed(string value)
    {
        foreach (var rune in value.EnumerateRunes())
            if (rune == Rune.ReplacementChar)
                return false;
        return true;
    }
}
