using BackOffice.Rules.Matching;
using BackOffice.Workflows.Activation.Desk;
using BackOffice.Workflows.Activation.Groups;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Activation.Undo;

/// <summary>
/// A verifikator undoes the latest merge of an account (decision 15): it points at its own provider again, with login and identity as they were, leaves the group, and the verdict that
/// it is another company keeps the next detection from merging it again (decision 10). The same undo twice changes nothing.
/// </summary>
public sealed class UndoMerge(Database database, IWorkflowEngine engine)
{
    /// <summary>The reason that stands on a case whose merge was undone.</summary>
    public const string StateReason = "merge-undone";

    /// <summary>What to undo.</summary>
    /// <param name="By">Who undoes it: a verifikator.</param>
    /// <param name="Case">The case that ended in the merge.</param>
    /// <param name="Verdict">What the account is to the rest of the group: <see cref="VerdictAnswer.Branch"/> or <see cref="VerdictAnswer.Unrelated"/>.</param>
    /// <param name="Reason">Why; 5 to 2,000 characters.</param>
    /// <param name="IfVersion">The version of the case that was seen; null acts on whatever is there.</param>
    public sealed record Request(StaffActor By, CaseId Case, VerdictAnswer Verdict, string Reason, int? IfVersion = null);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        /// <summary>The account has its own login and identity.</summary>
        /// <param name="Active">Whether it is active with them, because it was before the merge; otherwise it may be activated anew.</param>
        public sealed record Undone(bool Active) : Answer;

        /// <summary>It stays merged.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Undoes it.</summary>
    public async Task<Answer> HandleAsync(Request request, CancellationToken ct)
    {
        if ((request.By.Requires(StaffRoles.Verifikator) ?? StaffReason.Check(request.Reason)) is { } refusal)
            return new Answer.Refused(refusal);
        if (request.Verdict is not (VerdictAnswer.Branch or VerdictAnswer.Unrelated))
            return new Answer.Refused(VerdictWrong);
        var (answer, woken) = await database.InTransactionAsync((transaction, token) => WriteAsync(request, transaction, token), ct);
        foreach (var @case in woken)
            await engine.AdvanceAsync(@case, ct);
        return answer;
    }

    private async Task<(Answer Answer, IReadOnlyList<CaseId> Woken)> WriteAsync(Request request, Transaction transaction, CancellationToken ct)
    {
        var db = transaction.Db;
        if (await db.CasesOf(request.By).Where(c => c.Id == request.Case).Select(c => (long?)c.AccountId).SingleOrDefaultAsync(ct) is not { } accountId)
            return (new Answer.Refused(CaseRefusals.CaseUnknown), []);
        await transaction.Service<GroupBook>().LockAsync([accountId], ct);
        if (await db.RefuseActAsync(request.By, request.Case, request.IfVersion, database.Now, ct) is { } refusal)
            return (new Answer.Refused(refusal), []);

        var @case = await transaction.Service<CaseDesk>().LoadAsync(request.Case, ct);
        var (decision, merge, group) = await DecideAsync(db, @case, database.Now, ct);
        switch (decision)
        {
            case UndoDecision.Answer.Refuse { Refusal: var why }:
                return (new Answer.Refused(why), []);
            case UndoDecision.Answer.Nothing:
                return (new Answer.Undone(@case.Account.ActivatedAt is not null), []);
            case UndoDecision.Answer.Undo:
                var woken = await transaction.Service<MergeReversal>().ReverseAsync(new(@case, merge!, group!, request.Verdict, request.By, request.Reason.Trim()), ct);
                return (new Answer.Undone(@case.Account.ActivatedAt is not null), woken);
            case var other:
                throw new InvalidOperationException($"Unhandled {other.GetType().Name}.");
        }
    }

    /// <summary>Whether the merge that a case ended in could be undone now, with that merge and the group that it was made in.</summary>
    internal static async Task<(UndoDecision.Answer Decision, MergeRecord? Merge, ActivationGroup? Group)> DecideAsync(BackOfficeDb db, ActivationCase @case, DateTimeOffset now, CancellationToken ct)
    {
        // What was undone came before what stands, also where the clock was set back in between.
        var merges = await db.MergeRecords.Where(merge => merge.AccountId == @case.AccountId)
            .OrderBy(merge => merge.UndoneAt != null).ThenByDescending(merge => merge.At).ToListAsync(ct);
        var merge = merges.Find(one => one.CaseId == @case.Id);
        var group = merge is null ? null : await db.Groups.Include(g => g.Members).SingleAsync(g => g.Id == @case.GroupId || (@case.GroupId == null && g.Id == merge.GroupId), ct);
        return (UndoDecision.Decide(new(
            HasMerge: merge is not null,
            IsUndone: merge?.UndoneAt is not null,
            MergedAgain: merge is not null && merges[0].Id != merge.Id,
            HasLoginOfMerge: @case.Account.ProviderId == merge?.ToProviderId,
            DefaultIsPresent: group is not null && group.DefaultAccountId == merge!.ToProviderId
                && group.Members.Any(member => member.AccountId == group.DefaultAccountId && member.LeftAt is null),
            MergedAt: merge?.At ?? default, IsErased: merge?.ErasedAt is not null, Now: now)), merge, group);
    }

    private static Refusal VerdictWrong { get; } = new("undo-verdict", new(
        "Pilih putusan cabang lain (branch) atau tidak berhubungan (unrelated); tanpa itu akun akan digabungkan lagi.",
        "Choose the verdict branch or unrelated; without it the account would be merged again."));
}
