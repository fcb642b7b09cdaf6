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
/// Where open cases would come to if they looked again under a rule set: what the steps of the activation decide, asked without their effects. The preview counts it, and the re-evaluation
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

    private async Task<CaseState> DetectedAsync(ActivationCase @case, Detected found, CancellationToken ct)
    {
        var account = @case.Account;
        if (found.InDoubt)
            return CaseState.UnderReview;
        if ((await detection.ClashPartiesAsync(found, ct)).Any(clash => clash.Providers.Contains(account.ProviderId))
            || await db.ClashObligations.AnyAsync(obligation => obligation.ProviderId == account.ProviderId && obligation.FulfilledAt == null, ct))
            return CaseState.AwaitUserId;
        var (@default, awaitsPerson) = found.Component.Count > 1 ? await JoinedAsync(account, found, ct) : await OwnGroupAsync(account, ct);
        if (awaitsPerson)
            return CaseState.UnderReview;
        if (@default is { } other && other != account.Id)
            return CaseState.AwaitDefaultPassword;
        if (account is { LockedAt: not null } or { Provider.LockedAt: not null })
            return CaseState.UnderReview;
        return await db.UserIdClaims.AnyAsync(claim => claim.Key == account.Provider.UserIdKey && claim.ProviderId != account.ProviderId, ct) ? CaseState.AwaitUserId : CaseState.Active;
    }

    // Alone by now: it leaves a group in which it is a member, and stays the Default of one in which it is that.
    private async Task<(long? Default, bool AwaitsPerson)> OwnGroupAsync(Account account, CancellationToken ct) =>
        (null, await db.GroupMembers.Where(member => member.AccountId == account.Id && member.LeftAt == null)
            .Join(db.Groups, member => member.GroupId, group => group.Id, (_, group) => group).AnyAsync(group => group.DefaultAccountId == account.Id && group.AwaitsConfirmation, ct));

    private async Task<(long? Default, bool AwaitsPerson)> JoinedAsync(Account account, Detected found, CancellationToken ct)
    {
        var members = await db.GroupMembers.Where(member => found.Component.Contains(member.AccountId) && member.LeftAt == null).ToListAsync(ct);
        if (members.Find(member => member.AccountId == account.Id) is { MergedAt: null } own && members.TrueForAll(member => member.GroupId != own.GroupId || member == own)
            && !await db.GroupMembers.AnyAsync(member => member.GroupId == own.GroupId && member.LeftAt == null && member.MergedAt != null, ct))
            members.Remove(own);
        var groups = members.Select(member => member.GroupId).Distinct().ToList();
        if (groups.Count > 1)
            return (null, true);
        var group = groups.Count == 0 ? null : await db.Groups.Include(one => one.Members).SingleAsync(one => one.Id == groups[0], ct);
        var present = group?.Members.Where(member => member.LeftAt is null).ToList() ?? [];
        var everybody = found.Component.Union(present.Select(member => member.AccountId)).ToList();
        if (group is not null && (everybody.Count == present.Count || group.DefaultChosenBy is not null || present.Exists(member => member.MergedAt is not null)
            || await db.Accounts.AnyAsync(one => one.Id == group.DefaultAccountId && one.ActivatedAt != null, ct) || !found.Component.Contains(group.DefaultAccountId)))
            return (group.DefaultAccountId, group.AwaitsConfirmation);
        var accounts = await db.Accounts.Include(one => one.Provider).Where(one => everybody.Contains(one.Id)).OrderBy(one => one.Id).ToListAsync(ct);
        var choice = GroupSuccession.Among([.. accounts.Select(one => new GroupSuccession.Member(
            one.Id,
            new(one.SiteCode, one.UserId, present.Find(member => member.AccountId == one.Id)?.FrozenPackageCount ?? one.PackageCount, one.RegisteredOn, one.Verified,
                one.ActivatedAt is { } at ? DateOnly.FromDateTime(at.UtcDateTime) : null),
            HasLoginOfLeaver: false, IsLocked: one.LockedAt is not null || one.Provider.LockedAt is not null))]);
        return (choice.Account, choice.NeedsPerson);
    }

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
