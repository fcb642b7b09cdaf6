using BackOffice.Rules.Policies;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Activation.Groups;
using BackOffice.Workflows.Activation.Steps;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry;
using Microsoft.EntityFrameworkCore;
using CaseFinding = BackOffice.Workflows.Activation.PairFinding;

namespace BackOffice.Workflows.Policies.Impact;

/// <summary>
/// Where open cases would come to if they looked again under a rule set: the decisions of the steps of the activation (<see cref="Detected.Outcome"/>,
/// <see cref="JoinDecision"/>, <see cref="ActivationDecision"/>), asked without their effects. The preview counts it, and the re-evaluation
/// wakes exactly the cases about which it says something new, so that a change of rules writes no mail about a case that it does not touch.
/// </summary>
internal sealed class CaseForecast(BackOfficeDb db, LivePolicies live, PolicySet rules)
{
    private static readonly CaseState[] Waiting = [CaseState.AwaitIdentity, CaseState.AwaitUserId, CaseState.UnderReview, CaseState.AwaitDefaultPassword, CaseState.WithHelpdesk];

    private readonly Detection detection = new(db, new RowLocks(db), live);

    /// <summary>The next open cases after a number, in their order.</summary>
    public static IQueryable<ActivationCase> Open(BackOfficeDb db, string after) =>
        db.Cases.Where(@case => @case.ClosedAt == null && Waiting.Contains(@case.State) && @case.Number.CompareTo(after) > 0).OrderBy(@case => @case.Number);

    /// <summary>Forecasts the next cases.</summary>
    /// <param name="after">The number of the last one that was forecast; empty to begin.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<ForecastedCase>> NextAsync(string after, int take, CancellationToken ct)
    {
        var cases = await Open(db, after).Take(take).Include(@case => @case.Account).ThenInclude(account => account.Provider)
            .Include(@case => @case.Account).ThenInclude(account => account.Site).ToListAsync(ct);
        List<ForecastedCase> forecasts = [];
        foreach (var @case in cases)
            forecasts.Add(await OfAsync(@case, ct));
        return forecasts;
    }

    private async Task<ForecastedCase> OfAsync(ActivationCase @case, CancellationToken ct)
    {
        // Accounts of a site that left, or that were closed, are ended by other means.
        if (@case.Account is not { ClosedAt: null, Site.Stage: SiteStage.Aggregated })
            return Stays(@case);
        if (@case.State == CaseState.AwaitIdentity)
        {
            var outcome = await rules.EvaluateAsync(ActivationPreCheckFacts.Shape.Policy, CheckIdentity.Facts(@case.Account), ct);
            if (outcome.Errors.Count > 0 && !outcome.Failed.Any(rule => rule.Outcome == "refuse"))
                return Stays(@case) with { Errored = true };
            var (result, failing) = CheckIdentity.Decide(outcome);
            if (result == "Refused")
                return Goes(@case, CaseState.Refused, CaseSignals.IdentityChanged);
            if (result == "Mend")
                return Stays(@case) with { LooksAgain = string.Join(",", failing.Select(rule => rule.Name)) != @case.StateReason, Signals = [CaseSignals.IdentityChanged] };
        }
        var found = await detection.LookAsync(@case.AccountId, rules, ct);
        var then = await DetectedAsync(@case, found, ct);
        var errored = found.Pairs.Any(pair => pair.Rule == Rules.Matching.PairFinding.ByError);
        if (@case.State != then && !WaitsOn(@case, then))
            return Goes(@case, then, SignalsOf(@case)) with { Errored = errored };
        return Stays(@case) with { LooksAgain = @case.State is CaseState.UnderReview or CaseState.AwaitDefaultPassword && await IsOtherAsync(@case, found, ct), Errored = errored, Signals = SignalsOf(@case) };
    }

    // The Default's password is what they go on to anyway, once the Default has renamed or the helpdesk lets them.
    private static bool WaitsOn(ActivationCase @case, CaseState then) =>
        then == CaseState.AwaitDefaultPassword && @case is { State: CaseState.WithHelpdesk } or { State: CaseState.AwaitUserId, StateReason: "default-must-rename" };

    private async Task<CaseState> DetectedAsync(ActivationCase @case, Detected found, CancellationToken ct) => found.Outcome(await MustRenameAsync(@case.Account, found, ct)) switch
    {
        DetectionOutcome.Doubt => CaseState.UnderReview,
        DetectionOutcome.Clash => CaseState.AwaitUserId,
        DetectionOutcome.SameCompany => await JoinedAsync(@case.Account, found, ct),
        DetectionOutcome.Alone => await AloneAsync(@case.Account, ct),
        var other => throw new InvalidOperationException($"Unhandled {other}."),
    };

    private async Task<bool> MustRenameAsync(Account account, Detected found, CancellationToken ct) =>
        (await detection.ClashPartiesAsync(found, ct)).Any(clash => clash.Providers.Contains(account.ProviderId))
        || await db.ClashObligations.AnyAsync(obligation => obligation.ProviderId == account.ProviderId && obligation.FulfilledAt == null, ct);

    private async Task<CaseState> JoinedAsync(Account account, Detected found, CancellationToken ct) => JoinDecision.Decide(await JoinFacts.ReadAsync(db, account.Id, found.Component, ct)) switch
    {
        JoinDecision.Answer.Bridges or JoinDecision.Answer.Joins { AwaitsConfirmation: true } => CaseState.UnderReview,
        JoinDecision.Answer.Joins joins when joins.Default != account.Id => CaseState.AwaitDefaultPassword,
        _ => await ActivatedAsync(account, isDefault: true, awaitsConfirmation: false, hasCompany: true, ct),
    };

    // Alone by now: it leaves a group in which it is a member, and stays the Default of one in which it is that.
    private async Task<CaseState> AloneAsync(Account account, CancellationToken ct)
    {
        var group = await db.GroupMembers.Where(member => member.AccountId == account.Id && member.LeftAt == null)
            .Join(db.Groups, member => member.GroupId, group => group.Id, (_, group) => group).SingleOrDefaultAsync(ct);
        return await ActivatedAsync(account, isDefault: group?.DefaultAccountId == account.Id, awaitsConfirmation: group is { AwaitsConfirmation: true }, hasCompany: false, ct);
    }

    private async Task<CaseState> ActivatedAsync(Account account, bool isDefault, bool awaitsConfirmation, bool hasCompany, CancellationToken ct) => ActivationDecision.Decide(new(
        IsLocked: account is { LockedAt: not null } or { Provider.LockedAt: not null },
        isDefault,
        awaitsConfirmation,
        hasCompany,
        MustRename: await db.UserIdClaims.AnyAsync(claim => claim.Key == account.Provider.UserIdKey && claim.ProviderId != account.ProviderId, ct))) switch
    {
        ActivationDecision.Answer.Doubt => CaseState.UnderReview,
        ActivationDecision.Answer.Rename => CaseState.AwaitUserId,
        ActivationDecision.Answer.Activate => CaseState.Active,
        var other => throw new InvalidOperationException($"Unhandled {other.GetType().Name}."),
    };

    private async Task<bool> IsOtherAsync(ActivationCase @case, Detected found, CancellationToken ct)
    {
        var kept = await db.PairFindings.Where(finding => finding.CaseId == @case.Id).ToListAsync(ct);
        return !kept.Select(Told).ToHashSet().SetEquals(found.Pairs.Select(pair => (pair.AccountA, pair.AccountB, pair.Decision, pair.Contradicts)));

        static (long, long, string, bool) Told(CaseFinding finding) => (finding.AccountA, finding.AccountB, finding.Decision, finding.Contradicts);
    }

    private static string[] SignalsOf(ActivationCase @case) => @case.State switch
    {
        CaseState.AwaitIdentity => [CaseSignals.IdentityChanged],
        CaseState.AwaitUserId => [CaseSignals.UserIdChanged],
        // It passes the helpdesk and looks again from where it then waits.
        CaseState.WithHelpdesk => [CaseSignals.HelpdeskResumed, CaseSignals.VerdictGiven],
        _ => [CaseSignals.VerdictGiven],
    };

    private static ForecastedCase Stays(ActivationCase @case) => new(@case.Id, @case.Number, @case.State, @case.State, LooksAgain: false, Errored: false, []);

    private static ForecastedCase Goes(ActivationCase @case, CaseState then, params string[] signals) => Stays(@case) with { Then = then, LooksAgain = @case.State != then, Signals = signals };
}
