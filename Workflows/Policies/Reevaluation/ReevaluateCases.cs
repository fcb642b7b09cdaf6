using BackOffice.Rules.Policies;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Policies.Impact;
using BackOffice.Workflows.Policies.Versions;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Policies.Reevaluation;

/// <summary>
/// Lets the open cases look again after a version came into force, in portions with the cursor in the same transaction as the signals, so that a process which dies loses nothing. Only cases
/// about which the version finds something else are told; verdicts of people stand above the rules in both, and a finished case is none of them.
/// </summary>
public sealed class ReevaluateCases(Database database, LivePolicies live, RuleSetShelf shelf)
{
    /// <summary>Cases a portion.</summary>
    public const int Portion = 50;

    /// <summary>Works until nothing is due, or until <paramref name="portions"/> are done.</summary>
    /// <returns>How many portions were done.</returns>
    public async Task<int> HandleAsync(int portions, CancellationToken ct)
    {
        for (var done = 0; done < portions; done++)
        {
            await shelf.FollowAsync(ct);
            var now = database.Now;
            var next = await database.ReadAsync((db, token) => db.Reevaluations.Where(run => run.FinishedAt == null && run.DueAt <= now).OrderBy(run => run.Number).FirstOrDefaultAsync(token), ct);
            if (next is null || !await PortionAsync(next, ct))
                return done;
        }
        return portions;
    }

    private async Task<bool> PortionAsync(ReevaluationRun run, CancellationToken ct)
    {
        var inForce = await database.ReadAsync((db, token) => VersionShelf.InForce(db, database.Now).Select(version => version.Number).FirstOrDefaultAsync(token), ct);
        var rules = live.Current;
        if (inForce == run.Number && rules.Version != run.Version)
            // This Host cannot run it, so another one does.
            return false;
        var forecasts = inForce == run.Number
            ? await database.ReadAsync((db, token) => new CaseForecast(db, live, rules).NextAsync(run.Cursor, Portion, token), ct)
            : [];
        await database.InTransactionAsync((transaction, token) => WriteAsync(run, inForce, forecasts, transaction, token), ct);
        return true;
    }

    private async Task WriteAsync(ReevaluationRun seen, int inForce, IReadOnlyList<ForecastedCase> forecasts, Transaction transaction, CancellationToken ct)
    {
        var db = transaction.Db;
        await transaction.Service<RowLocks>().TakeAsync([LockKey.Of("policies", "reevaluation")], ct);
        var run = await db.Reevaluations.SingleAsync(one => one.Number == seen.Number, ct);
        if (run.FinishedAt is not null || run.Cursor != seen.Cursor)
            return;
        if (inForce != run.Number)
        {
            // A newer version looks at everything once more; a cancelled one never came into force.
            (run.FinishedAt, run.SupersededBy) = (database.Now, inForce > run.Number ? inForce : null);
            return;
        }
        if (run.StartedAt is null)
            (run.StartedAt, run.Cases) = (database.Now, await CaseForecast.Open(db, "").CountAsync(ct));
        var inbox = transaction.Service<SignalInbox>();
        foreach (var one in forecasts.Where(one => one.LooksAgain))
            foreach (var signal in one.Signals)
                inbox.Post(one.Case, signal);
        run.Seen += forecasts.Count;
        run.Told += forecasts.Count(one => one.LooksAgain);
        run.Moved += forecasts.Count(one => one.Moves);
        run.Errors += forecasts.Count(one => one.Errored);
        if (forecasts.Count < Portion)
            run.FinishedAt = database.Now;
        else
            run.Cursor = forecasts[^1].Number;
    }
}
