using System.Text;
using BackOffice.Rules.Policies;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Policies.Drafts;
using BackOffice.Workflows.Policies.Reevaluation;
using BackOffice.Workflows.Policies.Versions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Policies;

/// <summary>
/// Takes the rule file as a proposal (ADR 13, 23). A content that was never seen becomes a version by author <c>file</c>: at once where files need no approval or nothing is in force yet,
/// otherwise a submitted draft. One that was seen is left alone, so a stale file rolls nothing back. Broken rules and failing tests change nothing.
/// </summary>
public sealed class TakeRuleFile(Database database, LivePolicies live, RuleSetShelf shelf, IOptions<PolicyOptions> options, ILogger<TakeRuleFile> logger)
{
    /// <summary>The author of what comes from the file.</summary>
    public const string Author = "file";

    private static readonly Actor File = Actor.System("rule-file");

    /// <summary>Takes it in.</summary>
    /// <param name="rules">The bytes of the file.</param>
    /// <param name="tests">The bytes of the file of tests beside it; null when there is none, which is enough only where files need no approval.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<RuleFileFinding> HandleAsync(ReadOnlyMemory<byte> rules, ReadOnlyMemory<byte>? tests, CancellationToken ct)
    {
        var digest = RuleSetDigest.Of(rules.Span);
        var (seen, highest) = await database.ReadAsync(async (db, token) => (await SeenAsync(db, digest, tests, token), await HighestAsync(db, token)), ct);
        if (seen is not null)
            return seen;
        var trial = await RuleSetTrial.OfAsync(rules, tests, ct);
        var needsApproval = options.Value.FileNeedsApproval ?? true;
        if (!trial.Clean && !(trial.OnlyLacksTests && !needsApproval))
            return new RuleFileFinding.Broken(trial.Stops);
        if (!trial.Clean)
            logger.LogWarning("There are no tests beside the rule file; it is taken without, since files need no approval here.");

        var bootstraps = !live.AnyInForce;
        var (found, version) = await database.InTransactionAsync(async (transaction, token) =>
        {
            var db = transaction.Db;
            await transaction.Service<RowLocks>().TakeAsync([VersionShelf.Lock], token);
            // Another Host may have taken the same file since we looked.
            if (await SeenAsync(db, digest, tests, token) is { } meanwhile)
                return (meanwhile, (RuleSetVersion?)null);
            var fillsTheVoid = bootstraps && await HighestAsync(db, token) == highest;
            if ((needsApproval && !fillsTheVoid) || await VersionShelf.Scheduled(db, database.Now).AnyAsync(token))
                return (await ProposeAsync(transaction, rules, tests, digest, token), null);
            var taken = await VersionShelf.AddAsync(db, new(trial.Set!, Text(rules)!, Text(tests), Author), database.Now, token);
            ReevaluationBook.Note(db, taken, Author, database.Now);
            transaction.Service<AuditTrail>().Record(File, "rules-published", values: [("version", taken.Version)]);
            return (new RuleFileFinding.InForce(taken.Number, taken.Version), taken);
        }, ct);
        if (version is not null)
            await shelf.FollowAsync(trial.Set, ct);
        return found;
    }

    private async Task<RuleFileFinding> ProposeAsync(Transaction transaction, ReadOnlyMemory<byte> rules, ReadOnlyMemory<byte>? tests, string digest, CancellationToken ct)
    {
        var (db, now) = (transaction.Db, database.Now);
        // What the file said before is its word no more.
        foreach (var older in await db.RuleSetDrafts.Where(draft => draft.Author == Author && (draft.State == DraftState.Open || draft.State == DraftState.Submitted)).ToListAsync(ct))
        {
            (older.State, older.DecidedBy, older.DecisionReason, older.DecidedAt) = (DraftState.Withdrawn, Author, "The file brought another proposal.", now);
            older.Version++;
        }
        var draft = new RuleSetDraft
        {
            Id = Guid.CreateVersion7(now),
            State = DraftState.Submitted,
            Author = Author,
            Reason = "The rule file on disk changed.",
            Json = Text(rules)!,
            Tests = Text(tests) ?? "",
            Digest = digest,
            BaseNumber = await VersionShelf.NewestAsync(db, ct),
            CreatedAt = now,
            EditedAt = now,
            SubmittedAt = now,
        };
        db.RuleSetDrafts.Add(draft);
        transaction.Service<AuditTrail>().Record(File, "rules-proposed", values: [("draft", draft.Id.ToString())]);
        return new RuleFileFinding.Proposed(draft.Id);
    }

    private async Task<RuleFileFinding?> SeenAsync(BackOfficeDb db, string digest, ReadOnlyMemory<byte>? tests, CancellationToken ct)
    {
        var now = database.Now;
        if (await db.RuleSetVersions.Where(version => version.Digest == digest).OrderByDescending(version => version.Number).FirstOrDefaultAsync(ct) is { } version)
        {
            if (version.CancelledAt is null && version.EffectiveFrom > now)
                return new RuleFileFinding.Scheduled(version.Number, version.Version);
            return await VersionShelf.InForce(db, now).Select(one => one.Number).FirstOrDefaultAsync(ct) == version.Number
                ? new RuleFileFinding.InForce(version.Number, version.Version)
                : new RuleFileFinding.Stale(version.Number, version.Version);
        }
        var text = Text(tests) ?? "";
        var draft = await db.RuleSetDrafts.Where(one => one.Digest == digest && one.Tests == text).OrderByDescending(one => one.CreatedAt).ThenByDescending(one => one.Id)
            .Select(one => new { one.Id, one.State }).FirstOrDefaultAsync(ct);
        return draft switch
        {
            null => null,
            { State: DraftState.Open or DraftState.Submitted } => new RuleFileFinding.Proposed(draft.Id),
            _ => new RuleFileFinding.Declined(draft.Id),
        };
    }

    private static async Task<int> HighestAsync(BackOfficeDb db, CancellationToken ct) => await db.RuleSetVersions.MaxAsync(version => (int?)version.Number, ct) ?? 0;

    private static string? Text(ReadOnlyMemory<byte>? file) => file is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : null;
}
