using System.Diagnostics;
using BackOffice.Fixtures;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Tests.Engine;

/// <summary>A process killed at each durable point of a journey, on both sides of the commit, leaves nothing half-done.</summary>
public sealed class KillTests : IDisposable
{
    private const string VictimFile = "KILL_VICTIM_FILE";
    private const string VictimCase = "KILL_VICTIM_CASE";

    // Publishing; open and ask; the signal; ask and act.
    private const int Commits = 4;

    private static readonly FlowFile Flow = new FlowFile("flow").Act("open").Await("ask", "go").Act("act").Link("open", "Done", "ask").Link("ask", "Told", "act");
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Killed_at_any_commit_the_case_still_comes_to_its_one_end()
    {
        await using var migrated = await EngineTrial.BeginAsync(Settings(folder.File("migrated.db")));
        // On disk, after one commit is before the next.
        foreach (var killAt in Enumerable.Range(1, Commits).Select(commit => $"{commit}-").Append($"{Commits}+"))
        {
            var (file, @case) = (folder.File($"killed-{killAt}.db"), Guid.NewGuid());
            await migrated.Database.ReadAsync((db, ct) => db.Database.ExecuteSqlAsync($"VACUUM INTO {file}", ct), Cancel);
            await KillAsync(file, @case, killAt);

            await using var trial = await EngineTrial.BeginAsync(Settings(file), Flow);
            await trial.Engine.RepairAsync(Cancel);
            await JourneyAsync(trial, @case);

            Assert.Equal(["open First Done", "ask First (wait)", "ask Signal Told", "act First Done"], await trial.JournalAsync(new(@case)));
            Assert.Equal(["act", "open"], (await trial.NotesAsync(new(@case))).Order());
        }
    }

    [Fact]
    public async Task Journey_has_as_many_commits_as_are_killed()
    {
        await using var trial = await EngineTrial.BeginAsync(Settings(folder.File("counted.db")), Flow);
        await JourneyAsync(trial, Guid.NewGuid());

        Assert.Equal(Commits, trial.Commits.Count);
    }

    [Theory]
    [InlineData("3")]
    [InlineData("0-")]
    [InlineData("-")]
    [InlineData("x+")]
    [InlineData("-1+")]
    public void Setting_that_names_no_commit_is_refused(string setting) =>
        Assert.Contains("KILL_AT", Assert.Throws<FormatException>(() => new KillAtCommit(setting)).Message, StringComparison.Ordinal);

    /// <summary>The process that is killed: runs alone, on the file it is given.</summary>
    [Fact(Explicit = true)]
    public async Task Victim()
    {
        var settings = Settings(Environment.GetEnvironmentVariable(VictimFile)!);
        settings["KILL_AT"] = Environment.GetEnvironmentVariable("KILL_AT");
        await using var trial = await EngineTrial.BeginAsync(settings, Flow);
        await JourneyAsync(trial, Guid.Parse(Environment.GetEnvironmentVariable(VictimCase)!));
    }

    // Whoever was not told that a call was done makes it again.
    private static async Task JourneyAsync(EngineTrial trial, Guid id)
    {
        await trial.Engine.StartAsync("flow", new(id), new(id), Cancel);
        if ((await trial.StateAsync(new(id))).Status == InstanceStatus.Waiting)
            await trial.Engine.SignalAsync(new(id), "go", null, Cancel);
    }

    private static async Task KillAsync(string file, Guid @case, string killAt)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { typeof(KillTests).Assembly.Location, "-method", $"{typeof(KillTests).FullName}.{nameof(Victim)}", "-explicit", "only", "-noLogo" },
            Environment = { [VictimFile] = file, [VictimCase] = @case.ToString(), ["KILL_AT"] = killAt, ["DOTNET_TieredPGO"] = "0" },
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
