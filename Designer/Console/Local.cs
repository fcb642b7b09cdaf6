using System.Globalization;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Data;

namespace BackOffice.Designer.Console;

/// <summary>
/// Times, numbers and NPWP as the person reads them: Indonesian or English, always on the clock of western Indonesia, which has no summer time. Not from the machine's culture data, which
/// may be missing or differ.
/// </summary>
internal static class Local
{
    private static readonly string[] Months = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"];
    private static readonly NumberFormatInfo Indonesian = new() { NumberGroupSeparator = ".", NumberDecimalSeparator = "," };
    private static readonly DateTimeOffset LastOnTheWall = new(DateTime.MaxValue, WibDay.Offset);

    /// <summary>A time on the clock of western Indonesia; at the end of all days, where that clock goes no further, its last.</summary>
    public static DateTimeOffset OnTheWall(DateTimeOffset moment) => moment > LastOnTheWall ? LastOnTheWall : moment.ToOffset(WibDay.Offset);

    /// <summary>The moment at which a day begins in western Indonesia.</summary>
    public static DateTimeOffset BeginOf(DateOnly day) => WibDay.BeginOf(day);

    /// <summary>The moment at which a day is over in western Indonesia.</summary>
    public static DateTimeOffset EndOf(DateOnly day) => WibDay.EndOf(day);

    /// <summary><c>2 Mar 2026</c>.</summary>
    public static string Day(DateOnly day) =>
        SentenceHere.IsEnglish ? day.ToString("d MMM yyyy", CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{day.Day} {Months[day.Month - 1]} {day.Year}");

    /// <summary>The day of a moment.</summary>
    public static string Day(DateTimeOffset moment) => Day(DateOnly.FromDateTime(OnTheWall(moment).DateTime));

    /// <summary>The last day before a moment.</summary>
    public static string DayBefore(DateTimeOffset moment) => Day(moment == DateTimeOffset.MinValue ? moment : moment.AddTicks(-1));

    /// <summary><c>2 Mar 2026 08.00</c>, in English <c>2 Mar 2026 08:00</c>.</summary>
    public static string Moment(DateTimeOffset moment) =>
        $"{Day(moment)} {OnTheWall(moment).ToString(SentenceHere.IsEnglish ? "HH:mm" : "HH.mm", CultureInfo.InvariantCulture)}";

    /// <summary>How long ago, in the largest unit that tells: <c>3 hari</c>, <c>2 jam</c>, <c>5 menit</c>.</summary>
    public static string Age(DateTimeOffset since, DateTimeOffset now) => (now - since) switch
    {
        { TotalDays: >= 1 } age => Unit((int)age.TotalDays, "hari", "day"),
        { TotalHours: >= 1 } age => Unit((int)age.TotalHours, "jam", "hour"),
        var age => Unit(Math.Max(0, (int)age.TotalMinutes), "menit", "minute"),
    };

    /// <summary>A number with its thousands parted: <c>1.528</c>, in English <c>1,528</c>.</summary>
    public static string Number(long number) => number.ToString("N0", SentenceHere.IsEnglish ? CultureInfo.InvariantCulture : Indonesian);

    /// <summary>A share of a whole, <c>12,5 %</c>; a dash where there is no whole.</summary>
    public static string Share(long part, long whole) => whole == 0 ? "–" : (100m * part / whole).ToString("N1", SentenceHere.IsEnglish ? CultureInfo.InvariantCulture : Indonesian) + " %";

    /// <summary>An NPWP with its points, <c>01.482.917.0-331.000</c>; as it was typed where it has neither 15 nor 16 digits.</summary>
    public static string Npwp(string typed)
    {
        var digits = string.Concat(typed.Where(char.IsAsciiDigit));
        return digits.Length switch
        {
            15 => $"{digits[..2]}.{digits[2..5]}.{digits[5..8]}.{digits[8]}-{digits[9..12]}.{digits[12..]}",
            16 => $"{digits[..4]} {digits[4..8]} {digits[8..12]} {digits[12..]}",
            _ => typed,
        };
    }

    /// <summary>A site as people call it.</summary>
    public static string Site(SiteCode code) => $"LPSE {code}";

    /// <summary>Several sites as people call them.</summary>
    public static string Sites(IEnumerable<SiteCode> codes) => string.Join(", ", codes.Select(Site));

    private static string Unit(int count, string indonesian, string english) =>
        SentenceHere.IsEnglish ? $"{count} {english}{(count == 1 ? "" : "s")}" : $"{count} {indonesian}";
}
