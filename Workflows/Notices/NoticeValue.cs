using System.Globalization;
using BackOffice.Rules;

namespace BackOffice.Workflows.Notices;

/// <summary>Makes the values of a notice's variables: what the recipient reads, in both languages.</summary>
internal static class NoticeValue
{
    private static readonly TimeSpan WesternIndonesia = TimeSpan.FromHours(7);

    // Not from the machine's culture data, which may be missing or differ.
    private static readonly string[] Months =
        ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"];

    /// <summary>A name, an ID or a number: the same in both languages.</summary>
    public static Sentence Same(string text) => new(text, text);

    /// <inheritdoc cref="Same(string)" />
    public static Sentence Same(int number) => Same(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>A day, as the clock of western Indonesia has it.</summary>
    public static Sentence Day(DateTimeOffset moment)
    {
        var local = moment.ToOffset(WesternIndonesia);
        return new(
            string.Create(CultureInfo.InvariantCulture, $"{local.Day} {Months[local.Month - 1]} {local.Year}"),
            string.Create(CultureInfo.InvariantCulture, $"{local:d MMMM yyyy}"));
    }

    /// <summary>A day with its time, as the clock of western Indonesia has it.</summary>
    public static Sentence Moment(DateTimeOffset moment)
    {
        var (local, day) = (moment.ToOffset(WesternIndonesia), Day(moment));
        return new(
            string.Create(CultureInfo.InvariantCulture, $"{day.Indonesian} pukul {local:HH.mm} WIB"),
            string.Create(CultureInfo.InvariantCulture, $"{day.English}, {local:HH:mm} WIB (UTC+7)"));
    }

    /// <summary>Several things, one list item each where the template has the variable alone in an item.</summary>
    public static Sentence Lines(IEnumerable<Sentence> lines)
    {
        Sentence[] all = [.. lines];
        return new(string.Join('\n', all.Select(line => line.Indonesian)), string.Join('\n', all.Select(line => line.English)));
    }
}
