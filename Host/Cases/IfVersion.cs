using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace BackOffice.Host.Cases;

/// <summary>The version of a case in <c>If-Match</c>: that of the <c>ETag</c> of the case as it was read. Optional; without it an act is done whatever happened meanwhile.</summary>
internal sealed record IfVersion(int Version) : IParsable<IfVersion>
{
    public static string TagOf(int version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    public static IfVersion Parse(string s, IFormatProvider? provider) => TryParse(s, provider, out var version) ? version : throw new FormatException("The text is not the ETag of a case.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out IfVersion result)
    {
        result = int.TryParse(s.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? new(version) : null;
        return result is not null;
    }
}
