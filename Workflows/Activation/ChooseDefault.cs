using BackOffice.Rules.Identity;
using BackOffice.Workflows.Activation.Desk;
using BackOffice.Workflows.Activation.Groups;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Registry;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Activation;

/// <summary>
/// A verifikator confirms the Default of a group where decision 2 asks for a person, or chooses another member with a reason (decision 1): until a member has merged, and
/// only an account that still has its own login. On a case that bridges two groups the choice makes one group of them, unless members of both have merged (ADR 15).
/// </summary>
public sealed class ChooseDefault(Database database, IWorkflowEngine engine)
{
    /// <summary>The choice.</summary>
    /// <param name="By">Who chooses: a verifikator.</param>
    /// <param name="Case">The case.</param>
    /// <param name="Site">The site of the account that shall be the Default of the case's group.</param>
    /// <param name="UserId">Its user ID.</param>
    /// <param name="Reason">Why; 5 to 2,000 characters.</param>
    /// <param name="IfVersion">The version of the case that was seen; null acts on whatever is there.</param>
    public sealed record Request(StaffActor By, CaseId Case, SiteCode Site, UserId UserId, string Reason, int? IfVersion = null);

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

    private async Task<(Answer Answer, IReadOnlyList<CaseId> Waiting)> WriteAsync(Request request, Transaction transaction, CancellationToken ct)
    {
        var (db, book) = (transaction.Db, transaction.Service<GroupBook>());
        if (await db.RefuseActAsync(request.By, request.Case, request.IfVersion, database.Now, ct) is { } refusal)
            return (new Answer.Refused(refusal), []);
        var @case = await db.Cases.SingleAsync(c => c.Id == request.Case, ct);
        var concerned = await ConcernedAsync(db, @case, ct);
        await book.LockAsync(concerned, ct);
        var groups = await GroupsAsync(db, @case, concerned, ct);
        if (groups.Count == 0)
            return (new Answer.Refused(NoGroup), []);
        var chosen = await db.FindOwnAsync(request.Site, request.UserId, ct);
        return DefaultChange.Decide(FactsOf(groups, chosen)) switch
        {
            DefaultChange.Answer.Refuse { Refusal: var why } => (new Answer.Refused(why), []),
            DefaultChange.Answer.Nothing => (new Answer.Chosen(), []),
            DefaultChange.Answer.Change change => (new Answer.Chosen(), await ChangeAsync(request, transaction, groups, change, ct)),
            var other => throw new InvalidOperationException($"Unhandled {other.GetType().Name}."),
        };
    }

    /// <summary>Whom a choice in this case could make the Default, and what would come of each: the members of its group, or of the groups that it bridges.</summary>
    internal static async Task<IReadOnlyDictionary<long, DefaultChange.Answer>> ChoicesAsync(BackOfficeDb db, ActivationCase @case, CancellationToken ct)
    {
        var concerned = await ConcernedAsync(db, @case, ct);
        var groups = await GroupsAsync(db, @case, concerned, ct);
        var members = groups.SelectMany(group => group.Members).Where(member => member.LeftAt is null).Select(member => member.AccountId).ToList();
        var accounts = await db.Accounts.Include(account => account.Provider).Where(account => members.Contains(account.Id)).ToListAsync(ct);
        return accounts.ToDictionary(account => account.Id, account => DefaultChange.Decide(FactsOf(groups, account)));
    }

    private static async Task<List<ActivationGroup>> GroupsAsync(BackOfficeDb db, ActivationCase @case, List<long> concerned, CancellationToken ct)
    {
        var present = db.GroupMembers.Where(member => concerned.Contains(member.AccountId) && member.LeftAt == null).Select(member => (Guid?)member.GroupId)
            .Union(db.Cases.Where(c => c.Id == @case.Id).Select(c => c.GroupId));
        return await db.Groups.Include(group => group.Members).Where(group => present.Contains(group.Id)).ToListAsync(ct);
    }

    private static DefaultChange.Facts FactsOf(List<ActivationGroup> groups, Account? chosen) => new(
        Groups: [.. groups.Select(group => new DefaultChange.Group(group.Id, group.DefaultAccountId, group.AwaitsConfirmation,
            [.. group.Members.Where(member => member.LeftAt is null).Select(member => new DefaultChange.Member(member.AccountId, member.MergedAt is not null))]))],
        Chosen: chosen?.Id, HasOwnLogin: chosen?.IsOwnProvider ?? false, IsLocked: chosen is { LockedAt: not null } or { Provider.LockedAt: not null });

    // Of a case that bridges groups the evidence says which accounts they are; its own may be a member of one of them.
    private static async Task<List<long>> ConcernedAsync(BackOfficeDb db, ActivationCase @case, CancellationToken ct)
    {
        if (@case is { State: CaseState.UnderReview, StateReason: Steps.JoinGroup.BridgesGroups })
        {
            var links = await db.PairFindings.Where(finding => finding.CaseId == @case.Id && finding.Decision == "same_company").Select(finding => new { finding.AccountA, finding.AccountB }).ToListAsync(ct);
            return [.. links.SelectMany(link => new[] { link.AccountA, link.AccountB }).Distinct()];
        }
        return @case.GroupId is { } group
            ? await db.GroupMembers.Where(member => member.GroupId == group && member.LeftAt == null).Select(member => member.AccountId).ToListAsync(ct)
            : [];
    }

    private static async Task<IReadOnlyList<CaseId>> ChangeAsync(
        Request request, Transaction transaction, List<ActivationGroup> groups, DefaultChange.Answer.Change change, CancellationToken ct)
    {
        var (db, book) = (transaction.Db, transaction.Service<GroupBook>());
        var group = groups.Single(one => one.Id == change.Into);
        foreach (var other in groups.Where(one => one.Id != group.Id))
            await book.UniteAsync(group, other, ct);
        var isOther = group.DefaultAccountId != change.Default;
        group.DefaultAccountId = change.Default;
        (group.AwaitsConfirmation, group.DefaultChosenBy, group.DefaultChoiceReason) = (false, request.By.Name, request.Reason.Trim());
        group.Version++;
        transaction.Service<AuditTrail>().Record(request.By.Actor, groups.Count > 1 ? "groups-united" : "default-chosen", account: change.Default, @case: request.Case,
            values: [("reason", request.Reason.Trim())]);
        await db.SaveChangesAsync(ct);
        await transaction.Service<GroupNotices>().TellDefaultAsync(group, ct);
        await transaction.Service<GroupNotices>().TellSeparateAsync(group, ct);
        var waiting = await book.WakeAsync(group, isOther, ct);
        // Those that bridged the groups join what is one group now.
        var bridges = (await db.Cases.Where(one => one.ClosedAt == null && (one.Id == request.Case || one.ReviewCaseId == request.Case)).Select(one => one.Id).ToListAsync(ct)).Except(waiting).ToList();
        foreach (var bridge in bridges)
            transaction.Service<SignalInbox>().Post(bridge, CaseSignals.VerdictGiven);
        return [.. waiting, .. bridges];
    }

    private static Refusal NoGroup { get; } = new("no-group", new("Kasus ini belum mempunyai grup.", "This case has no group yet."));
}
