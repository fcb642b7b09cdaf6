using System.Text;

namespace BackOffice.Workflows.Registry.Files;

/// <summary>How this product writes CSV: RFC 4180 in UTF-8 without a byte order mark, lines ended by a line feed.</summary>
internal static class CsvText
{
    /// <summary>A field as it stands in a file, in quotation marks where it must be.</summary>
    public static string Cell(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A field for a person's spreadsheet: what it would take for a formula gets an apostrophe in front, since names and user IDs are whatever a provider typed.</summary>
    public static string SheetCell(string text) => Cell(text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + text : text);

    /// <summary>Such fields as one line, without its end.</summary>
    public static string SheetLine(params IEnumerable<string> fields) => string.Join(',', fields.Select(SheetCell));

    /// <summary>Opens a file to be written anew.</summary>
    public static StreamWriter Create(string path) => new(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
}
