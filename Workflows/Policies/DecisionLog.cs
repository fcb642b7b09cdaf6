using System.Text.Json;
using BackOffice.Rules.Matching;
using BackOffice.Rules.Policies;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Policies;

/// <summary>Writes what a policy decided in a case into the transaction that acts on it, with all that is needed to ask again.</summary>
public sealed class DecisionLog(BackOfficeDb db, TimeProvider clock)
{
    private static readonly JsonSerializerOptions Compact = new() { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault };

    /// <summary>Records one answer.</summary>
    /// <param name="case">The case.</param>
    /// <param name="outcome">The policy's answer.</param>
    /// <param name="facts">The facts it was given.</param>
    /// <param name="fired">The rules that decided.</param>
    /// <param name="result">What came of it.</param>
    /// <param name="subject">What it was about; empty for the case's own account.</param>
    public void Record<TFacts>(CaseId @case, PolicyOutcome outcome, TFacts facts, IEnumerable<RuleResult> fired, string result, string subject = "") =>
        db.Decisions.Add(new()
        {
            CaseId = @case,
            Policy = outcome.Policy,
            Subject = subject,
            RulesVersion = outcome.Version,
            Facts = Facts(facts),
            Fired = string.Join(",", fired.Select(rule => rule.Name)),
            Outcome = result,
            Errored = outcome.Errors.Count > 0,
            At = clock.GetUtcNow(),
        });

    /// <summary>Records what was decided about the pairs that a detection judged, each with its facts; a pair that came out as it did the last time, under the same rules, is not written again.</summary>
    internal async Task RecordPairsAsync(CaseId @case, Detected found, CancellationToken ct)
    {
        var earlier = (await db.Compiled(static () => EF.CompileAsyncQuery((BackOfficeDb db, CaseId @case) =>
                db.Decisions.Where(decision => decision.CaseId == @case && decision.Policy == PairJudge.Policy).OrderBy(decision => decision.Id).AsQueryable()))(db, @case).ToListAsync(ct))
            .GroupBy(decision => decision.Subject).ToDictionary(pair => pair.Key, pair => pair.Last());
        var ids = found.Pairs.SelectMany(pair => new[] { pair.AccountA, pair.AccountB }).Distinct().ToList();
        var names = await db.Compiled(static () => EF.CompileAsyncQuery((BackOfficeDb db, List<long> ids) =>
                db.Accounts.Where(account => ids.Contains(account.Id)).Select(account => new { account.Id, account.SiteCode, account.UserId })))(db, ids)
            .ToDictionaryAsync(account => account.Id, account => $"{account.SiteCode}/{account.UserId}", cancellationToken: ct);
        foreach (var pair in found.Pairs)
        {
            var subject = $"{names[pair.AccountA]}; {names[pair.AccountB]}";
            if (earlier.TryGetValue(subject, out var last) && (last.RulesVersion, last.Facts, last.Fired, last.Outcome) == (found.RulesVersion, pair.Facts, pair.Rule, pair.Decision))
                continue;
            db.Decisions.Add(new()
            {
                CaseId = @case,
                Policy = PairJudge.Policy,
                Subject = subject,
                RulesVersion = found.RulesVersion,
                Facts = pair.Facts,
                Fired = pair.Rule,
                Outcome = pair.Decision,
                Errored = pair.Rule == Rules.Matching.PairFinding.ByError,
                At = clock.GetUtcNow(),
            });
        }
    }

    /// <summary>Facts as the log keeps them: what is false, 0 or nothing is left out.</summary>
    internal static string Facts<TFacts>(TFacts facts) => JsonSerializer.Serialize(facts, Compact);
}
