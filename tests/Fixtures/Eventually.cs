using System.Diagnostics;

namespace BackOffice.Fixtures;

/// <summary>Waits for what another process or thread is about to do, instead of sleeping for a guessed time.</summary>
public static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>How long a test waits when it does not say: long enough for a busy machine, since a good run never needs it.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(60);

    /// <summary>Returns as soon as the condition holds.</summary>
    /// <exception cref="TimeoutException">It did not hold in time; the message is <paramref name="otherwise"/>.</exception>
    public static Task TrueAsync(Func<bool> condition, TimeSpan? within = null, Func<string>? otherwise = null, CancellationToken cancel = default) =>
        TrueAsync(() => Task.FromResult(condition()), within, otherwise, cancel);

    /// <inheritdoc cref="TrueAsync(Func{bool}, TimeSpan?, Func{string}?, CancellationToken)" />
    public static async Task TrueAsync(Func<Task<bool>> condition, TimeSpan? within = null, Func<string>? otherwise = null, CancellationToken cancel = default)
    {
        var waited = Stopwatch.StartNew();
        while (!await condition())
        {
            if (waited.Elapsed > (within ?? Patience))
                throw new TimeoutException(otherwise?.Invoke() ?? "What the test waited for did not happen.");
            await Task.Delay(Pause, cancel);
        }
    }
}
