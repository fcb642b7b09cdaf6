namespace BackOffice.Host.Tests.Clauses;

/// <summary>Lets several callers act at once: they meet at a barrier and go on together.</summary>
internal static class AtOnce
{
    /// <summary>Starts all, and returns what each got, in the same order.</summary>
    public static async Task<T[]> AllAsync<T>(IEnumerable<Func<Task<T>>> acts)
    {
        var all = acts.ToList();
        var barrier = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var waiting = new CountdownEvent(all.Count);
        var running = all.Select(act => Task.Run(async () =>
        {
            waiting.Signal();
            await barrier.Task;
            return await act();
        })).ToList();
        await Task.Run(() => waiting.Wait(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        barrier.SetResult();
        waiting.Dispose();
        return await Task.WhenAll(running);
    }
}
