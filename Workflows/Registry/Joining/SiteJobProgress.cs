using System.Text.Json;
using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Registry.Joining;

/// <summary>Writes how far a job is, for whoever asks any Host, and stops the work when somebody has asked to.</summary>
internal sealed class SiteJobProgress(Database database, Guid job, CancellationTokenSource stop) : IProgress<(long Done, long Of)>, IProgress<ImportProgress>
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

    /// <inheritdoc />
    public void Report(ImportProgress value) => Report((value.BytesRead, value.BytesTotal));

    /// <summary>It is done.</summary>
    public Task DoneAsync<T>(T result, Action<SiteJob>? more, CancellationToken ct) => EndAsync(one =>
    {
        (one.State, one.Result) = (SiteJobState.Done, JsonSerializer.Serialize(result));
        more?.Invoke(one);
    }, ct);

    /// <summary>Somebody stopped it.</summary>
    public Task CancelledAsync(CancellationToken ct) => EndAsync(one => one.State = SiteJobState.Cancelled, ct);

    /// <summary>It cannot be done.</summary>
    public Task FailedAsync(Refusal why, CancellationToken ct) => EndAsync(one => (one.State, one.Failure) = (SiteJobState.Failed, JsonSerializer.Serialize(why)), ct);

    private async Task EndAsync(Action<SiteJob> end, CancellationToken ct)
    {
        await SettleAsync();
        await database.InTransactionAsync(async (transaction, token) =>
        {
            var one = await transaction.Db.SiteJobs.SingleAsync(row => row.Id == job, token);
            (one.Stage, one.FinishedAt) = (null, database.Now);
            end(one);
        }, ct);
    }

    private async Task WriteAsync(Action<SiteJob> change, CancellationToken ct)
    {
        await SettleAsync();
        var stopped = await database.InTransactionAsync(async (transaction, token) =>
        {
            var one = await transaction.Db.SiteJobs.SingleAsync(row => row.Id == job, token);
            change(one);
            one.ProgressAt = database.Now;
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
