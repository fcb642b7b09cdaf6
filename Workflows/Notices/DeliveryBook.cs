using System.Threading.Channels;

namespace BackOffice.Workflows.Notices;

/// <summary>
/// Has it written down what became of mails while the next ones go out. What comes together during one commit goes into the next: no more mails are out and not yet marked than go out during
/// one commit, and a fast mail server does not wait for the disk after each (ADR 36).
/// </summary>
internal sealed class DeliveryBook
{
    private readonly Channel<TriedNotice> tried = Channel.CreateUnbounded<TriedNotice>(new() { SingleReader = true, SingleWriter = true });
    private readonly Task writing;

    /// <summary>Opens the book.</summary>
    /// <param name="write">Writes down, in one transaction, what became of these.</param>
    public DeliveryBook(Func<IReadOnlyList<TriedNotice>, Task> write) => writing = WriteAllAsync(write);

    /// <summary>Whether something could not be written down: nothing more should go out then.</summary>
    public bool IsBroken => writing.IsFaulted;

    /// <summary>Takes note of an attempt.</summary>
    public void Add(TriedNotice attempt) => tried.Writer.TryWrite(attempt);

    /// <summary>Returns once everything is written down; throws what kept it from being so.</summary>
    public Task CloseAsync()
    {
        tried.Writer.TryComplete();
        return writing;
    }

    // Whoever stops the Host at this moment does not stop this: a mail that is out and not marked would go out twice.
    private async Task WriteAllAsync(Func<IReadOnlyList<TriedNotice>, Task> write)
    {
        while (await tried.Reader.WaitToReadAsync(CancellationToken.None))
        {
            List<TriedNotice> together = [];
            while (tried.Reader.TryRead(out var attempt))
                together.Add(attempt);
            await write(together);
        }
    }
}

/// <summary>A notice as it was when it was tried, and what came of it.</summary>
internal sealed record TriedNotice(Notice Notice, DeliveryResult Result);
