using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Policies.Impact;

/// <summary>Writes how far a preview is, for whoever asks any Host, and stops the work when somebody has asked to.</summary>
internal sealed class PreviewProgress(Database database, Guid preview, CancellationTokenSource stop) : IProgress<(long Done, long Of)>
{
    private Task writing = Task.CompletedTask;

    /// <summary>A stage begins.</summary>
    public Task StageAsync(string stage, long total, CancellationToken ct) => WriteAsync(one => (one.Stage, one.Progress, one.Total) = (stage, 0, total), ct);

    /// <summary>So much of the stage is done.</summary>
    public Task ProgressAsync(long done, CancellationToken ct) => WriteAsync(one => one.Progress = done, ct);

    /// <summary>Told between two rows that are read: it may not wait, so a report that comes while the last one is being written is passed over.</summary>
    public void Report((long Done, long Of) value)
    {
        if (writing.IsCompleted)
            writing = WriteAsync(one => (one.Progress, one.Total) = value, stop.Token);
    }

    /// <summary>It is over.</summary>
    public async Task EndAsync(PreviewState state, string? counts, CancellationToken ct)
    {
        await SettleAsync();
        await database.InTransactionAsync(async (transaction, token) =>
        {
            var one = await transaction.Db.ImpactPreviews.SingleAsync(row => row.Id == preview, token);
            (one.State, one.Counts, one.Stage, one.FinishedAt) = (state, counts, null, database.Now);
            if (state != PreviewState.Done)
                await transaction.Db.ImpactChanges.Where(change => change.PreviewId == preview).ExecuteDeleteAsync(token);
        }, ct);
    }

    private async Task WriteAsync(Action<ImpactPreview> change, CancellationToken ct)
    {
        await SettleAsync();
        var stopped = await database.InTransactionAsync(async (transaction, token) =>
        {
            var one = await transaction.Db.ImpactPreviews.SingleAsync(row => row.Id == preview, token);
            change(one);
            return one.CancelAsked;
        }, ct);
        if (stopped)
            await stop.CancelAsync();
        ct.ThrowIfCancellationRequested();
    }

    private async Task SettleAsync()
    {
        try
        {
            await writing;
        }
        catch (OperationCanceledException)
        {
            // Whoever waits for the work sees the same.
        }
    }
}
