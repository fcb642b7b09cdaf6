using BackOffice.Fixtures;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Registry;
using Microsoft.Extensions.Hosting;

namespace BackOffice.Workflows.Tests.Engine;

/// <summary>What the embedded engine does beyond the contract.</summary>
public sealed class EmbeddedEngineTests(PostgresCluster cluster) : IDisposable
{
    private static readonly FlowFile Once = new FlowFile("once").Await("ask", "go").Act("act").Act("remind").Link("ask", "Told", "act").Link("ask", "Late", "remind");
    private static readonly FlowFile Straight = new FlowFile("straight").Act("first").Act("second").Link("first", "Done", "second");
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task All_steps_up_to_a_wait_are_one_commit_and_a_signal_one_more()
    {
        await using var trial = await BeginAsync(Once, Straight);
        var before = trial.Commits.Count;
        await trial.StartAsync("straight");
        Assert.Equal(1, trial.Commits.Count - before);

        var (@case, _) = await trial.StartAsync("once");
        before = trial.Commits.Count;
        await trial.Engine.SignalAsync(@case, "go", null, Cancel);
        Assert.Equal(2, trial.Commits.Count - before);
    }

    [Fact]
    public async Task Steps_before_one_that_fails_stand_and_it_alone_is_tried_again()
    {
        await using var trial = await BeginAsync(Straight);
        trial.Script.Fail("second", times: 1);

        var (@case, instance) = await trial.StartAsync("straight");

        var state = await trial.StateAsync(instance);
        Assert.Equal(("second", InstanceStatus.Parked, 1), (state.Node, state.Status, state.Attempts));
        Assert.Equal(["first"], await trial.NotesAsync(@case));
        trial.Clock.Advance(TimeSpan.FromSeconds(1));
        await trial.Service<Sweep>().RunAsync(everything: false, Cancel);
        Assert.Equal(["first First Done", "second First (failed)", "second First Done"], await trial.JournalAsync(@case));
    }

    [Fact]
    public async Task Signal_posted_with_a_verdict_commits_with_it_and_moves_the_case_afterwards()
    {
        await using var trial = await BeginAsync(Once);
        var (@case, instance) = await trial.StartAsync("once");

        await Assert.ThrowsAsync<InvalidOperationException>(() => trial.Database.InTransactionAsync<int>((transaction, _) =>
        {
            transaction.Service<SignalInbox>().Post(@case, "go");
            throw new InvalidOperationException();
        }, Cancel));
        Assert.Equal(0, await trial.Engine.AdvanceAsync(@case, Cancel));

        await PostAsync(trial, @case, "go");
        Assert.Equal(1, await trial.Engine.AdvanceAsync(@case, Cancel));
        Assert.Equal(InstanceStatus.Done, (await trial.StateAsync(instance)).Status);
    }

    [Fact]
    public async Task Different_references_are_different_signals_and_come_in_order()
    {
        await using var trial = await BeginAsync(new FlowFile("flow").Await("ask", "go"));
        trial.Script.At["ask"] = step => Task.FromResult<StepResult?>(step.SignalReference == "right" ? null : new StepResult.Wait(["go"], null));
        var (@case, instance) = await trial.StartAsync("flow");
        foreach (var reference in (string[])["wrong", "wrong", "other", "right"])
            await PostAsync(trial, @case, "go", reference);

        await trial.Engine.AdvanceAsync(@case, Cancel);

        Assert.Equal(["wrong", "other", "right"], trial.Script.Runs.Where(run => run.Entry == Entry.Signal).Select(run => run.SignalReference));
        Assert.Equal(InstanceStatus.Done, (await trial.StateAsync(instance)).Status);
    }

    [Fact]
    public async Task Case_that_was_opened_and_never_started_is_started()
    {
        await using var trial = await BeginAsync(Once);
        var instance = new InstanceId(Guid.NewGuid());
        await OpenCaseAsync(trial, instance, "once");
        await OpenCaseAsync(trial, new(Guid.NewGuid()), "never-published");

        await trial.Engine.RepairAsync(Cancel);

        Assert.Equal(InstanceStatus.Waiting, (await trial.StateAsync(instance)).Status);
    }

    [Fact]
    public async Task Person_skips_a_parked_step_by_one_of_its_outcomes_and_no_other()
    {
        await using var trial = await BeginAsync(Straight);
        trial.Script.Fail("first", times: 99);
        var (@case, instance) = await trial.StartAsync("straight");
        var desk = trial.Service<IIncidentDesk>();

        Assert.Equal("unknown-outcome", (await desk.SkipAsync(instance, "Perhaps", Cancel))?.Code);
        Assert.Null(await desk.SkipAsync(instance, "Done", Cancel));
        Assert.Equal("instance-not-parked", (await desk.SkipAsync(instance, "Done", Cancel))?.Code);

        Assert.Equal(["first First (failed)", "first First (skipped) Done", "second First Done"], await trial.JournalAsync(@case));
        Assert.Equal(["second"], await trial.NotesAsync(@case));
    }

    [Fact]
    public async Task Step_that_breaks_its_contract_is_an_incident()
    {
        await using var trial = await BeginAsync(Once, Straight);
        foreach (var wrong in (StepResult[])[new StepResult.Done("Perhaps"), new StepResult.Wait(["go"], null)])
        {
            trial.Script.At["first"] = _ => Task.FromResult<StepResult?>(wrong);
            Assert.Equal("StepFaultException at first", (await trial.StateAsync((await trial.StartAsync("straight")).Instance)).Failure);
        }
        trial.Script.At["ask"] = _ => Task.FromResult<StepResult?>(new StepResult.Wait([], null));
        Assert.Equal("StepFaultException at ask", (await trial.StateAsync((await trial.StartAsync("once")).Instance)).Failure);
        trial.Script.At["ask"] = _ => Task.FromResult<StepResult?>(new StepResult.Wait(["a|b"], null));
        Assert.Equal("StepFaultException at ask", (await trial.StateAsync((await trial.StartAsync("once")).Instance)).Failure);
    }

    [Fact]
    public async Task Instance_that_comes_to_no_rest_is_left_to_a_person()
    {
        await using var trial = await BeginAsync(Once);
        trial.Script.At["ask"] = _ => Task.FromResult<StepResult?>(new StepResult.Wait(["go"], trial.Clock.GetUtcNow()));

        var state = await trial.StateAsync((await trial.StartAsync("once")).Instance);

        Assert.Equal((InstanceStatus.Parked, null, "Endless at ask"), (state.Status, state.Due, state.Failure));
    }

    [Fact]
    public async Task Sweeper_moves_what_is_due_what_was_posted_and_what_is_to_be_retried()
    {
        await using var trial = await BeginAsync(Once, Straight);
        var sweeper = trial.Service<IEnumerable<IHostedService>>().OfType<Sweeper>().Single();
        await sweeper.StartAsync(Cancel);
        var (_, due) = await trial.StartAsync("once");
        var (posted, told) = await trial.StartAsync("once");
        trial.Script.Fail("second", times: 1);
        var (_, parked) = await trial.StartAsync("straight");

        await PostAsync(trial, posted, "go");
        await BecomesAsync(trial, told, InstanceStatus.Done);
        trial.Clock.Advance(TimeSpan.FromSeconds(5));
        await BecomesAsync(trial, parked, InstanceStatus.Done);
        Assert.Equal(InstanceStatus.Waiting, (await trial.StateAsync(due)).Status);
        trial.Clock.Advance(TimeSpan.FromDays(1));
        await BecomesAsync(trial, due, InstanceStatus.Done);
        await sweeper.StopAsync(Cancel);
    }

    [Fact]
    public async Task Running_instance_is_left_to_its_driver_until_that_counts_as_dead()
    {
        await using var trial = await BeginAsync(Straight);
        trial.Script.Fail("first", times: 1);
        var (_, instance) = await trial.StartAsync("straight");
        // Whoever skips the step dies between this commit and the next step.
        trial.Commits.FailAfter(1);
        await Assert.ThrowsAsync<IOException>(() => trial.Service<IIncidentDesk>().SkipAsync(instance, "Done", Cancel));

        await trial.Service<Sweep>().RunAsync(everything: false, Cancel);
        Assert.Equal(InstanceStatus.Running, (await trial.StateAsync(instance)).Status);
        trial.Clock.Advance(TimeSpan.FromSeconds(30));
        await trial.Service<Sweep>().RunAsync(everything: false, Cancel);

        Assert.Equal(InstanceStatus.Done, (await trial.StateAsync(instance)).Status);
    }

    [Fact]
    public async Task Two_hosts_on_one_PostgreSQL_share_the_work_and_no_case_runs_twice()
    {
        await using var trial = await EngineTrial.BeginAsync(await EngineGrounds.PostgreSqlAsync(cluster), Once);
        await using var beside = trial.Beside();
        var cases = new List<(CaseId Case, InstanceId Instance)>();
        for (var count = 0; count < 40; count++)
            cases.Add(await trial.StartAsync("once"));
        trial.Clock.Advance(TimeSpan.FromDays(1));

        await Task.WhenAll(trial.Engine.RepairAsync(Cancel), beside.Engine.RepairAsync(Cancel));
        await trial.Engine.RepairAsync(Cancel);

        foreach (var (@case, _) in cases)
            Assert.Equal(["ask First (wait)", "ask Due Late", "remind First Done"], await trial.JournalAsync(@case));
        Assert.Equal(40 + 80, trial.Script.Runs.Count + beside.Script.Runs.Count);
    }

    private Task<EngineTrial> BeginAsync(params FlowFile[] flows) => EngineTrial.BeginAsync(EngineGrounds.Sqlite(folder), flows);

    private static Task PostAsync(EngineTrial trial, CaseId @case, string signal, string? reference = null) => trial.Database.InTransactionAsync((transaction, _) =>
    {
        transaction.Service<SignalInbox>().Post(@case, signal, reference);
        return Task.CompletedTask;
    }, Cancel);

    private static Task BecomesAsync(EngineTrial trial, InstanceId instance, InstanceStatus status) => Eventually.TrueAsync(
        async () => (await trial.StateAsync(instance)).Status == status, TimeSpan.FromSeconds(20), () => $"The instance did not become {status}.", Cancel);

    private static Task OpenCaseAsync(EngineTrial trial, InstanceId instance, string definitionId) => trial.Database.InTransactionAsync((transaction, _) =>
    {
        var (db, id, now, site) = (transaction.Db, Random.Shared.NextInt64(1, long.MaxValue), trial.Clock.GetUtcNow(), SiteCode.Parse($"{Random.Shared.Next(999_999_999)}"));
        db.Sites.Add(new() { Code = site, Name = "LPSE", Url = "https://lpse.example", SpseVersion = "4", Stage = SiteStage.Aggregated });
        db.Providers.Add(new()
        {
            Id = id,
            UserId = UserId.Parse("maju"),
            UserIdKey = "maju",
            SealedPassword = "",
            CompanyName = "",
            Npwp = "",
            Nitku = "",
            Address = "",
            Regency = "",
            Province = "",
            PostalCode = "",
            Phone = "",
            Email = "",
        });
        db.Accounts.Add(new()
        {
            Id = id,
            ProviderId = id,
            SiteCode = site,
            UserId = UserId.Parse("maju"),
            UserIdKey = "maju",
            PackageCount = 0,
            RegisteredOn = new(2020, 1, 1),
            Verified = true,
            RowDigest = [],
        });
        db.Cases.Add(new()
        {
            Id = new(Guid.NewGuid()),
            Number = $"AKT-{id}",
            AccountId = id,
            SiteCode = SiteCode.Parse("277"),
            CompanyKey = "",
            InstanceId = instance,
            DefinitionId = definitionId,
            State = CaseState.Running,
            OpenedAt = now,
            StateSince = now,
        });
        return Task.CompletedTask;
    }, Cancel);
}
