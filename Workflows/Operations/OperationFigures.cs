using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Notices;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Operations;

/// <summary>How the whole stands at one moment, each figure counted from an index that holds little else.</summary>
/// <param name="At">When it was counted.</param>
/// <param name="Cases">Open cases by state, also 0, with how long the oldest of each has stood there.</param>
/// <param name="WaitForRetry">Failed steps that are tried again by themselves.</param>
/// <param name="WaitForPerson">Failed steps that are not.</param>
/// <param name="Outbox">Notices to be sent, whether or not their time has come.</param>
/// <param name="OutboxAge">How long the notice that is due longest has been due; zero when none is.</param>
public sealed record OperationFigures(
    DateTimeOffset At, IReadOnlyList<OperationFigures.Standing> Cases, int WaitForRetry, int WaitForPerson, int Outbox, TimeSpan OutboxAge)
{
    private static readonly CaseState[] Open =
        [CaseState.Running, CaseState.AwaitIdentity, CaseState.AwaitUserId, CaseState.UnderReview, CaseState.AwaitDefaultPassword, CaseState.WithHelpdesk];

    /// <summary>The open cases of one state.</summary>
    /// <param name="State">The state.</param>
    /// <param name="Cases">How many.</param>
    /// <param name="OldestWait">How long the oldest has stood there; zero when there is none.</param>
    public sealed record Standing(CaseState State, int Cases, TimeSpan OldestWait);

    internal static async Task<OperationFigures> ReadAsync(BackOfficeDb db, DateTimeOffset now, CancellationToken ct)
    {
        var states = await db.Cases.Where(@case => Open.Contains(@case.State)).GroupBy(@case => @case.State)
            .Select(same => new { same.Key, Count = same.Count(), Since = same.Min(@case => @case.StateSince) }).ToDictionaryAsync(row => row.Key, ct);
        var parked = await db.Instances.Where(instance => instance.Status == InstanceStatus.Parked).GroupBy(instance => instance.Due == null)
            .Select(same => new { Person = same.Key, Count = same.Count() }).ToDictionaryAsync(row => row.Person, row => row.Count, ct);
        var outbox = await db.Notices.CountAsync(notice => notice.State == NoticeState.Queued, ct);
        // A range, since SQLite walks over every notice that has no date to find those that have one.
        var due = await db.Notices.Where(notice => notice.NextAttemptAt > DateTimeOffset.MinValue).MinAsync(notice => notice.NextAttemptAt, ct);
        return new(
            now,
            [.. Open.Select(state => states.GetValueOrDefault(state) is { } row ? new Standing(state, row.Count, now - row.Since) : new Standing(state, 0, TimeSpan.Zero))],
            parked.GetValueOrDefault(false), parked.GetValueOrDefault(true), outbox, due < now ? now - due.Value : TimeSpan.Zero);
    }
}
