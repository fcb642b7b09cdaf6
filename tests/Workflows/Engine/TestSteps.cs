using System.Collections.Concurrent;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;

namespace BackOffice.Workflows.Tests.Engine;

/// <summary>Does one thing that can be counted: it leaves a note under its node's name.</summary>
internal sealed class Act(BackOfficeDb db, Script script, TimeProvider clock) : IStep
{
    public static StepDescriptor Descriptor { get; } = new("BackOffice.Act", "Act", [new("Done", MayEnd: true), new("Other", MayEnd: true)], [], typeof(Act));

    public Task<StepResult> RunAsync(StepContext step, CancellationToken ct) => script.RunAsync(step, async () =>
    {
        db.CaseNotes.Add(new() { Id = Guid.NewGuid(), CaseId = step.Case, By = "step", Text = step.Node, At = clock.GetUtcNow() });
        await db.SaveChangesAsync(ct);
        return new StepResult.Done("Done");
    });
}

/// <summary>Waits for a signal or, after a while, no longer.</summary>
internal sealed class Await(Script script, TimeProvider clock) : IStep
{
    public static StepDescriptor Descriptor { get; } = new("BackOffice.Await", "Await", [new("Told", MayEnd: true), new("Late", MayEnd: true)],
        [new("signal", StepSettingKind.Text, Default: null), new("after", StepSettingKind.Duration, Default: "1.00:00:00")], typeof(Await), Waits: true);

    public Task<StepResult> RunAsync(StepContext step, CancellationToken ct) => script.RunAsync(step, () => Task.FromResult<StepResult>(step.Entry switch
    {
        Entry.First => new StepResult.Wait([step.Settings["signal"]], clock.GetUtcNow() + SettingLiteral.Duration(step.Settings["after"])),
        Entry.Signal => new StepResult.Done("Told"),
        _ => new StepResult.Done("Late"),
    }));
}

/// <summary>What a test sees of its steps, and what it makes them do instead.</summary>
internal sealed class Script
{
    private readonly ConcurrentDictionary<InstanceId, int> inside = new();
    private int overlaps;

    /// <summary>Every run of a step in order, also those that left no trace.</summary>
    public ConcurrentQueue<StepContext> Runs { get; } = new();

    /// <summary>How often a step ran while another one of its instance did.</summary>
    public int Overlaps => overlaps;

    /// <summary>Called before a step answers, after it wrote: throws to fail it, answers to answer for it.</summary>
    public ConcurrentDictionary<string, Func<StepContext, Task<StepResult?>>> At { get; } = new();

    /// <summary>Makes a step fail, after its writes, the next so many times.</summary>
    public void Fail(string node, int times)
    {
        var left = times;
        At[node] = _ => Interlocked.Decrement(ref left) >= 0 ? throw new InvalidOperationException("budi@penyedia.example") : Task.FromResult<StepResult?>(null);
    }

    public async Task<StepResult> RunAsync(StepContext step, Func<Task<StepResult>> run)
    {
        if (inside.AddOrUpdate(step.Instance, 1, (_, count) => count + 1) > 1)
            Interlocked.Increment(ref overlaps);
        try
        {
            Runs.Enqueue(step);
            var result = await run();
            return At.TryGetValue(step.Node, out var instead) ? await instead(step) ?? result : result;
        }
        finally
        {
            inside.AddOrUpdate(step.Instance, 0, (_, count) => count - 1);
        }
    }
}

/// <summary>Counts commits, and fails them on demand.</summary>
internal sealed class CommitProbe : IDurablePoints
{
    private int count;
    private int failBefore;
    private int failAfter;

    public int Count => count;

    /// <summary>The next so many commits fail and did not happen.</summary>
    public void FailBefore(int times) => failBefore = times;

    /// <summary>The next so many commits happen, and whoever made them is not told.</summary>
    public void FailAfter(int times) => failAfter = times;

    public void Before(string point)
    {
        if (Interlocked.Decrement(ref failBefore) >= 0)
            throw new IOException("The disk is gone.");
    }

    public void After(string point)
    {
        Interlocked.Increment(ref count);
        if (Interlocked.Decrement(ref failAfter) >= 0)
            throw new IOException("The network is gone.");
    }
}
