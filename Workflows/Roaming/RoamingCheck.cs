using BackOffice.Rules;
using BackOffice.Rules.Identity;
using BackOffice.Rules.Policies;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Roaming;

/// <summary>Whether a provider may roam to a site, with every reason why not.</summary>
/// <param name="Allowed">True when every rule holds.</param>
/// <param name="Reasons">One for each rule that does not hold, or that could not be evaluated; empty when allowed.</param>
/// <param name="RulesVersion">The rule set that answered.</param>
public sealed record RoamingAnswer(bool Allowed, IReadOnlyList<RoamingReason> Reasons, string RulesVersion);

/// <summary>One reason why a provider may not roam.</summary>
public sealed record RoamingReason(string Rule, string Clause, Sentence Sentence);

/// <summary>Asks the policy <c>RoamingEligibility</c> about a provider and a site, within the caller's read or transaction.</summary>
public sealed class RoamingCheck(BackOfficeDb db, LivePolicies policies)
{
    /// <summary>The answer for a user ID; an unknown one is answered like one that is not activated (decision 21).</summary>
    public async Task<RoamingAnswer> AskAsync(SiteCode target, UserId userId, CancellationToken ct)
    {
        var site = await db.Sites.SingleOrDefaultAsync(s => s.Code == target, ct);
        var provider = await db.FindActiveAsync(userId, ct) ?? await MergedProviderAsync(userId, ct);
        var facts = provider is null ? RoamingFacts.NotActivated(site?.Stage.WireName()) : await FactsAsync(provider, site, target, ct);
        var outcome = await policies.EvaluateAsync(RoamingFacts.Shape.Policy, facts, ct);
        RoamingReason[] reasons = [.. outcome.Results.Where(rule => !rule.Holds).Select(rule => new RoamingReason(rule.Name, rule.Clause, rule.Sentence))];
        return new(reasons.Length == 0, reasons, outcome.Version);
    }

    // A member may be merged before its Default is activated: the single ID is then known, and the answer is that the Default is missing (2.h).
    private async Task<Provider?> MergedProviderAsync(UserId userId, CancellationToken ct) =>
        await db.Providers.Where(provider => provider.UserIdKey == userId.Key && provider.Accounts.Any(account => account.ActivatedAt != null))
            .OrderBy(provider => provider.Id).FirstOrDefaultAsync(ct);

    private async Task<RoamingFacts> FactsAsync(Provider provider, Site? site, SiteCode target, CancellationToken ct)
    {
        // What was closed, and what stands at a site that has left, makes nobody active or verified (4.c).
        var own = await db.Accounts.Where(account => account.ProviderId == provider.Id && account.ClosedAt == null && account.Site.Stage == SiteStage.Aggregated)
            .Select(account => new { account.Id, account.Verified, account.ActivatedAt, account.LockedAt }).ToListAsync(ct);
        if (own.Count == 0)
            return RoamingFacts.NotActivated(site?.Stage.WireName());
        var ids = own.ConvertAll(account => account.Id);
        var group = await db.GroupMembers.Where(member => ids.Contains(member.AccountId) && member.LeftAt == null).Select(member => (Guid?)member.GroupId).FirstOrDefaultAsync(ct);
        var members = group is null ? [] : await db.GroupMembers.Where(member => member.GroupId == group && member.LeftAt == null)
            .Select(member => new { member.AccountId, member.Account.SiteCode, member.Account.ActivatedAt, member.Account.ClosedAt, member.Account.ProviderId }).ToListAsync(ct);
        var defaultAccount = group is null ? (long?)null : await db.Groups.Where(g => g.Id == group).Select(g => g.DefaultAccountId).SingleAsync(ct);
        var @default = members.Find(member => member.AccountId == defaultAccount);
        // A group whose Default has another login than this one, which was active before the group was: it keeps what it has until that Default is activated,
        // and roams no more with a login of its own from then on (decision 18; 3.a).
        var isSeparate = @default is not null && !ids.Contains(@default.AccountId) && own.Exists(account => account.ActivatedAt is not null);
        if (isSeparate && @default!.ActivatedAt is null)
            defaultAccount = null;
        var leading = own.Where(account => account.Id == provider.Id || account.Id == defaultAccount).ToList();
        var locked = provider.LockedAt is not null || leading.Exists(account => account.LockedAt is not null) || own.TrueForAll(account => account.LockedAt is not null);
        return new()
        {
            TargetStage = site?.Stage.WireName(),
            VerifiedAccounts = own.Count(account => account.Verified),
            ActivatedAccounts = own.Count(account => account.ActivatedAt is not null),
            // A lock by staff has no end of its own.
            LockMinutesLeft = locked ? int.MaxValue : 0,
            OpenClashes = await db.ClashObligations.CountAsync(obligation => obligation.ProviderId == provider.Id && obligation.FulfilledAt == null, ct),
            GroupAccounts = defaultAccount is null ? 0 : members.Count,
            DefaultState = defaultAccount is null ? null : State(@default?.ActivatedAt),
            AccountState = State(isSeparate && defaultAccount is not null ? null : own.Select(account => account.ActivatedAt).FirstOrDefault(at => at is not null)),
            WaitingAtTarget = members.Count(member => member.SiteCode == target && member.ClosedAt is null
                && (member.ActivatedAt is null || (defaultAccount is not null && member.ProviderId != provider.Id))),
        };
    }

    private static string State(DateTimeOffset? activatedAt) => activatedAt is null ? "waiting" : RoamingFacts.Activated;
}
