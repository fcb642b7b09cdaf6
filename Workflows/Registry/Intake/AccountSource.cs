using System.Runtime.CompilerServices;
using System.Threading.Channels;
using BackOffice.Rules;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Registry.Files;
using BackOffice.Workflows.SignIn;

namespace BackOffice.Workflows.Registry.Intake;

/// <summary>A record that could not be taken, with its fields; or a line that is none.</summary>
internal sealed record RejectedRecord(CsvRecord Record, Sentence Reason);

/// <summary>So many rows of the file, read and made ready.</summary>
internal sealed record AccountBatch(IReadOnlyList<AccountDraft> Drafts, IReadOnlyList<RejectedRecord> Rejected, long BytesRead);

/// <summary>Reads <c>accounts.csv</c> and makes its rows ready on a thread of its own, a few batches ahead of the writer, and never more.</summary>
internal sealed class AccountSource(CsvTable table, IEnumerable<SiteCode> sites, SealingKey key)
{
    /// <summary>Rows in one transaction: enough to be quick, and few enough that others who write wait for a moment only.</summary>
    public const int BatchSize = 10_000;
    private const int Ahead = 2;

    private readonly AccountsFile file = new(table, sites);

    /// <summary>The batches, in the order of the file.</summary>
    public async IAsyncEnumerable<AccountBatch> BatchesAsync([EnumeratorCancellation] CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var channel = Channel.CreateBounded<AccountBatch>(Ahead);
        var reading = Task.Run(async () =>
        {
            try
            {
                while (Next() is { } batch)
                    await channel.Writer.WriteAsync(batch, stop.Token);
                channel.Writer.Complete();
            }
            catch (Exception e)
            {
                channel.Writer.Complete(e);
            }
        }, stop.Token);
        try
        {
            await foreach (var batch in channel.Reader.ReadAllAsync(ct))
                yield return batch;
        }
        finally
        {
            await stop.CancelAsync();
            await reading;
        }
    }

    private AccountBatch? Next()
    {
        var drafts = new List<AccountDraft>(BatchSize);
        var rejected = new List<RejectedRecord>();
        while (drafts.Count + rejected.Count < BatchSize && file.Read() is { } read)
        {
            if (read.Row is { } row)
                drafts.Add(AccountDraft.Of(read.Record.Line, row.Record, row.Hash, key));
            else
                rejected.Add(new(read.Record, read.Reason!));
        }
        return drafts.Count + rejected.Count == 0 ? null : new(drafts, rejected, file.BytesRead);
    }
}
