using System.Text.Json;
using BackOffice.Rules.Matching;
using BackOffice.Workflows.Activation.Clashes;
using BackOffice.Workflows.Activation.Desk;
using BackOffice.Workflows.Activation.Groups;
using BackOffice.Workflows.Activation.Undo;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Notices;
using BackOffice.Workflows.Recovery;
using BackOffice.Workflows.Reports;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Activation.Dossiers;

/// <summary>Staff open a case by its number or id: what stands before them while they handle it. Who may, and which cases there are for the person, <see cref="ReadCase"/> says.</summary>
public sealed class ReadDossier
{
    private readonly Database database;
    private readonly ReadCase cases;
    private readonly ReadClash clashes;
    private readonly ReadRecoveries recoveries;
    private readonly PublishedDefinitions definitions;
    private readonly NoticeTemplates templates;
    private readonly IOptions<DeskOptions> desk;

    internal ReadDossier(Database database, ReadCase cases, ReadClash clashes, ReadRecoveries recoveries, PublishedDefinitions definitions, NoticeTemplates templates, IOptions<DeskOptions> desk) =>
        (this.database, this.cases, this.clashes, this.recoveries, this.definitions, this.templates, this.desk) = (database, cases, clashes, recoveries, definitions, templates, desk);

    /// <summary>Which case.</summary>
    /// <param name="By">Who opens it; any role may.</param>
    /// <param name="Case">Its number, in any letter case, or its id.</param>
    public sealed record Request(StaffActor By, string Case);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        /// <summary>Here it is.</summary>
        public sealed record Found(CaseDossier Dossier) : Answer;

        /// <summary>Not for this person, or not there.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    private sealed record Rest(
        ActivationCase Case, IReadOnlyDictionary<long, Refusal?> Choices, IReadOnlyList<Verdict> Verdicts, IReadOnlyDictionary<string, RuleWordings> Rules,
        IReadOnlyDictionary<long, CaseDossier.OtherCase> Others, WorkflowDefinition? Definition, CaseDossier.Merge? Undo, IReadOnlyList<Guid> Clashes, IReadOnlyList<CaseEvent> History);

    /// <summary>Opens it.</summary>
    public async Task<Answer> HandleAsync(Request request, CancellationToken ct)
    {
        if (await FindAsync(request.Case, ct) is not { } id)
            return new Answer.Refused(request.By.Requires(StaffRoles.All) ?? CaseRefusals.CaseUnknown);
        var view = await cases.HandleAsync(new(request.By, id), ct) switch
        {
            ReadCase.Answer.Found { View: var found } => found,
            ReadCase.Answer.Refused => null,
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };
        if (view is null)
            return new Answer.Refused(request.By.Requires(StaffRoles.All) ?? CaseRefusals.CaseUnknown);
        var rest = await database.ReadAsync((db, token) => ReadAsync(db, request.By, view, token), ct);
        var asked = await recoveries.HandleAsync(new(request.By, Case: id), ct) is ReadRecoveries.Answer.Found { Recoveries: var all } ? all : [];
        List<ReadClash.View> open = [];
        foreach (var clash in rest.Clashes)
            if (await clashes.HandleAsync(new(request.By, clash), ct) is ReadClash.Answer.Found { View: var found })
                open.Add(found);
        return new Answer.Found(Compose(request.By, view, rest, asked, open));
    }

    private Task<CaseId?> FindAsync(string text, CancellationToken ct) => Guid.TryParse(text, out var id)
        ? Task.FromResult<CaseId?>(new(id))
        : database.ReadAsync(async (db, token) =>
        {
            var number = text.Trim().ToUpperInvariant();
            return await db.Cases.Where(@case => @case.Number == number).Select(@case => (CaseId?)@case.Id).SingleOrDefaultAsync(token);
        }, ct);

    private async Task<Rest> ReadAsync(BackOfficeDb db, StaffActor by, ReadCase.View view, CancellationToken ct)
    {
        var @case = await db.Cases.Include(one => one.Account).ThenInclude(account => account.Provider).SingleAsync(one => one.Id == view.CaseId, ct);
        var ids = view.Pairs.SelectMany(pair => new[] { pair.A.Id, pair.B.Id }).Concat(view.Group?.Members.Select(member => member.Account.Id) ?? []).Distinct().Where(id => id != @case.AccountId).ToList();
        var versions = view.Pairs.Select(pair => pair.RulesVersion).Distinct().ToList();
        var choices = await ChooseDefault.ChoicesAsync(db, @case, ct);
        return new(
            @case,
            choices.ToDictionary(choice => choice.Key, choice => choice.Value is DefaultChange.Answer.Refuse { Refusal: var why } ? why : null),
            await db.Verdicts.Where(verdict => verdict.ReopenedAt == null && (ids.Contains(verdict.AccountA) || ids.Contains(verdict.AccountB))).ToListAsync(ct),
            await db.RuleSetVersions.Where(version => versions.Contains(version.Version)).ToDictionaryAsync(version => version.Version, version => RuleWordings.Of(version.Json), ct),
            await OthersAsync(db.CasesOf(by), ids, ct),
            view.Workflow is { } instance ? await DefinitionAsync(db, instance.DefinitionVersion, ct) : null,
            await UndoAsync(db, @case, ct),
            await ClashesAsync(db, @case, view, ct),
            await CaseHistory.ReadAsync(db, templates, @case.Id, ct));
    }

    private static async Task<IReadOnlyDictionary<long, CaseDossier.OtherCase>> OthersAsync(IQueryable<ActivationCase> cases, List<long> accounts, CancellationToken ct) =>
        (await cases.Where(@case => accounts.Contains(@case.AccountId)).OrderBy(@case => @case.OpenedAt).Select(@case => new { @case.AccountId, @case.Id, @case.Number, @case.State }).ToListAsync(ct))
        .GroupBy(@case => @case.AccountId).ToDictionary(same => same.Key, same => new CaseDossier.OtherCase(same.Last().Id, same.Last().Number, same.Last().State));

    // A definition of an older release may name a step that is gone; the case is shown all the same.
    private async Task<WorkflowDefinition?> DefinitionAsync(BackOfficeDb db, string version, CancellationToken ct)
    {
        try
        {
            return await definitions.VersionAsync(db, version, ct);
        }
        catch (DefinitionRefusedException)
        {
            return null;
        }
    }

    private async Task<CaseDossier.Merge?> UndoAsync(BackOfficeDb db, ActivationCase @case, CancellationToken ct) =>
        await UndoMerge.DecideAsync(db, @case, database.Now, ct) is (UndoDecision.Answer.Undo, { } merge, _)
            ? new(merge.At, merge.At + MergeRecord.UndoPeriod, LoginAndIdentity.FromJson(merge.Before), LoginAndIdentity.FromJson(merge.After))
            : null;

    private static Task<List<Guid>> ClashesAsync(BackOfficeDb db, ActivationCase @case, ReadCase.View view, CancellationToken ct)
    {
        var @default = view.Group?.Members.FirstOrDefault(member => member.IsDefault)?.Account.Id ?? @case.AccountId;
        var providers = db.Accounts.Where(account => account.Id == @case.AccountId || account.Id == @default).Select(account => account.ProviderId);
        return db.ClashObligations.Where(obligation => obligation.FulfilledAt == null && providers.Contains(obligation.ProviderId)).Select(obligation => obligation.ClashId).Distinct().ToListAsync(ct);
    }

    private CaseDossier Compose(StaffActor by, ReadCase.View view, Rest rest, IReadOnlyList<ReadRecoveries.View> asked, IReadOnlyList<ReadClash.View> open)
    {
        var present = view.Workflow is { } instance ? rest.Definition?.Nodes.GetValueOrDefault(instance.Node) : null;
        return new(
            view, database.Now, NextAct.Of(view),
            view.Group is not { } group ? null : CaseNotices.Describe(group.DefaultReason, group.DefaultChosenBy is not null),
            rest.Choices,
            [.. view.Pairs.Select(pair => Describe(pair, view, rest)).OrderByDescending(pair => pair.NeedsVerdict).ThenByDescending(pair => pair.View.Verdict is null)],
            rest.Others,
            rest.Definition is { } definition ? CasePath.Of(definition, view.Workflow!, rest.History) : null,
            present is null ? new Dictionary<string, string?>() : present.Step.Outcomes.ToDictionary(outcome => outcome.Name, outcome => present.Next.GetValueOrDefault(outcome.Name)),
            rest.Undo, open, asked,
            AllowedActs.Of(by, view, new(rest.Undo is not null, RemindParty.WhyNot(rest.Case, desk.Value.RemindAgainAfter, database.Now) is null, asked)), rest.History);
    }

    private static CaseDossier.Pair Describe(ReadCase.PairView pair, ReadCase.View view, Rest rest)
    {
        var (meaning, clause) = rest.Rules.GetValueOrDefault(pair.RulesVersion, RuleWordings.None)[pair.Rule];
        var verdict = rest.Verdicts.FirstOrDefault(one => one.AccountA == pair.A.Id && one.AccountB == pair.B.Id);
        var @default = view.Group?.Members.FirstOrDefault(member => member.IsDefault)?.Account;
        var isInGroup = view.Group?.Members.Any(member => member.Account.Id == pair.A.Id || member.Account.Id == pair.B.Id) ?? false;
        var facts = new VerdictForecast.Facts(pair.A, pair.B, isInGroup ? @default?.Site : null, @default is null ? [] : [@default.Id]);
        return new(
            pair, view.ClosedAt is null && CaseDossier.NeedsPerson(pair), meaning, clause,
            [.. (pair.Evidence.Deserialize<IReadOnlyList<FieldEvidence>>(Detection.EvidenceFormat) ?? []).Select(line => new CaseDossier.Field(EvidenceFields.Name(line.Field).ToSentence(), line))],
            verdict?.Id, verdict?.At, Enum.GetValues<VerdictAnswer>().ToDictionary(answer => answer, answer => VerdictForecast.Of(answer, facts)));
    }
}
