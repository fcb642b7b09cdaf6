using System.Data.Common;
using System.Diagnostics;
using BackOffice.Fixtures;
using BackOffice.Host;
using BackOffice.Rules.Matching;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Benchmarks;

/// <summary>
/// The look for duplicates of one account among all, as activation does it, beside the bare look-up: the same keys, by a prepared command, on the same connection, every found row read.
/// A fresh process opens the database: nothing is warmed up or built first.
/// </summary>
internal sealed class DetectBenchmark : IBenchmark
{
    private const int Looks = 4_000;
    private const int WarmUp = 500;

    /// <inheritdoc />
    public string Verb => "detect";

    /// <inheritdoc />
    public string Arguments => "[1000000]";

    /// <inheritdoc />
    public string Help => "the look for duplicates of one account, against raw look-ups of its keys; on SQLite and PostgreSQL";

    /// <inheritdoc />
    public async Task RunAsync(string[] args, ResultTable table)
    {
        var files = await RegistryFiles.OfAsync(RegistryFiles.Count(args, 1_000_000));
        await MeasureAsync(files, await KeptRegistry.OfAsync(files), [], table);
        await using var cluster = new PostgresCluster();
        await MeasureAsync(files, Path.Combine(files.Folder, "postgresql"),
            new() { ["Database:Provider"] = nameof(DatabaseProvider.PostgreSql), ["Database:ConnectionString"] = await cluster.NewDatabaseAsync() }, table);
    }

    private static async Task MeasureAsync(RegistryFiles files, string data, Dictionary<string, string?> settings, ResultTable table)
    {
        await using var app = BackOfficeHost.Build(new() { DataFolder = data, Overrides = settings, Quiet = true });
        var watch = Stopwatch.StartNew();
        await BackOfficeHost.PrepareAsync(app, CancellationToken.None);
        var database = app.Services.GetRequiredService<Database>();
        if (!await database.ReadAsync((db, ct) => db.Accounts.AnyAsync(ct), CancellationToken.None))
            await KeptRegistry.ImportAsync(app, files);
        Console.WriteLine($"{database.Provider} ready after {watch.Elapsed.TotalSeconds:N0} s");
        var ids = await database.ReadAsync((db, ct) => db.Accounts.Where(account => account.Site.Stage == SiteStage.Aggregated).Select(account => account.Id).ToListAsync(ct), CancellationToken.None);
        var (looks, raws) = await LookAsync(app, Random.Shared.GetItems(ids.ToArray(), Looks + WarmUp));
        table.Times($"one account against {files.Accounts:N0} on {database.Provider}, p99 beside the raw look-up", At(looks, 0.99), At(raws, 0.99), most: 4);
        table.Note("  the same at p50", At(looks, 0.5), At(raws, 0.5));
        foreach (var share in (double[])[0.5, 0.9, 0.99])
            Console.WriteLine($"{database.Provider} p{share * 100:N0}: ours {At(looks, share).TotalMicroseconds:N0} us, raw {At(raws, share).TotalMicroseconds:N0} us");
    }

    private static async Task<(List<TimeSpan> Looks, List<TimeSpan> Raws)> LookAsync(WebApplication app, long[] accounts)
    {
        List<TimeSpan> looks = [], raws = [];
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BackOfficeDb>();
        await db.Database.OpenConnectionAsync();
        await using var raw = new RawLookUp(db);
        for (var i = 0; i < accounts.Length; i++)
        {
            // As in a step of a case: a context of its own, in a transaction that is open already.
            await using var step = app.Services.CreateAsyncScope();
            var own = step.ServiceProvider.GetRequiredService<BackOfficeDb>();
            await using var transaction = await own.Database.BeginTransactionAsync();
            var detection = step.ServiceProvider.GetRequiredService<Detection>();
            var keys = await raw.KeysAsync(accounts[i]);
            // Whoever comes second finds the pages in memory: they take turns.
            if (i % 2 == 0)
                raws.Add(await TimeAsync(() => raw.FindAsync(keys)));
            looks.Add(await TimeAsync(() => detection.LookAsync(accounts[i], CancellationToken.None)));
            if (i % 2 == 1)
                raws.Add(await TimeAsync(() => raw.FindAsync(keys)));
        }
        return (looks[WarmUp..], raws[WarmUp..]);
    }

    private static async Task<TimeSpan> TimeAsync(Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start);
    }

    private static TimeSpan At(List<TimeSpan> times, double share) => times.Order().ElementAt((int)(times.Count * share));

    /// <summary>The bare look-up.</summary>
    private sealed class RawLookUp : IAsyncDisposable
    {
        private readonly DbCommand own, find;

        public RawLookUp(BackOfficeDb db)
        {
            own = Command(db, """SELECT "Key" FROM "BlockingKeys" WHERE "ProviderId" = (SELECT "ProviderId" FROM "Accounts" WHERE "Id" = @k0)""", 1);
            find = Command(db, $"""
                SELECT a.*, p.* FROM "BlockingKeys" k JOIN "Accounts" a ON a."ProviderId" = k."ProviderId" JOIN "Providers" p ON p."Id" = a."ProviderId"
                WHERE k."Key" IN ({string.Join(", ", Enumerable.Range(0, BlockingKeys.MostKeys).Select(i => $"@k{i}"))})
                """, BlockingKeys.MostKeys);
            own.Prepare();
            find.Prepare();
        }

        public async Task<List<long>> KeysAsync(long account)
        {
            own.Parameters[0].Value = account;
            List<long> keys = [];
            await using var reader = await own.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                keys.Add(reader.GetInt64(0));
            return keys;
        }

        public async Task FindAsync(List<long> keys)
        {
            for (var i = 0; i < find.Parameters.Count; i++)
                find.Parameters[i].Value = keys[Math.Min(i, keys.Count - 1)];
            await using var reader = await find.ExecuteReaderAsync();
            var row = new object[reader.FieldCount];
            while (await reader.ReadAsync())
                reader.GetValues(row);
        }

        public async ValueTask DisposeAsync()
        {
            await own.DisposeAsync();
            await find.DisposeAsync();
        }

        private static DbCommand Command(BackOfficeDb db, string sql, int parameters)
        {
            var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < parameters; i++)
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.DbType, parameter.Value) = ($"k{i}", System.Data.DbType.Int64, 0L);
                command.Parameters.Add(parameter);
            }
            return command;
        }
    }
}
