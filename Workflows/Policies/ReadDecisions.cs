using System.Text;
using System.Text.Json;
using BackOffice.Rules.Policies;
using BackOffice.Rules.Policies.Trials;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Activation.Desk;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Policies.Versions;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Policies;

/// <summary>
/// The decision log of a case, and "why did it come out so, and how would it today?": every recorded question is asked again, with the facts of then, of the rules of any version or draft.
/// Facts that the asked rules do not know, or rules that this release cannot run, are an error of that line and never a "no". Every role but the site's reads it.
/// </summary>
public sealed class ReadDecisions(Database database, LivePolicies live)
{
    /// <summary>One recorded decision.</summary>
    /// <param name="Id">Its number in the log.</param>
    /// <param name="At">When.</param>
    /// <param name="Policy">The policy.</param>
    /// <param name="Subject">What it was about: the two accounts of a pair, or empty for the case's own account.</param>
    /// <param name="RulesVersion">The rule set that answered.</param>
    /// <param name="Facts">The facts it was given; what is left out is false, 0 or nothing.</param>
    /// <param name="Fired">The rules that decided.</param>
    /// <param name="Outcome">What came of it.</param>
    /// <param name="Errored">Whether a rule could not be evaluated (decision 11).</param>
    /// <param name="Replay">How it comes out under the rules asked for; null where none were.</param>
    public sealed record Line(
        long Id, DateTimeOffset At, string Policy, string Subject, string RulesVersion, JsonElement Facts, IReadOnlyList<string> Fired, string Outcome, bool Errored, Replayed? Replay);

    /// <summary>A decision asked again.</summary>
    /// <param name="Outcome">The policy's outcome under the rules asked for.</param>
    /// <param name="Fired">The rules that decide.</param>
    /// <param name="Then">The policy's outcome under the version of then, asked again likewise; null where that version is not kept.</param>
    /// <param name="Differs">Whether the two differ, or other rules decide.</param>
    /// <param name="Error">Why it could not be asked; null otherwise.</param>
    public sealed record Replayed(string Outcome, IReadOnlyList<string> Fired, string? Then, bool Differs, string? Error);

    /// <summary>Which case, and under which rules to ask again.</summary>
    /// <param name="By">Who asks; any role of staff.</param>
    /// <param name="Case">The case.</param>
    /// <param name="Replay">Whether to ask again.</param>
    /// <param name="Version">Number, name or beginning of the digest of the version to ask; null for the rules in force.</param>
    /// <param name="Draft">The draft to ask instead; for policy owner, approver and auditor.</param>
    public sealed record Request(StaffActor By, CaseId Case, bool Replay = false, string? Version = null, Guid? Draft = null);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>The decisions, oldest first.</summary>
        /// <param name="Lines">One each.</param>
        /// <param name="Under">The version they were asked again under: its name, or <c>draft</c> and its digest; null where they were not.</param>
        public sealed record Found(IReadOnlyList<Line> Lines, string? Under) : Answer;

        /// <summary>Not for this person, or not there.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Reads, and asks again where wanted.</summary>
    public async Task<Answer> HandleAsync(Request request, CancellationToken ct)
    {
        if (request.By.Requires(request.Draft is null ? StaffRoles.All : PolicyRoles.Readers) is { } refusal)
            return new Answer.Refused(refusal);
        var (known, decisions) = await database.ReadAsync(async (db, token) => (
            await db.CasesOf(request.By).AnyAsync(@case => @case.Id == request.Case, token),
            await db.Decisions.Where(decision => decision.CaseId == request.Case).OrderBy(decision => decision.Id).ToListAsync(token)), ct);
        if (!known)
            return new Answer.Refused(CaseRefusals.CaseUnknown);
        if (!request.Replay)
            return new Answer.Found([.. decisions.Select(decision => Show(decision, null))], null);
        var (asked, not) = await AskedAsync(request, ct);
        if (asked is null)
            return new Answer.Refused(not!);
        Dictionary<string, PolicySet?> then = [];
        foreach (var version in decisions.Select(decision => decision.RulesVersion).Distinct())
            then[version] = await LoadAsync(version, ct);
        List<Line> lines = [];
        foreach (var decision in decisions)
            lines.Add(Show(decision, await ReplayAsync(decision, asked, then[decision.RulesVersion], ct)));
        return new Answer.Found(lines, asked.Version);
    }

    private static Line Show(Decision decision, Replayed? replay)
    {
        using var facts = JsonDocument.Parse(decision.Facts);
        return new(decision.Id, decision.At, decision.Policy, decision.Subject, decision.RulesVersion, facts.RootElement.Clone(),
            decision.Fired.Split(',', StringSplitOptions.RemoveEmptyEntries), decision.Outcome, decision.Errored, replay);
    }

    private async Task<(PolicySet? Set, Refusal? Refusal)> AskedAsync(Request request, CancellationToken ct)
    {
        if (request is { Draft: null, Version: null })
            return (live.Current, null);
        var (json, name) = await database.ReadAsync(async (db, token) => request.Draft is { } id
            ? await db.RuleSetDrafts.Where(draft => draft.Id == id).Select(draft => new { draft.Json, draft.Digest }).SingleOrDefaultAsync(token) is { } draft
                ? (draft.Json, $"draft-{draft.Digest[..12]}") : (null, "")
            : await VersionShelf.FindAsync(db, request.Version!, token) is { } version ? (version.Json, version.Version) : ((string?)null, ""), ct);
        if (json is null)
            return (null, request.Draft is null ? PolicyRefusals.VersionUnknown : PolicyRefusals.DraftUnknown);
        return PolicySet.Load(json, PolicyCatalogue.Shipped) switch
        {
            PolicyLoad.Loaded(var set) => (set.Named(name), null),
            PolicyLoad.Refused(var problems) => (null, PolicyRefusals.NotClean(problems)),
            var other => throw new InvalidOperationException($"Unhandled load {other.GetType().Name}."),
        };
    }

    private async Task<PolicySet?> LoadAsync(string version, CancellationToken ct)
    {
        if (live.Current.Version == version)
            return live.Current;
        return await database.ReadAsync((db, token) => VersionShelf.FindAsync(db, version, token), ct) is { } kept && PolicySet.Load(kept.Json, PolicyCatalogue.Shipped) is PolicyLoad.Loaded(var set)
            ? set.Named(kept.Version) : null;
    }

    private static async Task<Replayed> ReplayAsync(Decision decision, PolicySet asked, PolicySet? then, CancellationToken ct)
    {
        if (!PolicyCatalogue.Shipped.TryFind(decision.Policy, out var shape))
            return new(PolicyAnswer.Error, [], null, Differs: true, $"There is no policy {decision.Policy} any more.");
        // A person's verdict stands above every rule, then and now (decision 10).
        if (decision.Fired == Rules.Matching.PairFinding.ByPerson)
            return new(decision.Outcome, [decision.Fired], decision.Outcome, Differs: false, null);
        var (facts, problems) = FactsText.Read(shape, Encoding.UTF8.GetBytes(decision.Facts));
        if (facts is null)
            return new(PolicyAnswer.Error, [], null, Differs: true, string.Join(' ', problems.Select(problem => problem.Sentence.English)));
        var outcome = await asked.EvaluateAsync(decision.Policy, facts, ct);
        var now = PolicyAnswer.Of(outcome, shape.Mode);
        var before = then is null ? null : PolicyAnswer.Of(await then.EvaluateAsync(decision.Policy, facts, ct), shape.Mode);
        var differs = before is null ? !now.Fired.SequenceEqual(decision.Fired.Split(',', StringSplitOptions.RemoveEmptyEntries)) : now.Outcome != before.Outcome || !now.Fired.SequenceEqual(before.Fired);
        return new(now.Outcome, now.Fired, before?.Outcome, differs, outcome.Errors is [var error, ..] ? error.Error : null);
    }
}
