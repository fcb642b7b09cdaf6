using System.IO.Compression;
using System.Text.Json;
using BackOffice.Fixtures;
using BackOffice.Host.Tests.Kills;
using BackOffice.Workflows.Data;

namespace BackOffice.Host.Tests.Upgrade;

/// <summary>
/// A data folder of the first released version with everything in flight (<see cref="Cast"/>), as it stopped: the database, its keys, and what sites and staff know. The keys are made for this
/// fixture and guard nothing else. <c>tests/Host/Upgrade/make</c> makes it again.
/// </summary>
internal sealed class FirstRelease : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private FirstRelease()
    {
    }

    /// <summary>What sites and staff know.</summary>
    public required People People { get; init; }

    /// <summary>When it stopped.</summary>
    public required DateTimeOffset StoppedAt { get; init; }

    /// <summary>The settings of the database.</summary>
    public required IReadOnlyDictionary<string, string?> Settings { get; init; }

    /// <summary>The data folder.</summary>
    public string DataFolder => folder.File("data");

    /// <summary>Lays out a copy.</summary>
    public static async Task<FirstRelease> UnpackAsync(DatabaseProvider database)
    {
        var settings = new Dictionary<string, string?> { ["Database:Provider"] = database.ToString(), ["Staff:TotpRoles"] = "none", ["Recovery:ObjectionPeriod"] = "00:00:00", ["SignIn:RewrapShare"] = "0" };
        using var archive = ZipFile.OpenRead(ArchiveOf(database));
        var known = JsonSerializer.Deserialize<Known>(await ReadAsync(archive, "known.json"))!;
        var people = new People();
        foreach (var (code, site) in known.Sites)
            people.Sites[code] = (site.ClientId, site.Secret);
        foreach (var (name, password) in known.Staff)
            people.StaffPasswords[name] = password;
        if (database == DatabaseProvider.PostgreSql)
            settings["Database:ConnectionString"] = await (await TestContext.Current.GetFixture<PostgresCluster>())!.RestoreAsync(await ReadAsync(archive, "database.sql"));
        var release = new FirstRelease { People = people, StoppedAt = known.StoppedAt, Settings = settings };
        foreach (var entry in archive.Entries.Where(entry => entry.FullName.StartsWith("data/", StringComparison.Ordinal)))
        {
            var target = release.folder.File(entry.FullName);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            await entry.ExtractToFileAsync(target, TestContext.Current.CancellationToken);
        }
        return release;
    }

    /// <summary>Packs a data folder that a Host of the first release has left.</summary>
    public static async Task PackAsync(string target, string dataFolder, string? dump, People people, DateTimeOffset stoppedAt)
    {
        File.Delete(target);
        using var archive = await ZipFile.OpenAsync(target, ZipArchiveMode.Create);
        foreach (var file in Directory.EnumerateFiles(dataFolder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            await archive.CreateEntryFromFileAsync(file, $"data/{Path.GetRelativePath(dataFolder, file)}", CompressionLevel.SmallestSize);
        if (dump is not null)
            await WriteAsync(archive, "database.sql", dump);
        await WriteAsync(archive, "known.json", JsonSerializer.Serialize(new Known(
            people.Sites.ToDictionary(site => site.Key, site => new Site(site.Value.ClientId, site.Value.Secret)), people.StaffPasswords, stoppedAt)));
    }

    /// <summary>Where it lies.</summary>
    public static string ArchiveOf(DatabaseProvider database) => Path.Combine(RepositoryRoot.Path, "tests", "Host", "Upgrade", $"first-release-{database.ToString().ToLowerInvariant()}.zip");

    public void Dispose() => folder.Dispose();

    private static async Task<string> ReadAsync(ZipArchive archive, string name)
    {
        await using var stream = await archive.GetEntry(name)!.OpenAsync();
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }

    private static async Task WriteAsync(ZipArchive archive, string name, string text)
    {
        await using var stream = await archive.CreateEntry(name, CompressionLevel.SmallestSize).OpenAsync();
        await using var writer = new StreamWriter(stream);
        await writer.WriteAsync(text);
    }

    private sealed record Known(IReadOnlyDictionary<string, Site> Sites, IReadOnlyDictionary<string, string> Staff, DateTimeOffset StoppedAt);

    private sealed record Site(string ClientId, string Secret);
}
