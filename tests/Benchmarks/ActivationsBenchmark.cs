using System.Diagnostics;
using System.Globalization;
using BackOffice.Fixtures;
using BackOffice.Host;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Benchmarks;

/// <summary>
/// A member's activation from its start over the wait and the signal to the merge, beside raw durable commits of the same database. The check of the password itself is left out: it is slow on purpose
/// and does its work outside the database; what it leaves behind, the proof and the signal, is written as it writes it.
/// </summary>
internal sealed class ActivationsBenchmark : IBenchmark
{
    private const int Rounds = 5;
    private const int Callers = 4;
    private const double ShareOfRawCommits = 0.15;
    private const int RawTripsPerStep = 3;

    /// <inheritdoc />
    public string Verb => "activations";

    /// <inheritdoc />
    public string Arguments => "[2000]";

    /// <inheritdoc />
    public string Help => "whole cases, start to merge, against raw durable commits; on SQLite and PostgreSQL";

    /// <inheritdoc />
    public async Task RunAsync(string[] args, ResultTable table)
    {
        var companies = RegistryFiles.Count(args, 2_000);
        var folder = Directory.CreateTempSubdirectory("backoffice-activations-").FullName;
        try
        {
            var files = ActivationRegistry.Write(Path.Combine(folder, "files"), companies);
            var sqlite = await MeasureAsync(files, Path.Combine(folder, "sqlite"), [], commits => RawCommits.OnSqliteAsync(folder, commits));
            table.Times($"a whole case on SQLite ({PerSecond(sqlite.Case)} cases/s, {sqlite.Commits:N1} commits each, raw {PerSecond(sqlite.Raw)}/s) beside its commits, raw",
                sqlite.Case, sqlite.Raw * sqlite.Commits, most: 1 / ShareOfRawCommits);

            await using var cluster = new PostgresCluster { Durable = true };
            var connection = await cluster.NewDatabaseAsync();
            var postgres = await MeasureAsync(files, Path.Combine(folder, "postgresql"),
                new() { ["Database:Provider"] = nameof(DatabaseProvider.PostgreSql), ["Database:ConnectionString"] = connection }, commits => RawCommits.OnPostgreSqlAsync(connection, Callers, commits));
            table.Times($"a whole case on PostgreSQL ({PerSecond(postgres.Case)} cases/s, {postgres.Commits:N1} commits each, {postgres.Steps:N1} steps, raw {PerSecond(postgres.Raw)}/s) beside three raw round trips a step",
                postgres.Case, postgres.Raw * postgres.Steps * RawTripsPerStep, most: 0.5);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<Outcome> MeasureAsync(RegistryFiles files, string data, Dictionary<string, string?> settings, Func<int, Task<IReadOnlyList<TimeSpan>>> rawCommits)
    {
        await using var app = BackOfficeHost.Build(new() { DataFolder = data, Overrides = settings, Quiet = true });
        await BackOfficeHost.PrepareAsync(app, CancellationToken.None);
        await app.Services.GetRequiredService<DefinitionPublisher>().PublishAsync(CancellationToken.None);
        await KeptRegistry.ImportAsync(app, files);
        var database = app.Services.GetRequiredService<Database>();
        var companies = files.Accounts / 6;
        await ActivateAsync(app, 0, companies / 5);
        await rawCommits(500);

        List<double> cases = [], raws = [];
        var (first, before) = (companies / 5, database.Commits);
        var each = (companies - first) / Rounds;
        for (var round = 0; round < Rounds; round++)
        {
            // Turn about, so that whatever else the machine does is borne by both.
            var raw = Stopwatch.StartNew();
            await rawCommits(each * 4);
            raws.Add(raw.Elapsed.TotalMicroseconds / (each * 4));
            var watch = Stopwatch.StartNew();
            await ActivateAsync(app, first + (round * each), each);
            cases.Add(watch.Elapsed.TotalMicroseconds / each);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{database.Provider}: {1e6 / cases[^1]:N0} cases/s, raw {1e6 / raws[^1]:N0} commits/s"));
        }
        var commits = (double)(database.Commits - before) / (each * Rounds);
        var (merged, steps) = await database.ReadAsync(async (db, ct) =>
            (await db.Cases.CountAsync(one => one.State == CaseState.Active, ct), await db.Journal.CountAsync(ct)), CancellationToken.None);
        if (merged != first + (each * Rounds))
            throw new UnusableInputException($"{first + (each * Rounds):N0} cases were begun and {merged:N0} came to their end.");
        return new(TimeSpan.FromMicroseconds(Median(cases)), TimeSpan.FromMicroseconds(Median(raws)), commits, (double)steps / merged);
    }

    private static Task ActivateAsync(WebApplication app, int first, int count) => Parallel.ForAsync(first, first + count, new ParallelOptions { MaxDegreeOfParallelism = Callers }, async (company, ct) =>
    {
        var services = app.Services;
        var opened = (OpenActivation.Answer.Opened)await services.GetRequiredService<OpenActivation>().HandleAsync(new(ActivationRegistry.MemberSite, ActivationRegistry.MemberOf(company)), ct);
        var database = services.GetRequiredService<Database>();
        await database.InTransactionAsync(async (transaction, token) =>
        {
            var (group, provider) = await transaction.Db.Cases.Where(one => one.Id == opened.Case)
                .Join(transaction.Db.Groups, one => one.GroupId, group => group.Id, (_, group) => group)
                .Join(transaction.Db.Accounts, group => group.DefaultAccountId, account => account.Id, (group, account) => new ValueTuple<Guid, long>(group.Id, account.ProviderId)).SingleAsync(token);
            var proof = new PasswordProof { Id = Guid.CreateVersion7(), CaseId = opened.Case, GroupId = group, ProviderId = provider, CredentialVersion = 0, At = database.Now };
            transaction.Db.PasswordProofs.Add(proof);
            transaction.Service<SignalInbox>().Post(opened.Case, CaseSignals.DefaultPasswordProven, proof.Id.ToString());
        }, ct);
        await services.GetRequiredService<IWorkflowEngine>().AdvanceAsync(opened.Case, ct);
    });

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string PerSecond(TimeSpan each) => (TimeSpan.FromSeconds(1) / each).ToString("N0", CultureInfo.InvariantCulture);

    private sealed record Outcome(TimeSpan Case, TimeSpan Raw, double Commits, double Steps);
}
