using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace BackOffice.Rules.Identity;

/// <summary>
/// The code of one procurement office (LPSE) and its web site: one to nine digits, held without leading zeros,
/// so that <c>007</c> and <c>7</c> are one site. Ordered as a number, because the last tie-break of the Default is the lowest code (decision 1).
/// </summary>
public sealed record SiteCode : IComparable<SiteCode>
{
    private readonly int number;

    private SiteCode(int number)
    {
        this.number = number;
        Value = number.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The digits without leading zeros; <c>0</c> stays <c>0</c>.</summary>
    public string Value { get; }

    /// <summary>Reads a code as a person or a file writes it; blanks around it do not count.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SiteCode? site)
    {
        var digits = (text ?? "").AsSpan().Trim();
        site = digits.Length is > 0 and <= 9 && digits.IndexOfAnyExceptInRange('0', '9') < 0
            ? new(int.Parse(digits, CultureInfo.InvariantCulture))
            : null;
        return site is not null;
    }

    /// <summary>Reads a code that was checked before, such as one that our own database holds.</summary>
    /// <exception cref="FormatException">The text is not a site code.</exception>
    public static SiteCode Parse(string text) => TryParse(text, out var site) ? site : throw new FormatException("A site code has one to nine digits.");

    /// <inheritdoc />
    public int CompareTo(SiteCode? other) => number.CompareTo(other?.number ?? -1);

    /// <inheritdoc />
    public override string ToString() => Value;
}
