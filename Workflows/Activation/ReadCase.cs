using System.Text.Json;
using BackOffice.Rules.Matching;
using BackOffice.Rules.Policies;
using BackOffice.Workflows.Activation.Desk;
using BackOffice.Workflows.Activation.Review;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Reports;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Activation;

/// <summary>What staff see of a case: who, where it stands, what remains, the group with its frozen counts, the evidence of every pair, and one timeline.</summary>
public sealed class ReadCase(Database database, LivePolicies policies)
{
    /// <summary>Who reads which case; any role may.</summary>
    public sealed record Request(StaffActor By, CaseId Case);

    /// <summary>One account as staff see it.</summary>
    public sealed record AccountView(long Id, string Site, string SiteName, string RegisteredUserId, bool Verified, int PackageCount, DateOnly RegisteredOn, DateTimeOffset? ActivatedAt, LoginAndIdentity Login,
        DateTimeOffset? LockedAt = null, string? LockReason = null);

    /// <summary>One member of the group.</summary>
    public sealed record MemberView(AccountView Account, bool IsDefault, int FrozenPackageCount, DateTimeOffset JoinedAt, DateTimeOffset? MergedAt);

    /// <summary>The group.</summary>
    public sealed record GroupView(
        Guid Id, DefaultReason DefaultReason, bool AwaitsConfirmation, string? DefaultChosenBy, string? DefaultChoiceReason, DateTimeOffset FormedAt, string RulesVersion,
        IReadOnlyList<MemberView> Members);

    /// <summary>One judged pair; <paramref name="Pair"/> is what a verdict names.</summary>
    public sealed record PairView(
        Guid Pair, AccountView A, AccountView B, string Decision, string Rule, string RulesVersion, JsonElement Evidence, bool WeakLink, bool Contradicts, VerdictAnswer? Verdict, string? VerdictBy, string? VerdictReason);

    /// <summary>What a verifikator asked the provider about a pair, and the answer; null before it came.</summary>
    public sealed record QuestionView(Guid Id, long AccountA, long AccountB, string Question, string Reason, string AskedBy, DateTimeOffset AskedAt, string? Answer, DateTimeOffset? AnsweredAt);

    /// <summary>The case in which this one's doubt is decided.</summary>
    public sealed record ReviewCaseView(CaseId CaseId, string Number);

    /// <summary>One line of the timeline.</summary>
    /// <param name="At">When.</param>
    /// <param name="Kind"><c>step</c>, <c>act</c>, <c>notice</c>, <c>note</c> or <c>decision</c>.</param>
    /// <param name="By">Who; null for the system.</param>
    /// <param name="What">What, as its stable name.</param>
    /// <param name="Detail">More; null when there is none.</param>
    public sealed record TimelineEntry(DateTimeOffset At, string Kind, string? By, string What, string? Detail);

    /// <summary>The case. Its <c>Version</c> is what an act names as seen; <c>Claim</c> says who has it in hand, null while nobody has.</summary>
    public sealed record View(
        CaseId CaseId, string Number, CaseState State, string? StateReason, DateTimeOffset OpenedAt, DateTimeOffset StateSince, DateTimeOffset? PostponedUntil, DateTimeOffset? HandedOverAt,
        DateTimeOffset? ClosedAt, InstanceState? Workflow, AccountView Account, IReadOnlyList<ReadActivation.Remaining> Remaining, GroupView? Group, IReadOnlyList<PairView> Pairs,
        IReadOnlyList<TimelineEntry> Timeline, string? ReportDigest, bool AwaitsProvider, ReviewCaseView? WaitsOn, IReadOnlyList<QuestionView> Questions,
        int Version, string? Owner, DateTimeOffset? Deadline, DateTimeOffset? ExtendedAt, DateTimeOffset? RemindedAt, ClaimCase.View? Claim);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        /// <summary>Here it is.</summary>
        public sealed record Found(View View) : Answer;

        /// <summary>Not for this person, or not there.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Reads the case.</summary>
    public Task<Answer> HandleAsync(Request request, CancellationToken ct) =>
        request.By.Requires(StaffRoles.All) is { } refusal
            ? Task.FromResult<Answer>(new Answer.Refused(refusal))
            : database.ReadAsync<Answer>(async (db, token) =>
            {
                var @case = await db.CasesOf(request.By).Include(c => c.Account).ThenInclude(a => a.Provider).Include(c => c.Account).ThenInclude(a => a.Site)
                    .SingleOrDefaultAsync(c => c.Id == request.Case, token);
                return @case is null ? new Answer.Refused(CaseRefusals.CaseUnknown) : new Answer.Found(await ViewAsync(db, request.By, @case, token));
            }, ct);

    private async Task<View> ViewAsync(BackOfficeDb db, StaffActor by, ActivationCase @case, CancellationToken ct)
    {
        var findings = await db.PairFindings.Where(f => f.CaseId == @case.Id).OrderBy(f => f.AccountA).ThenBy(f => f.AccountB).ToListAsync(ct);
        var group = @case.GroupId is { } id ? await db.Groups.Include(g => g.Members).SingleAsync(g => g.Id == id, ct) : null;
        var members = group?.Members.Where(member => member.LeftAt is null).ToList() ?? [];
        var ids = findings.SelectMany(f => new[] { f.AccountA, f.AccountB }).Concat(members.Select(member => member.AccountId)).Append(@case.AccountId).Distinct().ToList();
        var accounts = (await db.Accounts.Include(a => a.Provider).Include(a => a.Site).Where(a => ids.Contains(a.Id)).ToListAsync(ct)).ToDictionary(a => a.Id, Describe);
        var verdicts = await db.Verdicts.Where(v => v.ReopenedAt == null && ids.Contains(v.AccountA) && ids.Contains(v.AccountB)).ToListAsync(ct);
        var instance = await db.Instances.SingleOrDefaultAsync(i => i.Id == @case.InstanceId, ct);
        var digest = await db.Reports.Where(r => r.CaseId == @case.Id && r.State == ReportState.Ready).Select(r => r.Digest).SingleOrDefaultAsync(ct);
        var waits = await ReviewDesk.WaitOnAsync(db, by, [@case.Id], ct);
        var questions = await db.CaseQuestions.Where(q => q.CaseId == @case.Id).OrderBy(q => q.AskedAt)
            .Select(q => new QuestionView(q.Id, q.AccountA, q.AccountB, q.Question, q.Reason, q.AskedBy, q.AskedAt, q.Answer, q.AnsweredAt)).ToListAsync(ct);
        return new(@case.Id, @case.Number, @case.State, @case.StateReason, @case.OpenedAt, @case.StateSince, @case.PostponedUntil, @case.HandedOverAt, @case.ClosedAt,
            instance is null ? null : new(instance.Id, instance.CaseId, instance.DefinitionVersionId, instance.Node, instance.Status, instance.Due, instance.Attempts, instance.Failure),
            accounts[@case.AccountId],
            WhatRemains.Of(@case, @case.Account, group is null ? null : Default(accounts[group.DefaultAccountId]), policies.Current),
            group is null ? null : new(group.Id, group.DefaultReason, group.AwaitsConfirmation, group.DefaultChosenBy, group.DefaultChoiceReason, group.FormedAt, group.RulesVersion,
                [.. members.OrderByDescending(member => member.AccountId == group.DefaultAccountId).ThenByDescending(member => member.FrozenPackageCount)
                    .Select(member => new MemberView(accounts[member.AccountId], member.AccountId == group.DefaultAccountId, member.FrozenPackageCount, member.JoinedAt, member.MergedAt))]),
            [.. findings.Select(f => Pair(f, accounts, verdicts.Find(v => v.AccountA == f.AccountA && v.AccountB == f.AccountB)))],
            await TimelineAsync(db, @case, ct), digest, @case.AwaitsProvider,
            waits.TryGetValue(@case.Id, out var review) ? new(review.Case, review.Number) : null, questions,
            @case.Version, @case.Owner, @case.Deadline, @case.ExtendedAt, @case.RemindedAt, await ClaimCase.StandingAsync(db, @case.Id, database.Now, ct));
    }

    private static PairView Pair(PairFinding f, Dictionary<long, AccountView> accounts, Verdict? verdict) => new(
        f.Id, accounts[f.AccountA], accounts[f.AccountB], f.Decision, f.Rule, f.RulesVersion, JsonSerializer.Deserialize<JsonElement>(f.Evidence), f.WeakLink, f.Contradicts,
        verdict?.Answer, verdict?.By, verdict?.Reason);

    private static ReadActivation.DefaultView Default(AccountView account) => new(account.Site, account.Login.UserId, account.ActivatedAt is not null);

    private static AccountView Describe(Registry.Account account) => new(
        account.Id, account.SiteCode.Value, account.Site.Name, account.UserId.Value, account.Verified, account.PackageCount, account.RegisteredOn, account.ActivatedAt,
        LoginAndIdentity.Of(account.Provider), account.LockedAt ?? account.Provider.LockedAt, account.LockReason ?? account.Provider.LockReason);

    private static async Task<IReadOnlyList<TimelineEntry>> TimelineAsync(BackOfficeDb db, ActivationCase @case, CancellationToken ct)
    {
        var steps = await db.Journal.Where(j => j.CaseId == @case.Id).Select(j => new TimelineEntry(j.At, "step", null, j.Node, j.Outcome)).ToListAsync(ct);
        var acts = await db.Audit.Where(a => a.CaseId == @case.Id).Select(a => new { a.At, a.ActorKind, a.Actor, a.Act, Values = a.Values.OrderBy(v => v.Name).Select(v => v.Name + ": " + v.Value).ToList() }).ToListAsync(ct);
        var notices = await db.Notices.Where(n => n.CaseId == @case.Id).Select(n => new { n.CreatedAt, n.Template, n.ToAddress, n.State, n.SentAt, n.BounceReason }).ToListAsync(ct);
        var notes = await db.CaseNotes.Where(n => n.CaseId == @case.Id).Select(n => new TimelineEntry(n.At, "note", n.By, "note", n.Text)).ToListAsync(ct);
        var decisions = await db.Decisions.Where(d => d.CaseId == @case.Id && d.Subject == "").Select(d => new TimelineEntry(d.At, "decision", null, d.Policy + ": " + d.Outcome, d.Fired + " (" + d.RulesVersion + ")")).ToListAsync(ct);
        return
        [
            .. steps
                .Concat(acts.Select(a => new TimelineEntry(a.At, "act", $"{a.ActorKind}: {a.Actor}", a.Act, a.Values.Count == 0 ? null : string.Join("; ", a.Values))))
                .Concat(notices.Select(n => new TimelineEntry(n.CreatedAt, "notice", null, n.Template, $"{n.ToAddress}: {n.State}{(n.SentAt is { } at ? $" {at:O}" : "")}{(n.BounceReason is { } why ? $" ({why})" : "")}")))
                .Concat(notes).Concat(decisions).OrderBy(entry => entry.At),
        ];
    }
}
