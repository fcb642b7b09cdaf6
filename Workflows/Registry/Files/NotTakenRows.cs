using System.Text;
using BackOffice.Rules.Identity;

namespace BackOffice.Workflows.Registry.Files;

/// <summary>Writes <c>not-taken.csv</c>: activated accounts whose site says something else than what holds nationally (decision 19), and in which columns.</summary>
internal sealed class NotTakenRows(string path) : IDisposable
{
    private StreamWriter? writer;

    /// <summary>How many accounts differ.</summary>
    public int Count { get; private set; }

    /// <summary>Where they are; null when there are none.</summary>
    public string? Path => writer is null ? null : path;

    /// <summary>Adds one account.</summary>
    public void Add(int line, SiteCode site, UserId userId, IReadOnlyList<string> columns)
    {
        if (writer is null)
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
            writer = new(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
            writer.WriteLine("line,lpse_code,user_id,columns");
        }
        Count++;
        writer.WriteLine($"{line},{site},{CsvText.SheetCell(userId.Value)},{string.Join(' ', columns)}");
    }

    /// <summary>Deletes what an earlier import left, if there is nothing to report.</summary>
    public void Dispose()
    {
        if (writer is null)
            File.Delete(path);
        else
            writer.Dispose();
        writer = null;
    }
}
