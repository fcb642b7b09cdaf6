using BackOffice.Rules.Matching;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Registry;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Activation.Steps;

/// <summary>
/// Puts the case's account and all that are one company with it into one activation group with its Default (2.f.2.b; decisions 1, 2). Members that never asked are told once,
/// as the group forms (decision 20). Running it again changes nothing.
/// </summary>
public sealed class JoinGroup(BackOfficeDb db, CaseDesk desk, CaseNotices notices, RowLocks locks, AuditTrail audit, TimeProvider clock) : IStep
{
    /// <summary>What a definition may say of this step.</summary>
    public static StepDescriptor Descriptor { get; } = new("BackOffice.JoinGroup", "Join the activation group", [new("Default"), new("Member"), new("Doubt")], [], typeof(JoinGroup));

    /// <inheritdoc />
    public async Task<StepResult> RunAsync(StepContext step, CancellationToken ct)
    {
        var @case = await desk.LoadAsync(step.Case, ct);
        var links = await db.PairFindings.Where(finding => finding.CaseId == step.Case && finding.Decision == "same_company").ToListAsync(ct);
        var company = links.SelectMany(link => new[] { link.AccountA, link.AccountB }).Append(@case.AccountId).Distinct().ToList();
        await locks.TakeAsync(company.Select(LockKey.Account), ct);

        var groups = await db.GroupMembers.Where(member => company.Contains(member.AccountId) && member.LeftAt == null).Select(member => member.GroupId).Distinct().ToListAsync(ct);
        if (groups.Count > 1)
        {
            desk.Move(@case, CaseState.Running, "bridges-groups");
            return new StepResult.Done("Doubt");
        }
        var group = groups is [var existing] ? await db.Groups.Include(g => g.Members).SingleAsync(g => g.Id == existing, ct) : null;
        var accounts = await db.Accounts.Include(account => account.Provider).Include(account => account.Site).Where(account => company.Contains(account.Id)).ToListAsync(ct);
        group ??= Form(@case, accounts, links[0].RulesVersion);
        await AddMembersAsync(group, accounts, @case, ct);
        @case.GroupId = group.Id;
        if (group.AwaitsConfirmation)
        {
            desk.Move(@case, CaseState.Running, "default-needs-confirmation");
            return new StepResult.Done("Doubt");
        }
        return new StepResult.Done(group.DefaultAccountId == @case.AccountId ? "Default" : "Member");
    }

    private ActivationGroup Form(ActivationCase @case, List<Account> accounts, string rulesVersion)
    {
        var choice = DefaultChoice.Among([.. accounts.Select(account => new DefaultCandidate(
            account.SiteCode, account.UserId, account.PackageCount, account.RegisteredOn, account.Verified,
            account.ActivatedAt is { } at ? DateOnly.FromDateTime(at.UtcDateTime) : null))]);
        var @default = accounts.Single(account => account.SiteCode == choice.Account.Site && account.UserId == choice.Account.UserId);
        var group = new ActivationGroup
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            DefaultAccountId = @default.Id,
            DefaultReason = choice.Reason,
            AwaitsConfirmation = choice.NeedsPerson,
            FormedAt = clock.GetUtcNow(),
            FormedBy = @case.Id,
            RulesVersion = rulesVersion,
        };
        db.Groups.Add(group);
        audit.Record(Actor.System("activation"), "group-formed", account: @default.Id, @case: @case.Id);
        return group;
    }

    private async Task AddMembersAsync(ActivationGroup group, List<Account> accounts, ActivationCase @case, CancellationToken ct)
    {
        var newcomers = accounts.Where(account => group.Members.All(member => member.AccountId != account.Id || member.LeftAt is not null)).ToList();
        foreach (var account in newcomers)
        {
            if (group.Members.SingleOrDefault(member => member.AccountId == account.Id) is { } former)
                former.LeftAt = null;
            else
                group.Members.Add(new() { GroupId = group.Id, AccountId = account.Id, FrozenPackageCount = account.PackageCount, JoinedAt = clock.GetUtcNow() });
        }
        if (newcomers.Count == 0)
            return;
        group.Version++;
        await notices.TellGroupFormedAsync(group, asking: @case.AccountId, [.. newcomers.Select(account => account.Id)], ct);
    }
}
