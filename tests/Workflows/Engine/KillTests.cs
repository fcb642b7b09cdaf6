using System.Diagnostics;
using BackOffice.Fixtures;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using Microsoft.EntityFrameworkCore;
using Xunit.Sdk;

namespace BackOffice.Workflows.Tests.Engine;

/// <summary>A process killed at each durable point of a journey, on both sides of the commit, leaves nothing half-done.</summary>
public sealed class KillTests : IDisposable
{
    private const string VictimFile = "KILL_VICTIM_FILE";
    private const string VictimCase = "KILL_VICTIM_CASE";
    private const string VictimSplits = "KILL_VICTIM_SPLITS";

    // Publishing; open and ask; the signal; ask and act.
    private const int Commits = 4;

    private static readonly FlowFile Flow = new FlowFile("flow").Act("open").Await("ask", "go").Act("act").Link("open", "Done", "ask").Link("ask", "Told", "act");
    private static readonly FlowFile SplitFlow = new FlowFile("flow").Act("open").Await("ask", "go").Link("open", "Done", "ask");
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Killed_at_any_commit_the_case_still_comes_to_its_one_end()
    {
        // On disk, after one commit is before the next.
        foreach (var killAt in Enumerable.Range(1, Commits).Select(commit => $"{commit}-").Append($"{Commits}+"))
            await EndsOnceAsync(killAt, Flow, split: false, ["open First Done", "ask First (wait)", "ask Signal Told", "act First Done"]);
    }

    [Fact]
    public async Task Effect_and_move_in_two_transactions_are_seen_by_the_same_kills()
    {
        // Publishing; open and ask; the effect; the signal; ask. Killed just before the signal, the effect is there and the case does not know.
        await EndsOnceAsync("3-", SplitFlow, split: true, ["open First Done", "ask First (wait)", "ask Signal Told"]);
        await Assert.ThrowsAnyAsync<XunitException>(() => EndsOnceAsync("4-", SplitFlow, split: true, ["open First Done", "ask First (wait)", "ask Signal Told"]));
    }

    [Fact]
    public async Task Journey_has_as_many_commits_as_are_killed()
    {
        await using var trial = await EngineTrial.BeginAsync(Settings(folder.File("counted.db")), Flow);
        await JourneyAsync(trial, Guid.NewGuid(), split: false);

        Assert.Equal(Commits, trial.Commits.Count);
    }

    [Theory]
    [InlineData("3")]
    [InlineData("0-")]
    [InlineData("-")]
    [InlineData("x+")]
    [InlineData("-1+")]
    [InlineData("#2-")]
    [InlineData("Turns.Take#0-")]
    [InlineData("Turns.Take")]
    public void Setting_that_names_no_point_is_refused(string setting) =>
        Assert.Contains("KILL_AT", Assert.Throws<FormatException>(() => new KillAt(setting)).Message, StringComparison.Ordinal);

    /// <summary>The process that is killed: runs alone, on the file it is given.</summary>
    [Fact(Explicit = true)]
    public async Task Victim()
    {
        var settings = Settings(Environment.GetEnvironmentVariable(VictimFile)!);
        settings["KILL_AT"] = Environment.GetEnvironmentVariable("KILL_AT");
        var split = Environment.GetEnvironmentVariable(VictimSplits) is "True";
        await using var trial = await EngineTrial.BeginAsync(settings, split ? SplitFlow : Flow);
        await JourneyAsync(trial, Guid.Parse(Environment.GetEnvironmentVariable(VictimCase)!), split);
    }

    private async Task EndsOnceAsync(string killAt, FlowFile flow, bool split, string[] journal)
    {
        await using var migrated = await EngineTrial.BeginAsync(Settings(folder.File("migrated.db")));
        var (file, @case) = (folder.File($"{(split ? "split" : "killed")}-{killAt}.db"), Guid.NewGuid());
        await migrated.Database.ReadAsync((db, ct) => db.Database.ExecuteSqlAsync($"VACUUM INTO {file}", ct), Cancel);
        await KillAsync(file, @case, killAt, split);

        await using var trial = await EngineTrial.BeginAsync(Settings(file), flow);
        await trial.Engine.RepairAsync(Cancel);
        await JourneyAsync(trial, @case, split);

        Assert.Equal(journal, await trial.JournalAsync(new(@case)));
        Assert.Equal(["act", "open"], (await trial.NotesAsync(new(@case))).Order());
    }

    // Whoever was not told that a call was done makes it again.
    private static async Task JourneyAsync(EngineTrial trial, Guid id, bool split)
    {
        await trial.Engine.StartAsync("flow", new(id), new(id), Cancel);
        if ((await trial.StateAsync(new(id))).Status != InstanceStatus.Waiting)
            return;
        // The mistake that the one transaction of a step is there against.
        if (split)
            await trial.Database.InTransactionAsync((transaction, _) =>
            {
                transaction.Db.CaseNotes.Add(new() { Id = Guid.NewGuid(), CaseId = new(id), By = "step", Text = "act", At = trial.Clock.GetUtcNow() });
                return Task.CompletedTask;
            }, Cancel);
        await trial.Engine.SignalAsync(new(id), "go", null, Cancel);
    }

    private static async Task KillAsync(string file, Guid @case, string killAt, bool split)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { typeof(KillTests).Assembly.Location, "-method", $"{typeof(KillTests).FullName}.{nameof(Victim)}", "-explicit", "only", "-noLogo" },
            Environment = { [VictimFile] = file, [VictimCase] = @case.ToString(), [VictimSplits] = $"{split}", ["KILL_AT"] = killAt, ["DOTNET_TieredPGO"] = "0" },
            RedirectStandardOutput = true,
        };
        // Told to report to the runner that this process reports to, the victim would confuse it.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("TESTINGPLATFORM", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        Assert.True(process.ExitCode == 128 + 9, $"The process was not killed at {killAt}:\n{output}");
    }

    private static Dictionary<string, string?> Settings(string file) => new() { ["Database:Provider"] = "Sqlite", ["Database:File"] = file };
}
