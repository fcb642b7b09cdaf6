using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using BackOffice.Fixtures;
using Microsoft.Data.Sqlite;

namespace BackOffice.Host.Tests.CommandLine;

[UnsupportedOSPlatform("windows")]
public sealed class StartFaultTests(PostgresCluster cluster) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_only_data_folder_ends_the_start_with_a_sentence()
    {
        var readOnly = Directory.CreateDirectory(folder.File("data"), UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        File.SetUnixFileMode(folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        string[] serve = ["dotnet", BackOfficeProcess.Dll, "serve", "--data", readOnly.FullName];
        // To root no folder is read-only.
        if (Environment.IsPrivilegedProcess)
            serve = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", .. serve];

        var result = await Command.RunAsync(serve[0], serve[1..], new Dictionary<string, string?> { ["HOME"] = "/tmp" }, Cancel);

        Assert.Equal((2, "A file or folder cannot be used: "), (result.ExitCode, result.Errors[..33]));
        Assert.Contains(readOnly.FullName, result.Errors, StringComparison.Ordinal);
        Assert.Single(result.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Read_only_database_file_ends_the_start_with_a_sentence()
    {
        (await BackOfficeProcess.RunAsync(folder, "staff", "add", "sari", "--role", "helpdesk")).Succeeded();
        File.SetUnixFileMode(folder.File("data/backoffice.db"), UnixFileMode.UserRead);
        string[] serve = ["dotnet", BackOfficeProcess.Dll, "serve", "--data", folder.File("data")];
        // To root no file is read-only, unless it gives that power up.
        if (Environment.IsPrivilegedProcess)
            serve = ["setpriv", "--bounding-set=-dac_override", .. serve];

        var result = await Command.RunAsync(serve[0], serve[1..], cancel: Cancel);

        Assert.Equal((2, "The database file cannot be written to. Look at the data folder's owner and permissions."), (result.ExitCode, result.Errors.TrimEnd()));
    }

    [Theory]
    [InlineData("""{ "id": "activation-v2", "definitionId": "activation", "na""", "not valid JSON")]
    [InlineData("""{ "id": "activation-v1", "definitionId": "activation", "name": "Lain", "version": 1, "isLatest": true, "isPublished": true }""", "'root' is missing")]
    public async Task Definition_that_is_half_written_or_not_whole_ends_the_start_with_a_sentence(string json, string sentence)
    {
        var definitions = Directory.CreateDirectory(folder.File("definitions")).FullName;
        await File.WriteAllTextAsync(Path.Combine(definitions, "activation-v2.json"), json, Cancel);

        var refused = await BackOfficeProcess.RefusedStartAsync(folder.File("data"), new() { ["Workflows__Definitions"] = definitions });

        Assert.Contains("activation-v2.json", refused, StringComparison.Ordinal);
        Assert.Contains(sentence, refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_folder_that_is_a_file_ends_the_start_with_a_sentence()
    {
        await File.WriteAllTextAsync(folder.File("data"), "", Cancel);

        Assert.StartsWith("A file or folder cannot be used: ", await BackOfficeProcess.RefusedStartAsync(folder.File("data")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Database_file_that_is_none_ends_the_start_with_a_sentence()
    {
        Directory.CreateDirectory(folder.File("data"));
        await File.WriteAllTextAsync(folder.File("data/backoffice.db"), new string('x', 10_000), Cancel);

        Assert.Contains("no database", await BackOfficeProcess.RefusedStartAsync(folder.File("data")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Second_Host_on_one_SQLite_file_ends_its_start_with_a_sentence_and_the_first_goes_on()
    {
        var (server, there) = await HostProcess.StartAsync(BackOfficeProcess.Dll, folder.File("data"), cancel: Cancel);
        await using (server)
        {
            var sentence = await BackOfficeProcess.RefusedStartAsync(folder.File("data"));
            using var client = new HttpClient { BaseAddress = there };

            Assert.StartsWith("Another Host serves the database", sentence, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri("health/ready", UriKind.Relative), Cancel)).StatusCode);
            await server.KillAsync(Cancel);
        }
        var (next, _) = await HostProcess.StartAsync(BackOfficeProcess.Dll, folder.File("data"), cancel: Cancel);
        await next.DisposeAsync();
    }

    [Fact]
    public async Task PostgreSQL_that_is_away_ends_the_start_with_a_sentence()
    {
        await using var own = new PostgresCluster();
        var database = await own.NewDatabaseAsync();
        await own.StopAsync();

        var sentence = await BackOfficeProcess.RefusedStartAsync(folder.File("data"), OnPostgreSql(database));

        Assert.StartsWith("PostgreSQL cannot be reached.", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_PostgreSQL_database_that_may_not_be_made_ends_the_start_with_a_sentence()
    {
        var database = await cluster.NewDatabaseAsync();

        var sentence = await BackOfficeProcess.RefusedStartAsync(folder.File("data"), OnPostgreSql(database + ";Username=nobody-here"));

        Assert.StartsWith("PostgreSQL refused", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Port_in_use_ends_the_start_with_a_sentence()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        var result = await BackOfficeProcess.RunAsync(folder, "serve", "--urls", $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("address already in use", result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Output + result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Database__Provider", "Oracle", "Database:Provider")]
    [InlineData("Database__Provider", "PostgreSql", "Database:ConnectionString is required")]
    [InlineData("Tokens__SiteTokenLifetime", "00:00:01", "SiteTokenLifetime")]
    [InlineData("Http__TrustedProxies__0", "everybody", "'everybody'")]
    public async Task Setting_that_is_not_valid_ends_the_start_with_a_sentence(string name, string value, string sentence) =>
        Assert.Contains(sentence, await BackOfficeProcess.RefusedStartAsync(folder.File("data"), new() { [name] = value }), StringComparison.Ordinal);

    private const string FullDisk = "The disk is full: nothing can be written. Make room and start again.";

    [Theory, InlineData(0), InlineData(100), InlineData(300)]
    public async Task Full_disk_ends_the_start_with_a_sentence(int kilobytesLeft)
    {
        await using var disk = await SmallDisk.MountAsync(kilobytes: 512);
        await disk.FillAsync(kilobytesLeft);

        var sentence = await BackOfficeProcess.RefusedStartAsync(disk.File("data"));

        Assert.Equal(FullDisk, sentence.TrimEnd());
    }

    [Fact]
    public void Full_disk_is_told_as_such_whoever_meets_it()
    {
        Assert.Equal(FullDisk, ExpectedFaults.SentenceOf(new IOException("No space left on device", 28)));
        Assert.Equal(FullDisk, ExpectedFaults.SentenceOf(new InvalidOperationException("saving", new SqliteException("database or disk is full", 13))));
        Assert.Null(ExpectedFaults.SentenceOf(new InvalidOperationException("a surprise")));
    }

    public void Dispose() => folder.Dispose();

    private static Dictionary<string, string?> OnPostgreSql(string connectionString) =>
        new() { ["Database__Provider"] = "PostgreSql", ["Database__ConnectionString"] = connectionString };
}
