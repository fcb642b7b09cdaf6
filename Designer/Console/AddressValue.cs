using System.Globalization;

namespace BackOffice.Designer.Console;

/// <summary>
/// A member of a page's address, read. What cannot be read counts as not given: an address that somebody typed wrongly, or that a letter broke in two, shows the list all the same.
/// Pages take such members as text, since Blazor answers a member of another type that it cannot read with a fault.
/// </summary>
internal static class AddressValue
{
    /// <summary>A number of zero or more.</summary>
    public static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A day, such as <c>2026-11-28</c>.</summary>
    public static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>A moment; one without a zone is of UTC.</summary>
    public static DateTimeOffset? Moment(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment) ? moment : null;

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public static bool? Flag(string? text) => bool.TryParse(text, out var flag) ? flag : null;

    /// <summary>The id of a row.</summary>
    public static Guid? Id(string? text) => Guid.TryParse(text, out var id) ? id : null;
}
