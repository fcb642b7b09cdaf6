using System.Buffers;
using System.Globalization;
using BackOffice.Rules;
using BackOffice.Rules.Identity;

namespace BackOffice.Workflows.Registry.Files;

/// <summary>One row of <c>sites.csv</c>.</summary>
internal sealed record SiteRow(SiteCode Code, string Name, string Url, string SpseVersion, SiteStage Stage, DateOnly? AggregatedOn)
{
    public static readonly IReadOnlyList<string> Columns = ["code", "name", "url", "spse_version", "stage", "aggregated_on"];

    /// <summary>Reads the fields, in the order of <see cref="Columns"/>; null and a reason when they are no site.</summary>
    public static (SiteRow? Row, Sentence? Reason) Parse(IReadOnlyList<string> fields)
    {
        if (!SiteCode.TryParse(fields[0], out var code))
            return (null, Faults.NotASite(fields[0]));
        for (var i = 1; i < 4; i++)
            if (Texts.Fault(Columns[i], fields[i], most: 500) is { } fault)
                return (null, fault);
        if (string.IsNullOrWhiteSpace(fields[1]))
            return (null, Faults.Empty(Columns[1]));
        if (SiteStages.Find(fields[4].Trim()) is not { } stage)
            return (null, Faults.NotAStage(fields[4]));
        DateOnly? aggregatedOn = null;
        if (fields[5].Trim() is { Length: > 0 } text)
        {
            if (!Texts.TryDate(text, out var date))
                return (null, Faults.NotADate(Columns[5], text));
            aggregatedOn = date;
        }
        return (new(code, fields[1].Trim(), fields[2].Trim(), fields[3].Trim(), stage, aggregatedOn), null);
    }
}

/// <summary>What fields of registry files have in common.</summary>
internal static class Texts
{
    private static readonly SearchValues<char> ControlCharacters =
        SearchValues.Create([.. Enumerable.Range(0, 256).Select(code => (char)code).Where(c => char.IsControl(c) && c is not ('\t' or '\r' or '\n'))]);

    /// <summary>Why a text cannot be kept: too long for any screen, or with characters that a database or a mail would not take.</summary>
    public static Sentence? Fault(string column, string text, int most)
    {
        if (text.Length > most)
            return Faults.FieldTooLong(column, most);
        return text.AsSpan().ContainsAny(ControlCharacters) ? Faults.ControlCharacter(column) : null;
    }

    /// <summary>Reads <c>2014-03-24</c>.</summary>
    public static bool TryDate(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text.AsSpan().Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
}
