using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Consistency;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Registry;
using BackOffice.Workflows.Roaming;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Host.Tests.Histories;

/// <summary>What must hold at every moment, whatever happened.</summary>
internal static class Invariants
{
    /// <summary>Asserts all of it.</summary>
    /// <param name="services">What is inside the Host.</param>
    /// <param name="registered">How many accounts were ever registered.</param>
    public static async Task HoldAsync(IServiceProvider services, int registered)
    {
        var database = services.GetRequiredService<Database>();
        await database.ReadAsync(async (db, ct) =>
        {
            Assert.Equal(registered, await db.Accounts.CountAsync(ct));
            Assert.Equal(registered, await db.Providers.CountAsync(ct));
            await OneDefaultInEachGroupAsync(db, ct);
            await OneHolderOfEachActiveIdAsync(db, ct);
            await NoCaseWithoutNextStepAsync(db, ct);
            return true;
        }, Cancel);
        await NobodyRoamsTooEarlyAsync(database, services.GetRequiredService<CheckRoaming>());
        // A mail that nobody will ever take is for a person to see; which ones are is the post's to say.
        var verified = (await services.GetRequiredService<VerifyConsistency>().HandleAsync(repair: false, Cancel)).Findings.Where(finding => finding.Check != "notice-dead").ToList();
        Assert.True(verified.Count == 0, string.Join('\n', verified.Select(finding => $"{finding.Check} {finding.Record}: {finding.Sentence.English}")));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task OneDefaultInEachGroupAsync(BackOfficeDb db, CancellationToken ct)
    {
        foreach (var group in await db.Groups.Include(group => group.Members).ToListAsync(ct))
        {
            var present = group.Members.Where(member => member.LeftAt is null).ToList();
            Assert.True(present.Count == 0 || (present.Count > 1 && present.Count(member => member.AccountId == group.DefaultAccountId) == 1), $"Group {group.Id} has {present.Count} members and no Default.");
        }
    }

    private static async Task OneHolderOfEachActiveIdAsync(BackOfficeDb db, CancellationToken ct)
    {
        var active = await db.Providers.Where(provider => provider.ActivatedAt != null).ToListAsync(ct);
        Assert.Equal(active.Count, active.DistinctBy(provider => provider.UserIdKey).Count());
        foreach (var provider in active)
            Assert.Equal(provider.Id, (await db.UserIdClaims.SingleOrDefaultAsync(claim => claim.Key == provider.UserIdKey, ct))?.ProviderId);
    }

    // It waits for something and has a date as well, so that nothing is forgotten (decision 20).
    private static async Task NoCaseWithoutNextStepAsync(BackOfficeDb db, CancellationToken ct)
    {
        foreach (var @case in await db.Cases.Where(@case => @case.ClosedAt == null).ToListAsync(ct))
        {
            var instance = await db.Instances.SingleAsync(one => one.Id == @case.InstanceId, ct);
            Assert.True(instance is { Status: InstanceStatus.Waiting, Due: not null } && instance.Signals.Length > 0,
                $"Case {@case.Number} stands at {@case.State} ({@case.StateReason}) while its workflow is {instance.Status} at {instance.Node}: {instance.Failure}");
        }
    }

    // Said anew from the rows, without the policy (2.g, 2.h; decisions 4, 8).
    private static async Task NobodyRoamsTooEarlyAsync(Database database, CheckRoaming roaming)
    {
        var (accounts, groups, owing) = await database.ReadAsync(async (db, ct) => (
            await db.Accounts.Include(account => account.Provider).ToListAsync(ct), await db.Groups.Include(group => group.Members).ToListAsync(ct),
            await db.ClashObligations.Where(obligation => obligation.FulfilledAt == null).Select(obligation => obligation.ProviderId).ToListAsync(ct)), Cancel);
        foreach (var provider in accounts.Select(account => account.Provider).DistinctBy(provider => provider.Id))
            foreach (var target in accounts.Select(account => account.SiteCode).Distinct())
                if ((await roaming.HandleAsync(new(target, provider.UserId), Cancel)).Allowed)
                    Assert.Null(WhyNot(accounts.Where(account => account.Provider.UserIdKey == provider.UserIdKey && account.ClosedAt is null).ToList(), target.Value, accounts, groups, owing));
    }

    private static string? WhyNot(List<Account> own, string target, List<Account> all, List<ActivationGroup> groups, List<long> owing)
    {
        var active = own.Where(account => account.ActivatedAt is not null).ToList();
        if (active.Count == 0)
            return "Nobody with this user ID is activated.";
        if (active.TrueForAll(account => account.LockedAt is not null || account.Provider.LockedAt is not null))
            return "All that is activated is locked.";
        if (active.TrueForAll(account => owing.Contains(account.ProviderId)))
            return "The provider has to rename first.";
        // A merged member roams only once its Default is activated, and nobody where a member of the own group waits.
        foreach (var group in groups.Where(group => group.Members.Any(member => member is { LeftAt: null } && active.Exists(account => account.Id == member.AccountId))))
        {
            var present = group.Members.Where(member => member.LeftAt is null).Select(member => all.Single(account => account.Id == member.AccountId)).ToList();
            var @default = present.Single(account => account.Id == group.DefaultAccountId);
            var shares = active.Exists(account => account.ProviderId == @default.ProviderId);
            if (shares && @default.ActivatedAt is null && group.DefaultReason != Rules.Matching.DefaultReason.CarriesTheLogin)
                return "The Default is not activated.";
            if (present.Exists(account => account.SiteCode.Value == target && account.ClosedAt is null && account.ActivatedAt is null))
                return $"A member at {target} is not activated.";
        }
        return null;
    }
}
