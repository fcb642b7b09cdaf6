using BackOffice.Workflows.Data;

namespace BackOffice.Host.Tests.Histories;

/// <summary>The simulated process died: nothing that it still does has any effect.</summary>
internal sealed class ProcessDiedException() : Exception("The process died here.");

/// <summary>
/// Lets several acts of one process go on in turns, and kills the process. An act runs alone until it is about to begin a transaction; who goes on then is drawn by lot. So what one act read
/// may be old by the time it writes, and the same seed gives the same order. What the scheduler does not order: the threads that one act itself uses, and ids that the product draws.
/// </summary>
internal sealed class Scheduler(Random random) : IDurablePoints
{
    private readonly AsyncLocal<Actor?> current = new();
    private int passed, dieAt;

    /// <summary>Whether the process is dead: until <see cref="Revive"/>.</summary>
    public bool Died { get; private set; }

    /// <summary>What passed, for who looks for the reason of a failure.</summary>
    public List<string> Trace { get; } = [];

    /// <summary>Lets the process die at the nth side of a durable point from now on.</summary>
    public void DieAfter(int sides) => dieAt = passed + sides;

    /// <summary>The process no longer dies of what it was told before.</summary>
    public void Spare() => dieAt = 0;

    /// <summary>A new process is there.</summary>
    public void Revive() => Died = false;

    /// <summary>Runs the acts in turns until each has ended, with its end or with that of the process.</summary>
    public async Task RunAsync(IReadOnlyList<Func<Task>> acts)
    {
        var actors = acts.Select(act => new Actor()).ToList();
        foreach (var (actor, act) in actors.Zip(acts))
            actor.Ended = Task.Run(async () =>
            {
                current.Value = actor;
                await actor.Turn.WaitAsync();
                try
                {
                    await act();
                }
                catch (Exception) when (Died)
                {
                    // Whatever it made of its death.
                }
            });
        for (var alive = actors; alive.Count > 0; alive = [.. actors.Where(actor => !actor.Ended.IsCompleted)])
        {
            var next = alive[random.Next(alive.Count)];
            next.Paused = new(TaskCreationOptions.RunContinuationsAsynchronously);
            next.Turn.Release();
            await Task.WhenAny(next.Ended, next.Paused.Task);
        }
        await Task.WhenAll(actors.Select(actor => actor.Ended));
    }

    public async ValueTask BeginningAsync(string point)
    {
        if (current.Value is { } actor)
        {
            actor.Paused.SetResult();
            await actor.Turn.WaitAsync();
        }
        Live();
    }

    public void Before(string point) => Pass($"{point}-");

    public void After(string point) => Pass($"{point}+");

    private void Pass(string side)
    {
        Live();
        Trace.Add(side);
        if (++passed != dieAt)
            return;
        Died = true;
        Trace.Add("died");
        Live();
    }

    private void Live()
    {
        if (Died)
            throw new ProcessDiedException();
    }

    private sealed class Actor
    {
        public SemaphoreSlim Turn { get; } = new(0);

        public TaskCompletionSource Paused { get; set; } = new();

        public Task Ended { get; set; } = Task.CompletedTask;
    }
}
