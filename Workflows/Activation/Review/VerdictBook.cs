using System.Globalization;
using BackOffice.Rules.Matching;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Activation.Review;

/// <summary>Writes verdicts about pairs (decision 10), wherever they are given, within the caller's transaction.</summary>
public sealed class VerdictBook(BackOfficeDb db, RowLocks locks, AuditTrail audit, SignalInbox inbox, AccountAlias alias, TimeProvider clock)
{
    /// <summary>What became of a verdict.</summary>
    /// <param name="Refusal">Why it was not given; null when it holds.</param>
    /// <param name="Concerned">Open cases that were told, to be advanced after the commit.</param>
    /// <param name="Ended">Runs to be cancelled after the commit.</param>
    public sealed record Outcome(Refusal? Refusal, IReadOnlyList<CaseId> Concerned, IReadOnlyList<InstanceId> Ended);

    /// <summary>Gives a verdict. The same one twice changes nothing; another one is refused until the first is reopened.</summary>
    public async Task<Outcome> GiveAsync(long accountA, long accountB, VerdictAnswer answer, StaffActor by, string reason, CaseId? @case, CancellationToken ct)
    {
        var keys = await db.Accounts.Where(account => account.Id == accountA || account.Id == accountB).Select(account => account.Provider.UserIdKey).ToListAsync(ct);
        await locks.TakeAsync([LockKey.Account(accountA), LockKey.Account(accountB), .. keys.Select(LockKey.UserId)], ct);
        var standing = await db.Verdicts.SingleOrDefaultAsync(v => v.AccountA == accountA && v.AccountB == accountB && v.ReopenedAt == null, ct);
        if (standing is not null)
            return new(standing.Answer == answer ? null : AlreadyJudged, [], []);

        List<InstanceId> ended = [];
        if (answer == VerdictAnswer.Same)
        {
            var (refusal, instance) = await alias.CloseOneAsync(accountA, accountB, by, ct);
            if (refusal is not null)
                return new(refusal, [], []);
            if (instance is { } running)
                ended.Add(running);
        }
        db.Verdicts.Add(new()
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            AccountA = accountA,
            AccountB = accountB,
            Answer = answer,
            Reason = reason.Trim(),
            By = by.Name,
            CaseId = @case,
            At = clock.GetUtcNow(),
        });
        audit.Record(by.Actor, "verdict-given", account: accountA, @case: @case,
            values: [("answer", answer.ToString()), ("other-account", accountB.ToString(CultureInfo.InvariantCulture)), ("reason", reason.Trim())]);
        return new(null, await TellConcernedAsync(accountA, accountB, ct), ended);
    }

    /// <summary>Tells every open case that the pair concerns to look again: those of the two accounts, and those that found the pair.</summary>
    public async Task<IReadOnlyList<CaseId>> TellConcernedAsync(long accountA, long accountB, CancellationToken ct)
    {
        // A case that was closed in this very transaction is not told.
        await db.SaveChangesAsync(ct);
        var concerned = await db.Cases
            .Where(c => c.ClosedAt == null && (c.AccountId == accountA || c.AccountId == accountB
                || db.PairFindings.Any(f => f.CaseId == c.Id && f.AccountA == accountA && f.AccountB == accountB)))
            .Select(c => c.Id).ToListAsync(ct);
        foreach (var @case in concerned)
            inbox.Post(@case, CaseSignals.VerdictGiven);
        return concerned;
    }

    private static Refusal AlreadyJudged { get; } = new("already-judged", new(
        "Pasangan akun ini sudah diputuskan lain. Buka kembali putusan itu lebih dahulu.", "This pair of accounts was judged otherwise. Reopen that verdict first."));
}
