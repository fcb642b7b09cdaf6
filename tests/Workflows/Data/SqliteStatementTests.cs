using BackOffice.Workflows.Data;
using BackOffice.Workflows.Tests.Registry;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Tests.Data;

public sealed class SqliteStatementTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("PT Maju Jaya")]
    [InlineData("Café 株式会社 🏗")]
    public async Task Text_comes_back_as_it_was_bound_however_long(string text)
    {
        await using var home = await RegistryHome.NewAsync();
        string[] texts = [text, string.Concat(Enumerable.Repeat(text, 500)), text];

        await home.ChangeAsync(async db =>
        {
            await db.Database.ExecuteSqlRawAsync("""CREATE TEMP TABLE "Rows" ("A" TEXT NOT NULL, "B" INTEGER NOT NULL, "C" INTEGER NOT NULL, "D" BLOB NOT NULL)""", Ct);
            using var insert = new SqliteStatement(db, """INSERT INTO "Rows" VALUES (?1, ?2, ?3, ?4)""");
            for (var i = 0; i < texts.Length; i++)
                insert.Bind(texts[i]).Bind(long.MaxValue - i).Bind(i == 1).Bind([1, 0, 255]).Run();

            Assert.Equal(texts, await db.Database.SqlQueryRaw<string>("""SELECT "A" AS "Value" FROM "Rows" ORDER BY rowid""").ToListAsync(Ct));
            Assert.Equal([long.MaxValue, long.MaxValue - 1, long.MaxValue - 2], await db.Database.SqlQueryRaw<long>("""SELECT "B" AS "Value" FROM "Rows" ORDER BY rowid""").ToListAsync(Ct));
            Assert.Equal(["0100FF|0", "0100FF|1", "0100FF|0"], await db.Database.SqlQueryRaw<string>("""SELECT hex("D") || '|' || "C" AS "Value" FROM "Rows" ORDER BY rowid""").ToListAsync(Ct));
            using var change = new SqliteStatement(db, """UPDATE "Rows" SET "C" = 2 WHERE "C" = ?1""");
            Assert.Equal(2, change.Bind(0).Change());
        });
    }

    [Fact]
    public async Task What_the_database_refuses_is_told_and_the_statement_goes_on()
    {
        await using var home = await RegistryHome.NewAsync();

        await home.ChangeAsync(async db =>
        {
            await db.Database.ExecuteSqlRawAsync("""CREATE TEMP TABLE "Rows" ("A" INTEGER PRIMARY KEY)""", Ct);
            using var insert = new SqliteStatement(db, """INSERT INTO "Rows" VALUES (?1)""");
            insert.Bind(1).Run();

            Assert.Equal(19, Assert.Throws<SqliteException>(() => insert.Bind(1).Run()).SqliteErrorCode);
            insert.Bind(2).Run();
            Assert.Throws<SqliteException>(() => new SqliteStatement(db, "INSERT INTO nowhere"));

            Assert.Equal([1, 2], await db.Database.SqlQueryRaw<int>("""SELECT "A" AS "Value" FROM "Rows" ORDER BY 1""").ToListAsync(Ct));
        });
    }
}
