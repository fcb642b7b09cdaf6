using System.Security.Cryptography;
using System.Text;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry.Files;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Registry.Sample;

/// <summary>Fills an empty database with the sample registry, through the same import as any other. The files stay in the data folder. Never for production: the passwords are known.</summary>
public sealed class LoadSample(Database database, ImportRegistry import, RegistryFolder folder)
{
    /// <summary>What came of it.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>The sample is in the database.</summary>
        /// <param name="Counts">What was imported.</param>
        /// <param name="Folder">Where <c>sites.csv</c>, <c>accounts.csv</c> and <c>passwords.csv</c> are.</param>
        /// <param name="Stories">What to try.</param>
        public sealed record Loaded(ImportCounts Counts, string Folder, IReadOnlyList<SampleStory> Stories) : Answer;

        /// <summary>There are sites already: nothing was done.</summary>
        public sealed record NotEmpty : Answer;

        /// <summary>The import did not go through.</summary>
        public sealed record Unusable(Refusal Refusal) : Answer;
    }

    /// <summary>Loads it where the database is empty.</summary>
    public async Task<Answer> HandleAsync(CancellationToken ct)
    {
        if (await database.ReadAsync((db, token) => db.Sites.AnyAsync(token), ct))
            return new Answer.NotEmpty();
        var sample = SampleRegistry.Make();
        var place = Path.Combine(folder.Path, "sample");
        var files = await WriteAsync(sample, place, ct);
        return await import.HandleAsync(files, null, ct) switch
        {
            ImportRegistry.Answer.Imported { Counts: var counts } => new Answer.Loaded(counts, place, sample.Stories),
            ImportRegistry.Answer.Unusable { Refusal: var why } => new Answer.Unusable(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };
    }

    /// <summary>Writes the three files of the sample.</summary>
    internal static async Task<ImportRegistry.Request> WriteAsync(SampleRegistry sample, string place, CancellationToken ct)
    {
        Directory.CreateDirectory(place);
        var request = new ImportRegistry.Request(Path.Combine(place, "sites.csv"), Path.Combine(place, "accounts.csv"));
        await WriteAsync(CsvText.Create(request.Sites), SiteRow.Columns, sample.Sites.Select(site => new[]
        {
            site.Code.Value, site.Name, site.Url, site.SpseVersion, site.Stage.WireName(), site.AggregatedOn is { } day ? $"{day:yyyy-MM-dd}" : "",
        }), ct);
        await WriteAsync(CsvText.Create(request.Accounts), AccountRow.Columns, sample.Accounts.Select(account =>
            AccountRow.Fields(account.Record).Select((field, column) => column == AccountRow.PasswordHash ? HashOf(account.Password) : field)), ct);
        await WriteAsync(PrivateFile.Replace(Path.Combine(place, "passwords.csv")), ["lpse_code", "user_id", "password"], sample.Accounts.Select(account => new[]
        {
            account.Record.Site.Value, account.Record.UserId.Value, account.Password,
        }), ct);
        return request;
    }

    private static async Task WriteAsync(StreamWriter file, IEnumerable<string> columns, IEnumerable<IEnumerable<string>> rows, CancellationToken ct)
    {
        await using var writer = file;
        foreach (var row in rows.Prepend(columns))
            await writer.WriteLineAsync(string.Join(',', row.Select(CsvText.Cell)).AsMemory(), ct);
    }

    // What an old site would have stored.
#pragma warning disable CA5351
    private static string HashOf(string password) => $"md5:{Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(password)))}";
#pragma warning restore CA5351
}
