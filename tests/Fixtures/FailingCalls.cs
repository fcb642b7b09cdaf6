namespace BackOffice.Fixtures;

/// <summary>Lets system calls of a running process fail until it is disposed.</summary>
public sealed class FailingCalls : IAsyncDisposable
{
    private readonly Strace strace;

    private FailingCalls(Strace strace) => this.strace = strace;

    /// <summary>From now on the calls fail with this error, each of them and in each thread.</summary>
    /// <param name="process">The process.</param>
    /// <param name="calls">The calls, such as <c>pwrite64,fdatasync</c>.</param>
    /// <param name="error">The error, such as <c>EIO</c>.</param>
    public static async Task<FailingCalls> AttachAsync(int process, string calls, string error) =>
        new(await Strace.AttachAsync(process, "-e", $"trace={calls}", "-e", $"inject={calls}:error={error}"));

    /// <inheritdoc />
    public ValueTask DisposeAsync() => strace.DisposeAsync();
}
