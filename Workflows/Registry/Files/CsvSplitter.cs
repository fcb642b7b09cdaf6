using System.Text;
using BackOffice.Rules;

namespace BackOffice.Workflows.Registry.Files;

/// <summary>Where one field stands in the window, without its quotation marks.</summary>
internal readonly record struct CsvField(int Start, int Length, bool Quoted)
{
    public string Text(ReadOnlySpan<byte> window)
    {
        var text = Encoding.UTF8.GetString(window.Slice(Start, Length));
        return Quoted ? text.Replace("\"\"", "\"", StringComparison.Ordinal) : text;
    }
}

/// <summary>The grammar of RFC 4180 over bytes: in UTF-8 none of its four signs is ever part of another character.</summary>
internal static class CsvSplitter
{
    /// <summary>Finds the fields of the record at the beginning of the window, and its length with the line end.</summary>
    /// <param name="window">The bytes.</param>
    /// <param name="whole">Whether the file ends with them.</param>
    /// <param name="fields">Takes the fields.</param>
    /// <param name="length">How many bytes the record has; 0 with a fault.</param>
    /// <returns>The fault; null when the record is well formed.</returns>
    public static Sentence? Split(ReadOnlySpan<byte> window, bool whole, List<CsvField> fields, out int length)
    {
        fields.Clear();
        length = 0;
        for (var at = 0; ; at++)
        {
            var fault = at < window.Length && window[at] == '"' ? Quoted(window, whole, ref at, fields) : Plain(window, whole, ref at, fields);
            if (fault is not null)
                return fault;
            if (at < window.Length && window[at] == ',')
                continue;
            length = at + LengthOfLineEnd(window[at..]);
            return null;
        }
    }

    /// <summary>How many bytes the line end here has; 0 where there is none.</summary>
    public static int LengthOfLineEnd(ReadOnlySpan<byte> here) => here is [(byte)'\n', ..] ? 1 : here is [(byte)'\r', (byte)'\n', ..] ? 2 : 0;

    private static Sentence? Plain(ReadOnlySpan<byte> window, bool whole, ref int at, List<CsvField> fields)
    {
        var stop = window[at..].IndexOfAny((byte)',', (byte)'\n', (byte)'"');
        if (stop < 0 && !whole)
            return Faults.TooLong;
        stop = stop < 0 ? window.Length : at + stop;
        if (stop < window.Length && window[stop] == '"')
            return Faults.StrayQuote;
        if (stop < window.Length && window[stop] == '\n' && stop > at && window[stop - 1] == '\r')
            stop--;
        fields.Add(new(at, stop - at, Quoted: false));
        at = stop;
        return null;
    }

    private static Sentence? Quoted(ReadOnlySpan<byte> window, bool whole, ref int at, List<CsvField> fields)
    {
        var from = at + 1;
        for (var look = from; ; look += 2)
        {
            var mark = look > window.Length ? -1 : window[look..].IndexOf((byte)'"');
            if (mark < 0)
                return whole || window.Contains((byte)'\n') ? Faults.Unclosed : Faults.TooLong;
            look += mark;
            if (look + 1 < window.Length && window[look + 1] == '"')
                continue;
            fields.Add(new(from, look - from, Quoted: true));
            at = look + 1;
            var over = at == window.Length ? whole : window[at] == ',' || LengthOfLineEnd(window[at..]) > 0;
            return over ? null : at == window.Length ? Faults.TooLong : Faults.StrayQuote;
        }
    }
}
