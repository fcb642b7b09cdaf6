using BackOffice.Rules;

namespace BackOffice.Workflows.Registry.Files;

/// <summary>A CSV file with a header: the columns are known by name and may stand in any order, but all must be there and no other.</summary>
internal sealed class CsvTable : IDisposable
{
    private readonly CsvRecords records;
    private readonly int[] places;

    private CsvTable(CsvRecords records, int[] places)
    {
        this.records = records;
        this.places = places;
    }

    /// <summary>How many bytes of the file were read so far.</summary>
    public long BytesRead => records.BytesRead;

    /// <summary>Opens a file, or says why it cannot be used at all.</summary>
    public static (CsvTable? Table, Refusal? Refusal) Open(string file, IReadOnlyList<string> columns)
    {
        FileStream stream;
        try
        {
            stream = new(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, CannotOpen(file, e is FileNotFoundException or DirectoryNotFoundException));
        }
        var records = new CsvRecords(stream);
        try
        {
            var header = records.Read(width: 0);
            if (header?.Fault is { } fault)
                return (null, NotATable(file, fault));
            string[] names = [.. (header?.Fields ?? []).Select(name => name.Trim())];
            int[] places = [.. columns.Select(column => Array.FindIndex(names, name => name.Equals(column, StringComparison.OrdinalIgnoreCase)))];
            string[] missing = [.. columns.Where((_, i) => places[i] < 0)];
            string[] unknown = [.. names.Where((_, i) => !places.Contains(i))];
            if (missing.Length > 0 || unknown.Length > 0)
                return (null, WrongHeader(file, missing, unknown));
            var table = new CsvTable(records, places);
            records = null;
            return (table, null);
        }
        finally
        {
            records?.Dispose();
        }
    }

    /// <summary>The next record with its fields in the order of the columns asked for; null at the end.</summary>
    public CsvRecord? Read() => records.Read(places.Length) switch
    {
        { Fault: null } record => record with { Fields = Array.ConvertAll(places, place => record.Fields[place]) },
        var other => other,
    };

    /// <inheritdoc />
    public void Dispose() => records.Dispose();

    private static Refusal CannotOpen(string file, bool missing) => new("file-unreadable", missing
        ? new($"Berkas {file} tidak ada.", $"There is no file {file}.")
        : new($"Berkas {file} tidak dapat dibaca.", $"The file {file} cannot be read."));

    private static Refusal NotATable(string file, Sentence fault) => new("file-not-csv", new(
        $"{file} bukan berkas CSV dengan baris judul. Baris 1: {fault.Indonesian}", $"{file} is not a CSV file with a header. Line 1: {fault.English}"));

    private static Refusal WrongHeader(string file, string[] missing, string[] unknown) => new("file-wrong-header", new(
        $"Judul kolom {file} tidak sesuai.{Listed(" Tidak ada", missing)}{Listed(" Tidak dikenal", unknown)}",
        $"The header of {file} does not fit.{Listed(" Missing", missing)}{Listed(" Unknown", unknown)}"));

    private static string Listed(string what, string[] names) => names.Length == 0
        ? ""
        : $"{what}: {string.Join(", ", names.Take(20).Select(name => name.Length <= 40 ? name : $"{name[..40]}…"))}.";
}
