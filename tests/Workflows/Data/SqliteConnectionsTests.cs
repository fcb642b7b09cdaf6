using BackOffice.Fixtures;
using BackOffice.Workflows.Data;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Tests.Data;

public sealed class SqliteConnectionsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SqliteConnections connections;

    public SqliteConnectionsTests()
    {
        File.WriteAllBytes(folder.File("kept.db"), []);
        connections = new(Options.Create(new DatabaseOptions { File = folder.File("kept.db") }));
    }

    public void Dispose()
    {
        connections.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Where_there_is_no_database_none_comes_into_being_by_looking()
    {
        File.Delete(folder.File("kept.db"));

        connections.Return(connections.Rent());

        Assert.False(File.Exists(folder.File("kept.db")));
    }

    [Fact]
    public void One_that_was_returned_is_used_again_with_the_settings_of_all()
    {
        var first = connections.Rent();
        first.Tune("PRAGMA cache_size=-65536;");
        connections.Return(first);

        var again = connections.Rent();

        Assert.Same(first, again);
        Assert.Equal((-2000, 2, 1), (Number(again, "PRAGMA cache_size"), Number(again, "PRAGMA synchronous"), Number(again, "PRAGMA foreign_keys")));
    }

    [Fact]
    public void One_whose_transaction_is_still_open_is_not_given_to_anybody_else()
    {
        var broken = connections.Rent();
        Number(broken, "BEGIN IMMEDIATE");
        connections.Return(broken);

        var next = connections.Rent();

        Assert.NotSame(broken, next);
        // The writer's place is free.
        Number(next, "BEGIN IMMEDIATE");
    }

    [Fact]
    public void None_is_kept_that_was_opened_before_the_statistics_were_renewed()
    {
        var (idle, used) = (connections.Rent(), connections.Rent());
        connections.Return(idle);

        connections.Renew();
        connections.Return(used);
        var next = connections.Rent();

        Assert.NotSame(idle, next);
        Assert.NotSame(used, next);
    }

    [Fact]
    public void Closing_lets_go_of_the_file_whatever_was_prepared()
    {
        var connection = connections.Rent();
        Prepared(connection, "CREATE TABLE T AS SELECT $n AS N", 1).ExecuteNonQuery();
        Prepared(connection, "SELECT N FROM T WHERE N >= $n", 1).Dispose();
        connections.Return(connection);

        connections.CloseIdle();

        // Whoever closes the file last puts its log away.
        Assert.False(File.Exists(folder.File("kept.db-wal")));
    }

    [Fact]
    public void A_statement_stays_prepared_and_takes_the_values_of_each_run()
    {
        var connection = connections.Rent();

        var first = Prepared(connection, "SELECT $n * 2", 4);
        Assert.Equal(8L, first.ExecuteScalar());
        first.Dispose();
        var again = Prepared(connection, "SELECT $n * 2", 21);

        Assert.Same(first, again);
        Assert.Equal(42L, again.ExecuteScalar());
    }

    [Fact]
    public void A_statement_whose_rows_are_still_being_read_can_be_run_beside_itself()
    {
        var connection = connections.Rent();
        const string twoRows = "SELECT $n UNION ALL SELECT $n + 1";

        using var outer = Prepared(connection, twoRows, 10).ExecuteReader();
        Assert.True(outer.Read());
        using (var inner = Prepared(connection, twoRows, 20).ExecuteReader())
        {
            Assert.True(inner.Read());
            Assert.Equal(20L, inner.GetInt64(0));
        }

        Assert.True(outer.Read());
        Assert.Equal(11L, outer.GetInt64(0));
    }

    [Fact]
    public void More_statements_than_are_kept_still_run()
    {
        var connection = connections.Rent();
        using var outer = Prepared(connection, "SELECT $n UNION ALL SELECT $n + 1", 10).ExecuteReader();
        Assert.True(outer.Read());

        for (var i = 0; i < 1_000; i++)
        {
            using var command = Prepared(connection, $"SELECT $n + {i}", 1);
            Assert.Equal(1L + i, command.ExecuteScalar());
        }

        Assert.True(outer.Read());
        Assert.Equal(11L, outer.GetInt64(0));
    }

    private static SqliteCommand Prepared(KeptConnection connection, string sql, long n)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$n", n);
        return connection.Prepared(command);
    }

    private static long? Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long?)command.ExecuteScalar();
    }
}
