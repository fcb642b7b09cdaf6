using System.Diagnostics;
using BackOffice.Workflows.Operations;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.SignIn;

/// <summary>
/// The bounded queue for slow hashes: so many at once, so many waiting, and everybody else is told at once that it is full.
/// Without it a storm of logins would take the processors from staff and from running cases.
/// </summary>
public sealed class HashLimiter(IOptions<SignInOptions> options, Instruments? instruments = null) : IDisposable
{
    private readonly SemaphoreSlim running = new(options.Value.HashThreads);
    private readonly int most = options.Value.HashThreads + options.Value.HashQueue;
    private int present;

    /// <summary>How many are running or waiting now.</summary>
    public int Depth => Volatile.Read(ref present);

    /// <summary>Runs <paramref name="hash"/> on another thread when its turn comes; null when the queue is full.</summary>
    internal async Task<T?> TryRunAsync<T>(Func<T> hash, CancellationToken ct) where T : class
    {
        if (Interlocked.Increment(ref present) > most)
        {
            Interlocked.Decrement(ref present);
            return null;
        }
        try
        {
            var asked = Stopwatch.GetTimestamp();
            await running.WaitAsync(ct);
            instruments?.HashWaited(Stopwatch.GetElapsedTime(asked));
            try
            {
                return await Task.Run(hash, ct);
            }
            finally
            {
                running.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref present);
        }
    }

    /// <inheritdoc />
    public void Dispose() => running.Dispose();
}
