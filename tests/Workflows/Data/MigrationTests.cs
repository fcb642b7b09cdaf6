using BackOffice.Fixtures;
using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Workflows.Tests.Data;

/// <summary>Hosts of the release before go on beside those of the new one: a migration only adds, unless its name says that it takes away what nobody needs any more.</summary>
public sealed class MigrationTests
{
    // Frozen before the rule: nobody ran more than one Host then.
    private static readonly string[] Before = ["Initial", "Console"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, InlineData(DatabaseProvider.Sqlite), InlineData(DatabaseProvider.PostgreSql)]
    public async Task Migration_takes_nothing_away_from_an_older_Host_unless_it_is_named_Contract(DatabaseProvider provider)
    {
        await using var home = await Home.NewAsync(provider, (_, _, _) => { });
        var taken = await home.ReadAsync(db =>
        {
            var migrations = db.GetService<IMigrationsAssembly>();
            return Task.FromResult(migrations.Migrations.Where(one => !Before.Contains(NameOf(one.Key)) && !Schema.IsContract(one.Key))
                .SelectMany(one => Trips(migrations.CreateMigration(one.Value, db.Database.ProviderName!)).Select(what => $"{one.Key}: {what}")).ToList());
        });

        Assert.Empty(taken);
    }

    [Fact]
    public void What_an_older_Host_would_trip_over_is_known()
    {
        Assert.Equal(
        [
            "drops a table", "drops a column", "renames a column", "renames a table", "changes the column Sites.Name", "adds the column Sites.Owner, which an older Host leaves empty",
            "makes Sites.Name unique",
        ], Trips(new Bad()));
        Assert.True(Schema.IsContract("20270101000000_ContractOldColumns"));
        Assert.False(Schema.IsContract("20270101000000_AddContract"));
    }

    [Theory, InlineData(DatabaseProvider.Sqlite), InlineData(DatabaseProvider.PostgreSql)]
    public async Task Older_release_does_not_start_on_a_newer_database_and_goes_on_only_beside_what_merely_adds(DatabaseProvider provider)
    {
        await using var home = await Home.NewAsync(provider, (_, _, _) => { });
        var schema = home.Get<Schema>();
        Assert.Null(await schema.UpdateAsync(Cancel));

        await ApplyAsync(home, "29990101000000_AddsSomething");
        Assert.Equal("database-newer", (await schema.UpdateAsync(Cancel))?.Code);
        Assert.Null(await schema.WhyNotGoOnAsync(Cancel));

        await ApplyAsync(home, "29990202000000_ContractSomething");
        var refusal = await schema.WhyNotGoOnAsync(Cancel);
        Assert.Contains("29990202000000_ContractSomething", refusal?.Sentence.English, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Update_that_was_killed_does_not_keep_the_next_one_waiting()
    {
        await using var home = await Home.NewAsync(DatabaseProvider.Sqlite, (_, _, _) => { });
        await home.ReadAsync(async db =>
        {
            await db.GetService<IMigrator>().MigrateAsync("Console", Cancel);
            await db.Database.ExecuteSqlAsync($"""CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL)""", Cancel);
            await db.Database.ExecuteSqlAsync($"""INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-03-01 00:00:00')""", Cancel);
            return true;
        });

        Assert.Null(await home.Get<Schema>().UpdateAsync(Cancel).WaitAsync(Eventually.Patience, Cancel));

        Assert.Equal(0, await home.ReadAsync(db => db.SharedKeys.CountAsync(Cancel)));
    }

    [Fact]
    public async Task Of_many_Hosts_that_start_at_once_one_makes_the_schema_and_all_get_it()
    {
        await using var first = await Home.NewAsync(DatabaseProvider.PostgreSql, (_, _, _) => { });
        await first.ReadAsync(db => db.Database.ExecuteSqlAsync($"DROP SCHEMA public CASCADE; CREATE SCHEMA public", Cancel));
        var homes = Enumerable.Range(0, 4).Select(_ => first.Beside((_, _, _) => { })).ToList();

        await Task.WhenAll(homes.Select(home => Task.Run(async () =>
        {
            while (!await home.Get<Leadership>().TryAsync("preparation", async ct => Assert.Null(await home.Get<Schema>().UpdateAsync(ct)), Cancel))
                await Task.Delay(10, Cancel);
        }, Cancel)));

        Assert.Equal(0, await first.ReadAsync(db => db.Sites.CountAsync(Cancel)));
        foreach (var home in homes)
            await home.DisposeAsync();
    }

    private static string NameOf(string migration) => migration.Split('_', 2)[^1];

    private static IEnumerable<string> Trips(Migration migration)
    {
        var made = migration.UpOperations.OfType<CreateTableOperation>().Select(table => table.Name).ToHashSet();
        return migration.UpOperations.Select(operation => operation switch
        {
            DropTableOperation => "drops a table",
            DropColumnOperation => "drops a column",
            RenameColumnOperation => "renames a column",
            RenameTableOperation => "renames a table",
            AlterColumnOperation altered => $"changes the column {altered.Table}.{altered.Name}",
            AddColumnOperation { IsNullable: false, DefaultValue: null, DefaultValueSql: null, ComputedColumnSql: null } added => $"adds the column {added.Table}.{added.Name}, which an older Host leaves empty",
            CreateIndexOperation { IsUnique: true } index when !made.Contains(index.Table) => $"makes {index.Table}.{string.Join('+', index.Columns)} unique",
            _ => null,
        }).OfType<string>();
    }

    private static Task<int> ApplyAsync(Home home, string migration) =>
        home.ReadAsync(db => db.Database.ExecuteSqlAsync($"""INSERT INTO "__EFMigrationsHistory" VALUES ({migration}, '10.0.0')""", Cancel));

    private sealed class Bad : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable("Old");
            migrationBuilder.DropColumn("Url", "Sites");
            migrationBuilder.RenameColumn("Url", "Sites", "Address");
            migrationBuilder.RenameTable("Sites", newName: "Offices");
            migrationBuilder.AlterColumn<string>("Name", "Sites", maxLength: 3);
            migrationBuilder.AddColumn<string>("Owner", "Sites", nullable: false);
            migrationBuilder.AddColumn<string>("Remark", "Sites", nullable: true);
            migrationBuilder.CreateIndex("IX", "Sites", "Name", unique: true);
        }
    }
}
