using BackOffice.Fixtures;
using BackOffice.Host.Tests.Clauses;
using BackOffice.Workflows.Data;
using Npgsql;

namespace BackOffice.Host.Tests.CommandLine;

/// <summary><c>db copy</c>: a registry that has outgrown its file goes on in PostgreSQL in the middle of an activation.</summary>
public sealed class DbCopyTests(MemberAboutToActivate begun, PostgresCluster cluster) : IClassFixture<MemberAboutToActivate>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Registry_moves_to_PostgreSQL_and_the_activation_that_began_in_the_file_ends_there()
    {
        using var folder = begun.Copy();
        var target = await cluster.NewDatabaseAsync();
        var (file, address) = await HostProcess.StartAsync(BackOfficeProcess.Dll, folder.File("data"), cancel: Cancel);
        await using (file)
        {
            using var member = new ProcessSite(address, begun.Medan);
            Assert.Equal("awaitDefaultPassword", (await member.CallAsync(HttpMethod.Post, "activations", new { userId = "sinar-medan" })).State());
            var inUse = await CopyAsync(folder, target);
            Assert.Equal((2, "The SQLite file is in use. Stop the Host, and whatever else works on it, and try again.\n"), (inUse.ExitCode, inUse.Errors));
            await file.StopAsync(Cancel);
        }

        var copied = (await CopyAsync(folder, target)).Succeeded();
        Assert.Contains("are in PostgreSQL, the same as in the file.", copied.Output, StringComparison.Ordinal);
        Assert.Contains("Rows: 100 %", copied.Errors, StringComparison.Ordinal);
        // A number that the next row gets is none that a copied row has.
        await using (NpgsqlConnection connection = new(target))
        {
            await connection.OpenAsync(Cancel);
            await using NpgsqlCommand next = new("""SELECT nextval(pg_get_serial_sequence('"Journal"', 'Id')) > (SELECT max("Id") FROM "Journal")""", connection);
            Assert.Equal(true, await next.ExecuteScalarAsync(Cancel));
        }
        var again = await CopyAsync(folder, target);
        Assert.Equal((2, "There are rows in the PostgreSQL to copy to. Use an empty one.\n"), (again.ExitCode, again.Errors));

        var (server, there) = await HostProcess.StartAsync(BackOfficeProcess.Dll, folder.File("data"), OnPostgreSql(target), Cancel);
        await using (server)
        {
            using var member = new ProcessSite(there, begun.Medan);
            Assert.Equal("active", (await member.CallAsync(HttpMethod.Post, "activations/sinar-medan/default-password", new { password = "kata sandi Jambi" })).State());
            await server.StopAsync(Cancel);
        }
        var verified = await HostProcess.RunAsync(BackOfficeProcess.Dll, ["verify", "--data", folder.File("data")], OnPostgreSql(target), Cancel);
        Assert.Equal((0, ""), (verified.ExitCode, verified.Errors));
    }

    [Fact]
    public async Task Copy_that_fails_in_the_middle_leaves_nothing_and_can_be_made_again()
    {
        using var folder = begun.Copy();
        var target = await cluster.NewDatabaseAsync();
        (await HostProcess.RunAsync(BackOfficeProcess.Dll, ["db", "copy", "--data", folder.File("data")], To(target), Cancel)).Succeeded();
        // One table refuses its rows, after others have arrived.
        await ExecuteAsync(target, """
            DO $$ BEGIN EXECUTE (SELECT 'TRUNCATE ' || string_agg(quote_ident(tablename), ', ') FROM pg_tables WHERE schemaname = 'public' AND tablename <> '__EFMigrationsHistory'); END $$;
            ALTER TABLE "Accounts" ADD CONSTRAINT "refuses" CHECK ("Id" < 0)
            """);

        var failed = await CopyAsync(folder, target);
        Assert.NotEqual(0, failed.ExitCode);
        await ExecuteAsync(target, """ALTER TABLE "Accounts" DROP CONSTRAINT "refuses";""");

        (await CopyAsync(folder, target)).Succeeded();
    }

    [Fact]
    public async Task Copy_with_no_target_is_refused()
    {
        using var folder = begun.Copy();

        var refused = await BackOfficeProcess.RunAsync(folder, "db", "copy");

        Assert.Equal((2, ""), (refused.ExitCode, refused.Output));
        Assert.Contains("Set Database:ConnectionString", refused.Errors, StringComparison.Ordinal);
    }

    private static Task<CommandResult> CopyAsync(TemporaryFolder folder, string target) =>
        HostProcess.RunAsync(BackOfficeProcess.Dll, ["db", "copy", "--data", folder.File("data")], To(target), Cancel);

    private static Dictionary<string, string?> To(string target) => new() { ["Database__ConnectionString"] = target };

    private static Dictionary<string, string?> OnPostgreSql(string target) => new(To(target)) { ["Database__Provider"] = nameof(DatabaseProvider.PostgreSql) };

    private static async Task ExecuteAsync(string target, string statement)
    {
        await using NpgsqlConnection connection = new(target);
        await connection.OpenAsync(Cancel);
        await using NpgsqlCommand command = new(statement, connection);
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
