using BackOffice.Workflows.Engine;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Tests.Engine;

/// <summary>What every engine promises (workflow-format.md, points 1 to 7), on every database.</summary>
public abstract class EngineContract
{
    // ask waits for "go" or a day; then act writes.
    private static readonly FlowFile Once = new FlowFile("once").Act("open").Await("ask", "go").Act("act").Act("remind")
        .Link("open", "Done", "ask").Link("ask", "Told", "act").Link("ask", "Late", "remind");

    private static readonly FlowFile Straight = new FlowFile("straight").Act("first").Act("second").Act("third")
        .Link("first", "Done", "second").Link("second", "Done", "third");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private protected abstract Task<EngineTrial> BeginAsync(params FlowFile[] flows);

    [Fact]
    public async Task Start_runs_to_the_first_wait_before_it_returns()
    {
        await using var trial = await BeginAsync(Once);

        var (@case, instance) = await trial.StartAsync("once");

        var state = await trial.StateAsync(instance);
        Assert.Equal(("ask", InstanceStatus.Waiting, "once-v1"), (state.Node, state.Status, state.DefinitionVersion));
        Assert.Equal(trial.Clock.GetUtcNow().AddDays(1), state.Due);
        Assert.Equal(["open First Done", "ask First (wait)"], await trial.JournalAsync(@case));
    }

    [Fact]
    public async Task Start_that_comes_twice_changes_nothing()
    {
        await using var trial = await BeginAsync(Once);
        var (@case, instance) = await trial.StartAsync("once");

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => trial.Engine.StartAsync("once", @case, instance, Cancel)));

        Assert.Equal(["open First Done", "ask First (wait)"], await trial.JournalAsync(@case));
    }

    [Fact]
    public async Task Eight_starts_at_once_are_one()
    {
        await using var trial = await BeginAsync(Once);
        var (@case, instance) = (new CaseId(Guid.NewGuid()), new InstanceId(Guid.NewGuid()));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => trial.Engine.StartAsync("once", @case, instance, Cancel), Cancel)));

        Assert.Equal(["open First Done", "ask First (wait)"], await trial.JournalAsync(@case));
        Assert.Equal(["open"], await trial.NotesAsync(@case));
    }

    [Fact]
    public async Task Unknown_definition_is_refused_and_leaves_nothing()
    {
        await using var trial = await BeginAsync(Once);
        var instance = new InstanceId(Guid.NewGuid());

        await Assert.ThrowsAsync<UnknownDefinitionException>(() => trial.Engine.StartAsync("other", new(Guid.NewGuid()), instance, Cancel));

        Assert.Null(await trial.Engine.FindAsync(instance, Cancel));
    }

    [Fact]
    public async Task Point_1_a_step_that_fails_after_its_writes_leaves_no_trace_and_runs_again()
    {
        await using var trial = await BeginAsync(Straight);
        trial.Script.Fail("second", times: 1);

        var (@case, instance) = await trial.StartAsync("straight");

        Assert.Equal(["first"], await trial.NotesAsync(@case));
        Assert.Equal(("second", InstanceStatus.Parked), (await trial.StateAsync(instance)) is var state ? (state.Node, state.Status) : default);

        await trial.Engine.RetryAsync(instance, Cancel);

        Assert.Equal(["first", "second", "third"], (await trial.NotesAsync(@case)).Order());
        Assert.Equal(["first First Done", "second First (failed)", "second First Done", "third First Done"], await trial.JournalAsync(@case));
        Assert.Equal(InstanceStatus.Done, (await trial.StateAsync(instance)).Status);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Point_1_a_commit_that_fails_leaves_no_trace_wherever_it_falls(int commits)
    {
        await using var trial = await BeginAsync(Straight);
        var (@case, instance) = (new CaseId(Guid.NewGuid()), new InstanceId(Guid.NewGuid()));
        trial.Commits.FailBefore(commits);

        // The park after the failed step needs a commit too; where it fails as well the caller is told.
        for (var left = commits; left > 0; left -= 2)
            await Record.ExceptionAsync(() => left == commits ? trial.Engine.StartAsync("straight", @case, instance, Cancel) : trial.Engine.RetryAsync(instance, Cancel));
        trial.Commits.FailBefore(0);
        Assert.Empty(await trial.NotesAsync(@case));
        await trial.RestartAsync();
        await trial.Engine.StartAsync("straight", @case, instance, Cancel);
        await trial.Engine.RetryAsync(instance, Cancel);

        Assert.Equal(["first", "second", "third"], (await trial.NotesAsync(@case)).Order());
        Assert.Equal(3, (await trial.JournalAsync(@case)).Count(line => line.EndsWith("Done", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Point_1_a_commit_whose_acknowledgement_is_lost_happened_once()
    {
        await using var trial = await BeginAsync(Straight);
        trial.Commits.FailAfter(1);

        var (@case, instance) = await trial.StartAsync("straight");
        await trial.RestartAsync();
        await trial.Engine.RepairAsync(Cancel);

        Assert.Equal(["first First Done", "second First Done", "third First Done"], await trial.JournalAsync(@case));
        Assert.Equal(0, (await trial.StateAsync(instance)).Attempts);
    }

    [Fact]
    public async Task Point_2_the_step_gets_ids_literals_and_the_reference_as_it_was_attached()
    {
        await using var trial = await BeginAsync(Once);
        var (@case, instance) = await trial.StartAsync("once");

        await trial.Engine.SignalAsync(@case, "go", "proof-17", Cancel);

        var run = trial.Script.Runs.Single(one => one.Entry == Entry.Signal);
        Assert.Equal((@case, instance, "ask", "go", "proof-17"), (run.Case, run.Instance, run.Node, run.Signal, run.SignalReference));
        Assert.Equal("1.00:00:00", run.Settings["after"]);
    }

    [Fact]
    public async Task Point_3_an_instance_advances_in_one_place_whoever_drives_it()
    {
        await using var trial = await BeginAsync(Once, Straight);
        trial.Script.At["act"] = async _ =>
        {
            await Task.Delay(20, Cancel);
            return null;
        };
        var (@case, instance) = await trial.StartAsync("once");

        await Task.WhenAll(Enumerable.Range(0, 12).Select(turn => Task.Run(() => (turn % 3) switch
        {
            0 => trial.Engine.SignalAsync(@case, "go", null, Cancel),
            1 => trial.Engine.RepairAsync(Cancel),
            _ => trial.Engine.AdvanceAsync(@case, Cancel),
        }, Cancel)));

        Assert.Equal(0, trial.Script.Overlaps);
        Assert.Equal(InstanceStatus.Done, (await trial.StateAsync(instance)).Status);
        Assert.Equal(["act", "open"], (await trial.NotesAsync(@case)).Order());
    }

    [Fact]
    public async Task Point_3_a_signal_and_a_due_date_exclude_each_other()
    {
        await using var trial = await BeginAsync(Once);
        for (var round = 0; round < 10; round++)
        {
            var (@case, _) = await trial.StartAsync("once");
            trial.Clock.Advance(TimeSpan.FromDays(1));

            await Task.WhenAll(Task.Run(() => trial.Engine.RepairAsync(Cancel), Cancel), Task.Run(() => trial.Engine.SignalAsync(@case, "go", null, Cancel), Cancel));

            var passages = (await trial.JournalAsync(@case))[2..];
            Assert.True(passages is ["ask Signal Told", "act First Done"] or ["ask Due Late", "remind First Done"], string.Join("; ", passages));
        }
    }

    [Fact]
    public async Task Point_4_a_waiting_instance_survives_and_an_overdue_date_fires_at_the_next_start()
    {
        await using var trial = await BeginAsync(Once);
        var (@case, instance) = await trial.StartAsync("once");
        await trial.RestartAsync();
        await trial.Engine.RepairAsync(Cancel);
        Assert.Equal(InstanceStatus.Waiting, (await trial.StateAsync(instance)).Status);

        trial.Clock.Advance(TimeSpan.FromDays(5));
        await trial.RestartAsync();
        await trial.Engine.RepairAsync(Cancel);

        Assert.Equal(["ask Due Late", "remind First Done"], (await trial.JournalAsync(@case))[2..]);
    }

    [Fact]
    public async Task Point_4_a_signal_that_was_committed_and_never_delivered_is_found()
    {
        await using var trial = await BeginAsync(Once);
        var (@case, _) = await trial.StartAsync("once");
        await trial.Database.InTransactionAsync((transaction, _) =>
        {
            transaction.Service<SignalInbox>().Post(@case, "go");
            return Task.CompletedTask;
        }, Cancel);

        await trial.RestartAsync();
        await trial.Engine.RepairAsync(Cancel);

        Assert.Equal(["ask Signal Told", "act First Done"], (await trial.JournalAsync(@case))[2..]);
    }

    [Fact]
    public async Task Point_5_an_early_signal_waits_for_the_step()
    {
        await using var trial = await BeginAsync(Once);
        var (@case, instance) = (new CaseId(Guid.NewGuid()), new InstanceId(Guid.NewGuid()));

        Assert.Equal(0, await trial.Engine.SignalAsync(@case, "go", "early", Cancel));
        await trial.Engine.StartAsync("once", @case, instance, Cancel);

        Assert.Equal(["open First Done", "ask First (wait)", "ask Signal Told", "act First Done"], await trial.JournalAsync(@case));
        Assert.Equal("early", trial.Script.Runs.Single(run => run.Entry == Entry.Signal).SignalReference);
    }

    [Fact]
    public async Task Point_5_a_signal_that_comes_while_the_step_decides_to_wait_is_not_lost()
    {
        await using var trial = await BeginAsync(Once);
        Task<int>? signal = null;
        var (@case, instance) = (new CaseId(Guid.NewGuid()), new InstanceId(Guid.NewGuid()));
        trial.Script.At["ask"] = async step =>
        {
            if (step.Entry == Entry.First)
            {
                using (ExecutionContext.SuppressFlow())
                    signal = Task.Run(() => trial.Engine.SignalAsync(@case, "go", null, Cancel), Cancel);
                await Task.Delay(50, Cancel);
            }
            return null;
        };

        await trial.Engine.StartAsync("once", @case, instance, Cancel);
        await signal!;
        await trial.Engine.RepairAsync(Cancel);

        Assert.Equal(["ask Signal Told", "act First Done"], (await trial.JournalAsync(@case))[2..]);
    }

    [Fact]
    public async Task Point_5_signals_of_other_names_stay_unread_and_are_looked_at_once()
    {
        await using var trial = await BeginAsync(Once);
        var (@case, instance) = await trial.StartAsync("once");

        Assert.Equal(0, await trial.Engine.SignalAsync(@case, "other", null, Cancel));
        var commits = trial.Commits.Count;
        await trial.Engine.RepairAsync(Cancel);

        Assert.Equal(commits, trial.Commits.Count);
        Assert.Equal(InstanceStatus.Waiting, (await trial.StateAsync(instance)).Status);
        Assert.Equal(1, await trial.Database.ReadAsync((db, ct) => db.Inbox.CountAsync(signal => signal.ConsumedAt == null && signal.SeenAt != null, ct), Cancel));
    }

    [Fact]
    public async Task Point_6_a_step_that_throws_is_tried_again_after_growing_waits_and_then_left_to_a_person()
    {
        await using var trial = await BeginAsync(Once);
        trial.Script.Fail("act", times: 6);
        var (@case, instance) = await trial.StartAsync("once");
        await trial.Engine.SignalAsync(@case, "go", null, Cancel);

        foreach (var wait in (string[])["00:00:01", "00:00:05", "00:00:30", "00:05:00", "01:00:00"])
        {
            var state = await trial.StateAsync(instance);
            Assert.Equal((InstanceStatus.Parked, trial.Clock.GetUtcNow() + TimeSpan.Parse(wait, null)), (state.Status, state.Due));
            trial.Clock.Advance(TimeSpan.Parse(wait, null));
            await trial.Engine.RepairAsync(Cancel);
        }
        var incident = await trial.StateAsync(instance);
        Assert.Equal((InstanceStatus.Parked, null, 6, "InvalidOperationException at act"), (incident.Status, incident.Due, incident.Attempts, incident.Failure));
        trial.Clock.Advance(TimeSpan.FromDays(30));
        await trial.Engine.RepairAsync(Cancel);
        Assert.Equal(incident, await trial.StateAsync(instance));

        await trial.Engine.RetryAsync(instance, Cancel);

        var end = await trial.StateAsync(instance);
        Assert.Equal((InstanceStatus.Done, 0, null), (end.Status, end.Attempts, end.Failure));
        Assert.Equal(["act", "open"], (await trial.NotesAsync(@case)).Order());
    }

    [Fact]
    public async Task Point_6_a_step_that_failed_on_a_signal_gets_the_same_signal_again()
    {
        await using var trial = await BeginAsync(Once);
        trial.Script.Fail("ask", times: 0);
        var (@case, instance) = await trial.StartAsync("once");
        trial.Script.Fail("ask", times: 1);

        await trial.Engine.SignalAsync(@case, "go", "proof-3", Cancel);
        Assert.Equal(InstanceStatus.Parked, (await trial.StateAsync(instance)).Status);
        trial.Clock.Advance(TimeSpan.FromSeconds(1));
        await trial.Engine.RepairAsync(Cancel);

        Assert.Equal(["proof-3", "proof-3"], trial.Script.Runs.Where(run => run.Entry == Entry.Signal).Select(run => run.SignalReference));
        Assert.Equal(["ask Signal (failed)", "ask Signal Told", "act First Done"], (await trial.JournalAsync(@case))[2..]);
    }

    [Fact]
    public async Task Point_6_the_first_step_of_all_may_fail_too()
    {
        await using var trial = await BeginAsync(Straight);
        trial.Script.Fail("first", times: 1);

        var (@case, instance) = await trial.StartAsync("straight");
        Assert.Equal(("first", InstanceStatus.Parked, 1), await trial.StateAsync(instance) is var state ? (state.Node, state.Status, state.Attempts) : default);
        trial.Clock.Advance(TimeSpan.FromSeconds(1));
        await trial.Engine.RepairAsync(Cancel);

        Assert.Equal(["first First (failed)", "first First Done", "second First Done", "third First Done"], await trial.JournalAsync(@case));
    }

    [Fact]
    public async Task Point_7_eight_equal_signals_at_once_are_one_passage()
    {
        await using var trial = await BeginAsync(Once);
        var (@case, _) = await trial.StartAsync("once");

        var moved = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => trial.Engine.SignalAsync(@case, "go", "same", Cancel), Cancel)));

        Assert.Equal(1, moved.Sum());
        Assert.Equal(["ask Signal Told", "act First Done"], (await trial.JournalAsync(@case))[2..]);
    }

    [Fact]
    public async Task Cancelled_instance_is_moved_by_nothing()
    {
        await using var trial = await BeginAsync(Once);
        var (@case, instance) = await trial.StartAsync("once");

        Assert.True(await trial.Engine.CancelAsync(instance, Cancel));
        Assert.False(await trial.Engine.CancelAsync(instance, Cancel));
        Assert.False(await trial.Engine.CancelAsync(new(Guid.NewGuid()), Cancel));
        Assert.Equal(0, await trial.Engine.SignalAsync(@case, "go", null, Cancel));
        await trial.Engine.RetryAsync(instance, Cancel);
        trial.Clock.Advance(TimeSpan.FromDays(9));
        await trial.Engine.RepairAsync(Cancel);

        Assert.Equal(InstanceStatus.Cancelled, (await trial.StateAsync(instance)).Status);
        Assert.Equal("ask First (cancelled)", (await trial.JournalAsync(@case))[^1]);
    }

    [Fact]
    public async Task Step_whose_case_has_ended_cancels_the_instance_and_writes_nothing()
    {
        await using var trial = await BeginAsync(Once);
        var (@case, instance) = await trial.StartAsync("once");
        trial.Script.At["act"] = _ => throw new CaseEndedException();

        await trial.Engine.SignalAsync(@case, "go", null, Cancel);

        Assert.Equal(InstanceStatus.Cancelled, (await trial.StateAsync(instance)).Status);
        Assert.Equal(["ask Signal Told", "act First (cancelled)"], (await trial.JournalAsync(@case))[2..]);
        Assert.Equal(["open"], await trial.NotesAsync(@case));
    }

    [Theory]
    [InlineData(InstanceStatus.Waiting)]
    [InlineData(InstanceStatus.Parked)]
    public async Task Workflow_of_a_case_that_was_ended_ends_though_whoever_ended_it_died_before_saying_so(InstanceStatus stands)
    {
        await using var trial = await BeginAsync(Once);
        var (@case, instance) = await trial.StartAsync("once");
        trial.Script.At["act"] = _ => throw new InvalidOperationException("It must not run again.");
        if (stands == InstanceStatus.Parked)
            await trial.Engine.SignalAsync(@case, "go", null, Cancel);
        Assert.Equal(stands, (await trial.StateAsync(instance)).Status);

        await trial.Database.InTransactionAsync((transaction, _) =>
        {
            transaction.Service<SignalInbox>().Post(@case, SignalInbox.CaseEnded);
            return Task.CompletedTask;
        }, Cancel);
        await trial.Engine.RepairAsync(Cancel);

        Assert.Equal(InstanceStatus.Cancelled, (await trial.StateAsync(instance)).Status);
        Assert.EndsWith("(cancelled)", (await trial.JournalAsync(@case))[^1], StringComparison.Ordinal);
        Assert.Equal(0, await trial.Database.ReadAsync((db, ct) => db.Inbox.CountAsync(signal => signal.SeenAt == null, ct), Cancel));
    }

    [Fact]
    public async Task Calls_about_an_unknown_instance_do_nothing()
    {
        await using var trial = await BeginAsync(Once);
        var instance = new InstanceId(Guid.NewGuid());

        await trial.Engine.RetryAsync(instance, Cancel);

        Assert.Null(await trial.Engine.FindAsync(instance, Cancel));
        Assert.Equal(0, await trial.Engine.AdvanceAsync(new(Guid.NewGuid()), Cancel));
    }
}
