using System.Text;
using System.Text.Unicode;
using BackOffice.Rules;

namespace BackOffice.Workflows.Registry.Files;

/// <summary>One record of a CSV file, or a line that is none.</summary>
/// <param name="Line">The line that it begins on, counted from 1.</param>
/// <param name="Fields">Its fields; none when there is a fault.</param>
/// <param name="Fault">What is wrong with the line; null when the record is well formed.</param>
/// <param name="Raw">The line as it stands, cut to <see cref="CsvRecords.MostShown"/>; empty without a fault.</param>
internal sealed record CsvRecord(int Line, IReadOnlyList<string> Fields, Sentence? Fault = null, string Raw = "");

/// <summary>
/// Reads records of RFC 4180 in strict UTF-8 and bounded memory. A line that breaks the format is handed out with its fault and reading goes on with the line
/// after it, so that a quotation mark which is never closed costs its own line and not the rest of the file. The libraries stop for good there (ADR 8).
/// </summary>
internal sealed class CsvRecords(Stream stream) : IDisposable
{
    /// <summary>The most bytes of a record; a longer line is passed over without being held.</summary>
    public const int MostBytes = 64 * 1024;

    /// <summary>The most bytes of a faulty line that are shown.</summary>
    public const int MostShown = 2_000;

    private readonly byte[] buffer = new byte[MostBytes * 4];
    private readonly List<CsvField> fields = [];
    private int start, end;
    private bool ended;
    private int line = 1;

    /// <summary>How many bytes were taken from the stream so far.</summary>
    public long BytesRead { get; private set; }

    /// <summary>The next record, empty lines passed over; null at the end.</summary>
    /// <param name="width">How many fields a record must have; 0 takes any number.</param>
    public CsvRecord? Read(int width)
    {
        while (true)
        {
            Fill();
            if (start == end)
                return null;
            if (line == 1 && buffer.AsSpan(start, end - start).StartsWith("\uFEFF"u8))
                start += 3;
            var window = Window();
            var blank = CsvSplitter.LengthOfLineEnd(window);
            if (blank == 0)
                return window.IsEmpty ? null : Next(window, width);
            start += blank;
            line++;
        }
    }

    /// <inheritdoc />
    public void Dispose() => stream.Dispose();

    private CsvRecord Next(ReadOnlySpan<byte> window, int width)
    {
        var fault = CsvSplitter.Split(window, ended && window.Length == end - start, fields, out var length);
        if (fault is null && width > 0 && fields.Count != width)
            fault = Faults.Width(fields.Count, width);
        if (fault is null && !Utf8.IsValid(window[..length]))
            fault = Faults.NotUtf8;
        if (fault is not null)
            return PassOver(window, fault);
        var texts = new string[fields.Count];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = fields[i].Text(window);
        var record = new CsvRecord(line, texts);
        line += window[..length].Count((byte)'\n');
        start += length;
        return record;
    }

    // Only the line itself is given up, also where a quoted field would swallow the lines that follow.
    private CsvRecord PassOver(ReadOnlySpan<byte> window, Sentence fault)
    {
        var record = new CsvRecord(line++, [], fault, Shown(window));
        int feed;
        while ((feed = buffer.AsSpan(start, end - start).IndexOf((byte)'\n')) < 0 && !ended)
        {
            start = end;
            Fill();
        }
        start = feed < 0 ? end : start + feed + 1;
        return record;
    }

    private static string Shown(ReadOnlySpan<byte> window)
    {
        var feed = window.IndexOf((byte)'\n');
        var text = feed < 0 ? window : window[..feed];
        var shown = text[..Math.Min(text.Length, MostShown)];
        // Latin-1 shows every byte as some letter, so that even a line in another encoding can be read.
        return (Utf8.IsValid(text) ? Encoding.UTF8 : Encoding.Latin1).GetString(shown).TrimEnd('\r');
    }

    private ReadOnlySpan<byte> Window() => buffer.AsSpan(start, Math.Min(end - start, MostBytes));

    private void Fill()
    {
        if (ended || end - start >= MostBytes)
            return;
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        (start, end) = (0, end - start);
        while (end < buffer.Length && !ended)
        {
            var read = stream.Read(buffer, end, buffer.Length - end);
            ended = read == 0;
            end += read;
            BytesRead += read;
        }
    }
}
