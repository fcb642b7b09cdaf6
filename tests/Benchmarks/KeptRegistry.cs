using BackOffice.Host;
using BackOffice.Rules.Matching;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Benchmarks;

/// <summary>
/// Registry files in a database. The one on SQLite is imported once for each schema and each edition of the blocking keys, and kept beside the files; those of another schema or edition
/// are removed. One that a killed import left half full is never taken.
/// </summary>
internal static class KeptRegistry
{
    /// <summary>The data folder of the kept SQLite database.</summary>
    public static async Task<string> OfAsync(RegistryFiles files)
    {
        var folder = Path.Combine(files.Folder, $"sqlite-{Schema()}-{BlockingKeys.Edition}");
        foreach (var stale in Directory.GetDirectories(files.Folder, "sqlite*").Where(one => one != folder))
            Directory.Delete(stale, recursive: true);
        if (Directory.Exists(folder))
            return folder;
        var unfinished = folder + ".part";
        await using (var app = BackOfficeHost.Build(new() { DataFolder = unfinished, Quiet = true }))
        {
            await BackOfficeHost.PrepareAsync(app, CancellationToken.None);
            await ImportAsync(app, files);
        }
        SqliteConnection.ClearAllPools();
        Directory.Move(unfinished, folder);
        return folder;
    }

    /// <summary>Imports into the empty database of a prepared Host.</summary>
    /// <exception cref="UnusableInputException">The files cannot be used.</exception>
    public static async Task ImportAsync(WebApplication app, RegistryFiles files)
    {
        Console.WriteLine($"importing {files.Accounts:N0} accounts");
        var import = app.Services.GetRequiredService<ImportRegistry>();
        if (await import.HandleAsync(new(files.Sites, files.AccountsFile), null, CancellationToken.None) is not ImportRegistry.Answer.Imported)
            throw new UnusableInputException("The import was refused.");
    }

    private static string Schema()
    {
        using var db = new SqliteBackOfficeDb(new DbContextOptionsBuilder<SqliteBackOfficeDb>().UseSqlite().Options);
        return db.Database.GetMigrations().Last();
    }
}
