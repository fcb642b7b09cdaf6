using System.Text;

namespace BackOffice.Workflows.Registry.Files;

/// <summary>How this product writes CSV: RFC 4180 in UTF-8 without a byte order mark, lines ended by a line feed.</summary>
internal static class CsvText
{
    /// <summary>A field as it stands in a file, in quotation marks where it must be.</summary>
    public static string Cell(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Opens a file to be written anew.</summary>
    public static StreamWriter Create(string path) => new(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
}
