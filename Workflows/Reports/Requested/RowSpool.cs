using System.Text.Json;

namespace BackOffice.Workflows.Reports;

/// <summary>
/// Rows of a table on their way from the database to paper: written to a file once, as the query yields them, and read from it as often as the digest, the two passes of the renderer
/// and the CSV file need. So the rows are the same each time without a transaction that is held for minutes, and memory stays flat however many there are.
/// </summary>
internal sealed class RowSpool : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("backoffice-report-").FullName;
    private int files;

    /// <summary>Takes the rows of one table and gives them back as often as asked.</summary>
    public async Task<IEnumerable<T>> KeepAsync<T>(IAsyncEnumerable<T> rows, CancellationToken ct)
    {
        var path = Path.Combine(folder, $"{files++}.jsonl");
        await using (var writer = new StreamWriter(path))
            await foreach (var row in rows.WithCancellation(ct))
                await writer.WriteLineAsync(JsonSerializer.Serialize(row));
        return Read<T>(path);
    }

    /// <summary>Removes the files.</summary>
    public void Dispose() => Directory.Delete(folder, recursive: true);

    // Not File.ReadLines: its passes share one reader once a pass runs on another thread than the one that called it.
    private static IEnumerable<T> Read<T>(string path)
    {
        using var reader = new StreamReader(path);
        while (reader.ReadLine() is { } line)
            yield return JsonSerializer.Deserialize<T>(line)!;
    }
}
