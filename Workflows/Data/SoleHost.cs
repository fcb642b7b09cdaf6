using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Data;

/// <summary>
/// Sees to it that one Host at a time serves a SQLite file: its queue of writers and its duties are those of one process. Verbs may run beside it. On PostgreSQL any number of Hosts serve.
/// </summary>
public sealed class SoleHost(IOptions<DatabaseOptions> options) : IDisposable
{
    private FileStream? claim;

    /// <summary>Claims the file until this process ends, in whatever way.</summary>
    /// <returns>Null when it may serve; otherwise why not.</returns>
    public Refusal? Claim()
    {
        if (options.Value.Provider != DatabaseProvider.Sqlite)
            return null;
        var path = $"{options.Value.File}.serving";
        try
        {
            claim = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return null;
        }
        catch (IOException) when (File.Exists(path))
        {
            return new("already-served", new(
                $"Basis data {options.Value.File} sedang dilayani oleh Host lain. SQLite dilayani satu Host; untuk beberapa Host gunakan PostgreSQL.",
                $"Another Host serves the database {options.Value.File}. SQLite is served by one Host; for several use PostgreSQL."));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The folder is missing or closed to us: opening the database will say so better.
            return null;
        }
    }

    /// <inheritdoc />
    public void Dispose() => claim?.Dispose();
}
