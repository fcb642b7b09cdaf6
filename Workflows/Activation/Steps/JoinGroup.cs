using BackOffice.Workflows.Activation.Groups;
using BackOffice.Workflows.Activation.Review;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Registry;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Activation.Steps;

/// <summary>
/// Puts the case's account and all that are one company with it into one activation group with its Default (2.f.2.b; decisions 1, 2). Members that never asked are told once,
/// as the group forms (decision 20). A newcomer to a finished group joins it; the Default stays once it is active, a member has merged or a person chose it (ADR 15).
/// Running it again changes nothing.
/// </summary>
public sealed class JoinGroup(BackOfficeDb db, CaseDesk desk, CaseNotices notices, GroupBook book, ReviewDesk reviews, AuditTrail audit, TimeProvider clock) : IStep
{
    /// <summary>What a definition may say of this step.</summary>
    public static StepDescriptor Descriptor { get; } = new("BackOffice.JoinGroup", "Join the activation group", [new("Default"), new("Member"), new("Doubt")], [], typeof(JoinGroup));

    /// <summary>Why a case is under review whose account is one company with members of two groups.</summary>
    public const string BridgesGroups = "bridges-groups";

    /// <inheritdoc />
    public async Task<StepResult> RunAsync(StepContext step, CancellationToken ct)
    {
        var own = await db.Cases.Where(one => one.Id == step.Case).Select(one => one.AccountId).SingleAsync(ct);
        var links = await db.PairFindings.Where(finding => finding.CaseId == step.Case && finding.Decision == "same_company").ToListAsync(ct);
        var company = links.SelectMany(link => new[] { link.AccountA, link.AccountB }).Append(own).Distinct().ToList();
        await book.LockAsync(company, ct);
        // Only now, since what ends the case holds the same locks.
        var @case = await desk.LoadToGoOnAsync(step.Case, ct);

        var groups = await GroupsOfAsync(@case.Account, company, ct);
        if (groups.Count > 1)
        {
            desk.Move(@case, CaseState.Running, BridgesGroups);
            await reviews.StandForDefaultAsync(@case, company, ct);
            return new StepResult.Done("Doubt");
        }
        var group = groups is [var existing] ? await db.Groups.Include(g => g.Members).SingleAsync(g => g.Id == existing, ct) : null;
        var accounts = await db.Accounts.Include(account => account.Provider).Include(account => account.Site).Where(account => company.Contains(account.Id)).ToListAsync(ct);
        group ??= Form(@case, accounts, links[0].RulesVersion);
        var isNew = group.Members.Count == 0;
        var hasNewcomers = await AddMembersAsync(group, accounts, @case, ct);
        if (hasNewcomers && !isNew)
            await ReconsiderAsync(group, accounts, ct);
        @case.GroupId = group.Id;
        if (group.AwaitsConfirmation)
        {
            desk.Move(@case, CaseState.Running, "default-needs-confirmation");
            await reviews.StandForDefaultAsync(@case, [.. group.Members.Where(member => member.LeftAt is null).Select(member => member.AccountId)], ct);
            return new StepResult.Done("Doubt");
        }
        return new StepResult.Done(group.DefaultAccountId == @case.AccountId ? "Default" : "Member");
    }

    // An account that edits have made another company since leaves the group of which nobody is that company; not one whose members have its login.
    private async Task<List<Guid>> GroupsOfAsync(Account account, List<long> company, CancellationToken ct)
    {
        var memberships = await db.GroupMembers.Where(member => company.Contains(member.AccountId) && member.LeftAt == null)
            .Select(member => new { member.GroupId, member.AccountId, member.MergedAt }).ToListAsync(ct);
        if (company.Count > 1 && memberships.Find(member => member.AccountId == account.Id) is { MergedAt: null } own
            && memberships.TrueForAll(member => member.GroupId != own.GroupId || member.AccountId == account.Id)
            && !await db.GroupMembers.AnyAsync(member => member.GroupId == own.GroupId && member.LeftAt == null && member.MergedAt != null, ct))
        {
            await book.LeaveAsync(account, ct);
            await db.SaveChangesAsync(ct);
            memberships.Remove(own);
        }
        return [.. memberships.Select(member => member.GroupId).Distinct()];
    }

    private ActivationGroup Form(ActivationCase @case, List<Account> accounts, string rulesVersion)
    {
        var choice = GroupSuccession.Among([.. accounts.Select(account => new GroupSuccession.Member(
            account.Id,
            new(account.SiteCode, account.UserId, account.PackageCount, account.RegisteredOn, account.Verified, account.ActivatedAt is { } at ? DateOnly.FromDateTime(at.UtcDateTime) : null),
            HasLoginOfLeaver: false, IsLocked: account.LockedAt is not null || account.Provider.LockedAt is not null))]);
        var group = new ActivationGroup
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            DefaultAccountId = choice.Account,
            DefaultReason = choice.Reason,
            AwaitsConfirmation = choice.NeedsPerson,
            FormedAt = clock.GetUtcNow(),
            FormedBy = @case.Id,
            RulesVersion = rulesVersion,
        };
        db.Groups.Add(group);
        audit.Record(Actor.System("activation"), "group-formed", account: choice.Account, @case: @case.Id);
        return group;
    }

    private async Task<bool> AddMembersAsync(ActivationGroup group, List<Account> accounts, ActivationCase @case, CancellationToken ct)
    {
        var newcomers = accounts.Where(account => group.Members.All(member => member.AccountId != account.Id || member.LeftAt is not null)).ToList();
        foreach (var account in newcomers)
            book.Add(group, account.Id, account.PackageCount);
        if (newcomers.Count == 0)
            return false;
        group.Version++;
        await db.SaveChangesAsync(ct);
        var added = newcomers.ConvertAll(account => account.Id);
        await notices.TellGroupFormedAsync(group, asking: @case.AccountId, added, ct);
        // One that is active with its own login shows from now on what it has to do (decision 18).
        await db.Cases.Where(one => added.Contains(one.AccountId) && one.State == CaseState.Active).ExecuteUpdateAsync(set => set.SetProperty(one => one.GroupId, group.Id), ct);
        return true;
    }

    // Counts stay as they were frozen; the newcomer brings its own.
    private async Task ReconsiderAsync(ActivationGroup group, List<Account> accounts, CancellationToken ct)
    {
        var present = group.Members.Where(member => member.LeftAt is null).ToList();
        if (group.DefaultChosenBy is not null || present.Exists(member => member.MergedAt is not null) || accounts.Find(account => account.Id == group.DefaultAccountId) is not { ActivatedAt: null })
            return;
        var choice = GroupSuccession.Among(await book.CandidatesAsync(group, leaver: null, ct));
        if (choice.Account != group.DefaultAccountId || choice.NeedsPerson != group.AwaitsConfirmation)
            await book.AppointAsync(group, choice, ct);
    }
}
