using System.Runtime.ExceptionServices;

namespace BackOffice.Workflows.Reports.Drawing;

/// <summary>
/// Stands between native code and a stream that may fail: an exception thrown through native frames ends the process, so the first one is kept
/// and everything after it is dropped until <see cref="ThrowIfFailed"/> is asked.
/// </summary>
internal sealed class GuardedStream(Stream inner) : Stream
{
    private ExceptionDispatchInfo? failure;
    private long written;

    public void ThrowIfFailed() => failure?.Throw();

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer) => Guard(buffer, static (stream, bytes) => stream.Write(bytes));

    public override void Flush() => Guard([], static (stream, _) => stream.Flush());

    private void Guard(ReadOnlySpan<byte> bytes, Action<Stream, ReadOnlySpan<byte>> act)
    {
        written += bytes.Length;
        if (failure is not null)
            return;
        try
        {
            act(inner, bytes);
        }
        catch (Exception exception)
        {
            failure = ExceptionDispatchInfo.Capture(exception);
        }
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => written;

    public override long Position { get => written; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
