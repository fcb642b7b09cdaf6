using System.Runtime.Versioning;
using System.Text.Json;
using BackOffice.Fixtures;
using Npgsql;

namespace BackOffice.Host.Tests.CommandLine;

[UnsupportedOSPlatform("windows")]
public sealed class VerbTests(PostgresCluster cluster) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task Staff_add_prints_a_one_time_password_once()
    {
        var added = await BackOfficeProcess.RunAsync(folder, "staff", "add", "sari", "--role", "helpdesk", "verifikator", "--json");

        using var json = JsonDocument.Parse(added.Succeeded().Output);
        Assert.Equal("sari", json.RootElement.GetProperty("name").GetString());
        Assert.Matches("^([a-z2-9]{5}-){3}[a-z2-9]{5}$", json.RootElement.GetProperty("oneTimePassword").GetString());
        Assert.Empty(added.Errors);

        var again = await BackOfficeProcess.RunAsync(folder, "staff", "add", "Sari", "--role", "helpdesk");
        Assert.Equal((2, "This staff name is taken.\n"), (again.ExitCode, again.Errors));
    }

    [Fact]
    public async Task Staff_are_listed_and_get_back_in_from_beside_the_database()
    {
        (await BackOfficeProcess.RunAsync(folder, "staff", "add", "sari", "--role", "helpdesk", "auditor")).Succeeded();

        var listed = (await BackOfficeProcess.RunAsync(folder, "staff", "list")).Succeeded();
        var reset = (await BackOfficeProcess.RunAsync(folder, "staff", "reset-password", "SARI", "--json")).Succeeded();
        var unknown = await BackOfficeProcess.RunAsync(folder, "staff", "reset-totp", "nobody", "--reason", "Telepon hilang.");

        Assert.Equal("sari                     auditor helpdesk, never signed in\n", listed.Output);
        Assert.Contains("\"oneTimePassword\"", reset.Output, StringComparison.Ordinal);
        Assert.Equal((2, "There is no member of staff with this name.\n"), (unknown.ExitCode, unknown.Errors));
    }

    [Theory]
    [InlineData("LPSE 999 is not known", "staff", "add", "sari", "--role", "helpdesk", "--site", "999")]
    [InlineData("A site code has", "staff", "add", "sari", "--role", "helpdesk", "--site", "jambi")]
    [InlineData("The roles there are", "staff", "add", "sari", "--role", "king")]
    [InlineData("'--role' is required", "staff", "add", "sari")]
    [InlineData("No site with the code 999", "site-secret", "999")]
    [InlineData("A site code has", "site-secret", "jambi")]
    [InlineData("Give either", "site-secret")]
    [InlineData("Give either", "site-secret", "277", "--all", "secrets.csv")]
    [InlineData("Unrecognized command", "sevre")]
    public async Task Unusable_input_ends_with_2_and_the_reason_on_standard_error(string reason, params string[] arguments)
    {
        var result = await BackOfficeProcess.RunAsync(folder, arguments);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(reason, result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Workflow_file_is_read_as_a_publication_would_and_each_finding_has_its_place()
    {
        var shipped = RepositoryRoot.File("Workflows", "Definitions", "activation.json");
        await File.WriteAllTextAsync(folder.File("broken.json"), (await File.ReadAllTextAsync(shipped, TestContext.Current.CancellationToken)).Replace("BackOffice.JoinGroup", "BackOffice.JoinGruop", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        Assert.Contains("may be published: activation-v1, version 1, 21 activities.", (await BackOfficeProcess.RunAsync(folder, "workflows", "check", shipped)).Succeeded().Output, StringComparison.Ordinal);
        var broken = await BackOfficeProcess.RunAsync(folder, "workflows", "check", folder.File("broken.json"));
        Assert.Equal(1, broken.ExitCode);
        Assert.Matches(@"\$\.root\.activities\[9\]\.type \(line \d+\): The step 'BackOffice.JoinGruop' is not known\.", broken.Output);
    }

    [Fact]
    public async Task Where_nothing_stands_still_incidents_says_so()
    {
        (await BackOfficeProcess.RunAsync(folder, "staff", "add", "sari", "--role", "helpdesk")).Succeeded();

        Assert.Equal("0 things stand still.\n", (await BackOfficeProcess.RunAsync(folder, "incidents")).Succeeded().Output);
    }

    [Theory]
    [InlineData("verify")]
    [InlineData("verify", "--repair")]
    [InlineData("incidents")]
    [InlineData("report", "report.pdf")]
    [InlineData("backup", "backup.zip")]
    [InlineData("scan")]
    [InlineData("scan", "--sites", "sites.csv", "--accounts", "accounts.csv", "--against-registry")]
    [InlineData("staff", "list")]
    [InlineData("staff", "reset-password", "sari")]
    [InlineData("staff", "reset-totp", "sari", "--reason", "Telepon hilang.")]
    public async Task Where_there_is_no_database_a_verb_that_needs_one_says_so_and_makes_none(params string[] arguments)
    {
        var result = await BackOfficeProcess.RunAsync(folder, [.. arguments.Select(argument => argument.Contains('.', StringComparison.Ordinal) ? folder.File(argument) : argument)]);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"There is no database at {folder.File("data/backoffice.db")}.", result.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task Empty_file_is_no_database_either()
    {
        Directory.CreateDirectory(folder.File("data"));
        await File.WriteAllTextAsync(folder.File("data/backoffice.db"), "", TestContext.Current.CancellationToken);

        Assert.StartsWith($"There is no database at {folder.File("data/backoffice.db")}.", (await BackOfficeProcess.RunAsync(folder, "verify")).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_PostgreSQL_a_database_that_is_missing_or_holds_nothing_is_none()
    {
        NpgsqlConnectionStringBuilder empty = new(await cluster.NewDatabaseAsync()) { Password = "Rahasia-1" };
        NpgsqlConnectionStringBuilder missing = new(empty.ConnectionString) { Database = "nowhere" };

        foreach (var database in new[] { empty, missing })
        {
            var result = await VerifyAsync(database);

            Assert.Equal((2, ""), (result.ExitCode, result.Output));
            Assert.StartsWith($"There is no database at {database.Host}:{database.Port}/{database.Database}.", result.Errors, StringComparison.Ordinal);
            Assert.DoesNotContain("Rahasia-1", result.Errors, StringComparison.Ordinal);
        }
        Assert.StartsWith("There is no database at", (await VerifyAsync(missing)).Errors, StringComparison.Ordinal);

        Task<CommandResult> VerifyAsync(NpgsqlConnectionStringBuilder database) => HostProcess.RunAsync(BackOfficeProcess.Dll, ["verify", "--data", folder.File("data")],
            new Dictionary<string, string?> { ["Database__Provider"] = "PostgreSql", ["Database__ConnectionString"] = database.ConnectionString }, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Data_folder_is_the_owners_alone()
    {
        await BackOfficeProcess.RunAsync(folder, "staff", "add", "sari", "--role", "helpdesk");

        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Assert.Equal((owner, owner), (File.GetUnixFileMode(folder.File("data")), File.GetUnixFileMode(folder.File("data/keys"))));
    }

    public void Dispose() => folder.Dispose();
}
