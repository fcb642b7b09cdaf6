using BackOffice.Rules.Identity;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Registry;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Activation;

/// <summary>
/// A verifikator confirms the Default of a group where decision 2 asks for a person, or chooses another member with a reason (decision 1): until a member has merged, and
/// only an account that still has its own login.
/// </summary>
public sealed class ChooseDefault(Database database, IWorkflowEngine engine)
{
    /// <summary>The choice: the account that shall be the Default of the case's group.</summary>
    public sealed record Request(StaffActor By, CaseId Case, SiteCode Site, UserId UserId, string Reason);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        /// <summary>That account is the Default.</summary>
        public sealed record Chosen : Answer;

        /// <summary>It cannot be.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Confirms or chooses.</summary>
    public async Task<Answer> HandleAsync(Request request, CancellationToken ct)
    {
        if ((request.By.Requires(StaffRoles.Verifikator) ?? StaffReason.Check(request.Reason)) is { } refusal)
            return new Answer.Refused(refusal);
        var (answer, waiting) = await database.InTransactionAsync((transaction, token) => WriteAsync(request, transaction, token), ct);
        foreach (var @case in waiting)
            await engine.AdvanceAsync(@case, ct);
        return answer;
    }

    private static async Task<(Answer Answer, IReadOnlyList<CaseId> Waiting)> WriteAsync(Request request, Transaction transaction, CancellationToken ct)
    {
        var db = transaction.Db;
        var @case = await db.Cases.Include(c => c.Group).ThenInclude(g => g!.Members).SingleOrDefaultAsync(c => c.Id == request.Case, ct);
        if (@case is null)
            return (new Answer.Refused(CaseRefusals.CaseUnknown), []);
        if (@case.Group is not { } group)
            return (new Answer.Refused(NoGroup), []);
        var present = group.Members.Where(member => member.LeftAt is null).ToList();
        await transaction.Service<RowLocks>().TakeAsync(present.Select(member => LockKey.Account(member.AccountId)), ct);
        var chosen = await db.FindOwnAsync(request.Site, request.UserId, ct);
        if (chosen is null || present.TrueForAll(member => member.AccountId != chosen.Id))
            return (new Answer.Refused(NotAMember), []);
        if (chosen.Id != group.DefaultAccountId && present.Exists(member => member.MergedAt is not null))
            return (new Answer.Refused(AlreadyMerged), []);

        group.DefaultAccountId = chosen.Id;
        (group.AwaitsConfirmation, group.DefaultChosenBy, group.DefaultChoiceReason) = (false, request.By.Name, request.Reason.Trim());
        group.Version++;
        transaction.Service<AuditTrail>().Record(request.By.Actor, "default-chosen", account: chosen.Id, @case: @case.Id, values: [("reason", request.Reason.Trim())]);
        var waiting = await db.Cases.Where(c => c.GroupId == group.Id && c.ClosedAt == null).Select(c => c.Id).ToListAsync(ct);
        foreach (var one in waiting)
            transaction.Service<SignalInbox>().Post(one, CaseSignals.VerdictGiven);
        return (new Answer.Chosen(), waiting);
    }

    private static Refusal NoGroup { get; } = new("no-group", new("Kasus ini belum mempunyai grup.", "This case has no group yet."));

    private static Refusal NotAMember { get; } = new("not-a-member", new("Akun itu bukan anggota grup ini.", "That account is not a member of this group."));

    private static Refusal AlreadyMerged { get; } = new("already-merged", new(
        "Ada anggota yang sudah digabungkan; batalkan penggabungan itu lebih dahulu.", "A member was merged already; undo that merge first."));
}
