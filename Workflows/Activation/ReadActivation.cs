using BackOffice.Rules;
using BackOffice.Rules.Identity;
using BackOffice.Rules.Matching;
using BackOffice.Rules.Policies;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Notices;
using BackOffice.Workflows.Registry;
using BackOffice.Workflows.Reports;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Activation;

/// <summary>What a site shows its provider: where the activation stands, what remains to be done and where. Other parties are masked (decision 21).</summary>
public sealed class ReadActivation(Database database, LivePolicies policies)
{
    /// <summary>Whose activation, through which site.</summary>
    public sealed record Request(SiteCode Site, UserId UserId);

    /// <summary>One thing that remains to be done.</summary>
    /// <param name="What">Its stable name, such as <c>type-default-password</c>.</param>
    /// <param name="Where">The site where it is done; null when it is done by staff.</param>
    /// <param name="Field">The field to mend; null when it is about none.</param>
    /// <param name="Sentence">What the provider is told.</param>
    public sealed record Remaining(string What, string? Where, string? Field, Sentence Sentence);

    /// <summary>The Default as others may see it.</summary>
    public sealed record DefaultView(string Site, string UserId, bool Active)
    {
        // Whoever looks signs in with its login: merged into it, or the one whose login others carried on (ADR 15).
        internal bool IsOwnLogin { get; init; }
    }

    /// <summary>The group as its members may see it.</summary>
    /// <param name="Size">Its present members.</param>
    /// <param name="Default">Its Default.</param>
    /// <param name="Reason">Which criterion singled that account out.</param>
    /// <param name="ChosenByStaff">Whether a person confirmed or chose it since.</param>
    /// <param name="Sites">The sites of its members.</param>
    public sealed record GroupView(int Size, DefaultView Default, DefaultReason Reason, bool ChosenByStaff, IReadOnlyList<string> Sites);

    /// <summary>A verifikator's question that the provider has not answered yet.</summary>
    public sealed record QuestionView(Guid QuestionId, string Question, DateTimeOffset AskedAt);

    /// <summary>Where an activation stands.</summary>
    /// <param name="CaseId">The case.</param>
    /// <param name="Number">What people call it.</param>
    /// <param name="Site">The account's site.</param>
    /// <param name="UserId">The user ID that it signs in with now.</param>
    /// <param name="State">Where it stands.</param>
    /// <param name="Remaining">What remains to be done; empty once nothing does.</param>
    /// <param name="Group">The group; null while there is none.</param>
    /// <param name="OpenedAt">When it was opened.</param>
    /// <param name="ClosedAt">When it ended; null while it is open.</param>
    /// <param name="PostponedUntil">Until when reminders are silent; null when they are not.</param>
    /// <param name="Questions">What a verifikator asked and the provider has not answered yet.</param>
    /// <param name="HasReport">Whether its report can be fetched.</param>
    public sealed record View(
        CaseId CaseId, string Number, string Site, string UserId, CaseState State, IReadOnlyList<Remaining> Remaining, GroupView? Group,
        DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt, DateTimeOffset? PostponedUntil, IReadOnlyList<QuestionView> Questions, bool HasReport);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        /// <summary>Here it is.</summary>
        public sealed record Found(View View) : Answer;

        /// <summary>There is nothing to show.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Reads the case of the account that counts: the open one, otherwise that which made it active, otherwise the newest.</summary>
    public Task<Answer> HandleAsync(Request request, CancellationToken ct) => database.ReadAsync<Answer>(async (db, token) =>
    {
        if (await db.FindOwnOrAliasAsync(request.Site, request.UserId, token) is not { } account)
            return new Answer.Refused(CaseRefusals.AccountUnknown);
        var @case = await db.Cases.Where(c => c.AccountId == account.Id)
            .OrderBy(c => c.ClosedAt != null).ThenByDescending(c => c.State == CaseState.Active).ThenByDescending(c => c.OpenedAt).FirstOrDefaultAsync(token);
        return @case is null
            ? new Answer.Refused(CaseRefusals.NoCase)
            : new Answer.Found(await ViewAsync(db, account, @case, token));
    }, ct);

    private async Task<View> ViewAsync(BackOfficeDb db, Account account, ActivationCase @case, CancellationToken ct)
    {
        var group = @case.GroupId is { } groupId ? await GroupOfAsync(db, groupId, account, ct) : null;
        var hasReport = await db.Reports.AnyAsync(report => report.CaseId == @case.Id && report.State == ReportState.Ready, ct);
        var questions = await db.CaseQuestions.Where(question => question.CaseId == @case.Id && question.AnsweredAt == null && @case.ClosedAt == null).OrderBy(question => question.AskedAt)
            .Select(question => new QuestionView(question.Id, question.Question, question.AskedAt)).ToListAsync(ct);
        return new(@case.Id, @case.Number, account.SiteCode.Value, account.Provider.UserId.Value, @case.State, WhatRemains.Of(@case, account, group?.Default, policies.Current), group,
            @case.OpenedAt, @case.ClosedAt, @case.PostponedUntil, questions, hasReport);
    }

    private static async Task<GroupView?> GroupOfAsync(BackOfficeDb db, Guid groupId, Account viewer, CancellationToken ct)
    {
        var group = await db.Groups.SingleAsync(g => g.Id == groupId, ct);
        var members = await db.GroupMembers.Where(member => member.GroupId == groupId && member.LeftAt == null)
            .Select(member => new { member.AccountId, Site = member.Account.SiteCode, member.Account.Provider.UserId, member.Account.ActivatedAt, member.Account.ProviderId })
            .ToListAsync(ct);
        // An account that left has no group any more.
        if (members.TrueForAll(member => member.AccountId != viewer.Id) || members.Find(member => member.AccountId == group.DefaultAccountId) is not { } @default)
            return null;
        var mine = @default.ProviderId == viewer.ProviderId;
        return new(members.Count,
            new(@default.Site.Value, mine ? @default.UserId.Value : Mask.UserId(@default.UserId.Value), @default.ActivatedAt is not null) { IsOwnLogin = mine },
            group.DefaultReason, group.DefaultChosenBy is not null, [.. members.Select(member => member.Site).Distinct().Order().Select(site => site.Value)]);
    }
}
