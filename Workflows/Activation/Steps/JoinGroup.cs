using BackOffice.Workflows.Activation.Groups;
using BackOffice.Workflows.Activation.Review;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Activation.Steps;

/// <summary>
/// Puts the case's account and all that are one company with it into one activation group with its Default (2.f.2.b; decisions 1, 2). Members that never asked are told once,
/// as the group forms (decision 20). A newcomer to a finished group joins it; the Default stays once it is active, a member has merged or a person chose it (ADR 15).
/// Running it again changes nothing.
/// </summary>
public sealed class JoinGroup(BackOfficeDb db, CaseDesk desk, CaseNotices notices, GroupNotices groupNotices, GroupBook book, ReviewDesk reviews, AuditTrail audit, TimeProvider clock) : IStep
{
    /// <summary>What a definition may say of this step.</summary>
    public static StepDescriptor Descriptor { get; } = new("BackOffice.JoinGroup", "Join the activation group", [new("Default"), new("Member"), new("Doubt")], [], typeof(JoinGroup));

    /// <summary>Why a case is under review whose account is one company with members of two groups.</summary>
    public const string BridgesGroups = "bridges-groups";

    /// <inheritdoc />
    public async Task<StepResult> RunAsync(StepContext step, CancellationToken ct)
    {
        var own = await desk.AccountOfAsync(step.Case, ct);
        var links = await db.Compiled(static () => EF.CompileAsyncQuery((BackOfficeDb db, CaseId @case) =>
            db.PairFindings.Where(finding => finding.CaseId == @case && finding.Decision == "same_company")))(db, step.Case).ToListAsync(ct);
        var company = links.SelectMany(link => new[] { link.AccountA, link.AccountB }).Append(own).Distinct().ToList();
        await book.LockAsync(company, ct);
        // Only now, since what ends the case holds the same locks.
        var @case = await desk.LoadAnewToGoOnAsync(step.Case, ct);

        var decision = JoinDecision.Decide(await JoinFacts.ReadAsync(db, own, company, ct));
        if (decision.LeavesFormerGroup)
        {
            await book.LeaveAsync(@case.Account, ct);
            await db.SaveChangesAsync(ct);
        }
        switch (decision)
        {
            case JoinDecision.Answer.Bridges:
                desk.Move(@case, CaseState.Running, BridgesGroups);
                await reviews.StandForDefaultAsync(@case, company, ct);
                return new StepResult.Done("Doubt");
            case JoinDecision.Answer.Joins joins:
                return await JoinAsync(@case, joins, links, ct);
            case var other:
                throw new InvalidOperationException($"Unhandled {other.GetType().Name}.");
        }
    }

    private async Task<StepResult> JoinAsync(ActivationCase @case, JoinDecision.Answer.Joins joins, List<PairFinding> links, CancellationToken ct)
    {
        var group = joins.Into is { } into ? await db.Groups.Include(one => one.Members).SingleAsync(one => one.Id == into.Id, ct) : Form(@case, joins.Appointed!, links[0].RulesVersion);
        await AddMembersAsync(group, joins.Newcomers, @case, ct);
        if (joins is { Into: not null, Appointed: { } successor })
            await book.AppointAsync(group, successor, ct);
        @case.GroupId = group.Id;
        if (group.AwaitsConfirmation)
        {
            desk.Move(@case, CaseState.Running, "default-needs-confirmation");
            await reviews.StandForDefaultAsync(@case, [.. group.Members.Where(member => member.LeftAt is null).Select(member => member.AccountId)], ct);
            return new StepResult.Done("Doubt");
        }
        if (joins.Newcomers.Any(newcomer => newcomer.Candidate.ActivatedOn is not null))
            await groupNotices.TellSeparateAsync(group, ct);
        return new StepResult.Done(group.DefaultAccountId == @case.AccountId ? "Default" : "Member");
    }

    private ActivationGroup Form(ActivationCase @case, GroupSuccession.Answer.Successor choice, string rulesVersion)
    {
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

    // Counts stay as they were frozen; a newcomer brings its own.
    private async Task AddMembersAsync(ActivationGroup group, IReadOnlyList<GroupSuccession.Member> newcomers, ActivationCase @case, CancellationToken ct)
    {
        if (newcomers.Count == 0)
            return;
        foreach (var newcomer in newcomers)
            book.Add(group, newcomer.Account, newcomer.Candidate.PackageCount);
        group.Version++;
        await db.SaveChangesAsync(ct);
        List<long> added = [.. newcomers.Select(newcomer => newcomer.Account)];
        await notices.TellGroupFormedAsync(group, asking: @case.AccountId, added, ct);
        // One that is active with its own login shows from now on what it has to do (decision 18).
        var cases = await db.Compiled(static () => EF.CompileAsyncQuery((BackOfficeDb db, List<long> added) => db.Cases.Where(one => added.Contains(one.AccountId))))(db, added).ToListAsync(ct);
        foreach (var active in cases.Where(one => one.State == CaseState.Active))
            active.GroupId = group.Id;
    }
}
