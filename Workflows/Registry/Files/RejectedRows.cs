using System.Text;
using System.Text.RegularExpressions;
using BackOffice.Rules;

namespace BackOffice.Workflows.Registry.Files;

/// <summary>
/// Writes <c>rejected.csv</c>: file, line, the reason in both languages and the row as it came, without its password hash. The file of an earlier import is
/// replaced, or deleted when there is nothing to report. It is for a person to read: what is to be loaded is mended at its source, never here, so that a row may bear the mark of a spreadsheet's text.
/// </summary>
internal sealed partial class RejectedRows(string path) : IDisposable
{
    private StreamWriter? writer;

    /// <summary>How many rows were rejected.</summary>
    public int Count { get; private set; }

    /// <summary>Where they are; null when there are none.</summary>
    public string? Path => writer is null ? null : path;

    /// <summary>Adds a row of <c>sites</c> or <c>accounts</c>, as it came but for the password hash.</summary>
    public void Add(string file, CsvRecord record, Sentence reason)
    {
        var secret = file is "accounts" ? AccountRow.PasswordHash : -1;
        var row = record.Fault is null
            ? string.Join(',', record.Fields.Select((field, i) => i == secret ? "" : CsvText.Cell(Cut(field))))
            : WithoutSecrets(record.Raw);
        Write(file, record.Line, reason, row);
    }

    /// <summary>Deletes what an earlier import left, if this one rejected nothing.</summary>
    public void Dispose()
    {
        if (writer is null)
            File.Delete(path);
        else
            writer.Dispose();
        writer = null;
    }

    private void Write(string file, int line, Sentence reason, string row)
    {
        if (writer is null)
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
            writer = new(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
            writer.WriteLine("file,line,reason,alasan,row");
        }
        Count++;
        writer.WriteLine($"{file},{line},{CsvText.SheetLine(reason.English, reason.Indonesian, row)}");
    }

    private static string Cut(string field) => field.Length <= 200 ? field : $"{field[..200]}…";

    // The fields of a broken line are not known. The hash is taken out by its looks and by the place it should have.
    private static string WithoutSecrets(string line)
    {
        var pieces = Hash().Replace(line, "").Split(',');
        if (pieces.Length > AccountRow.PasswordHash)
            pieces[AccountRow.PasswordHash] = "";
        return string.Join(',', pieces);
    }

    [GeneratedRegex("kdf:[A-Za-z0-9+/=,:$]*|(md5|sha1):[^,]*|[0-9a-f]{32,}", RegexOptions.IgnoreCase)]
    private static partial Regex Hash();
}
