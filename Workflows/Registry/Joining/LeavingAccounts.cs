using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Activation.Groups;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Registry.Joining;

/// <summary>What a site that left takes out: its accounts leave their groups and their open activations end (4.c; ADR 15). Logins and identities stay as they are.</summary>
public sealed class LeavingAccounts(BackOfficeDb db, GroupBook groups, CaseDesk desk)
{
    /// <summary>Why the open activations ended.</summary>
    public const string StateReason = "site-left";

    /// <summary>Takes one portion out.</summary>
    /// <returns>The instances to be cancelled; those that an interrupted portion left are among them.</returns>
    public async Task<IReadOnlyList<InstanceId>> LeaveAsync(SiteStageChange change, IReadOnlyList<Account> accounts, CancellationToken ct)
    {
        var ids = accounts.Select(account => account.Id).ToList();
        var members = await db.GroupMembers.Where(member => ids.Contains(member.AccountId) && member.LeftAt == null).Select(member => member.AccountId).ToListAsync(ct);
        await groups.LockAsync(members, ct);
        foreach (var account in accounts.Where(account => members.Contains(account.Id)))
        {
            await groups.LeaveAsync(account, ct);
            change.Concerned++;
            // The next of the same group asks the database who is left.
            await db.SaveChangesAsync(ct);
        }
        foreach (var @case in await db.Cases.Where(@case => ids.Contains(@case.AccountId) && @case.ClosedAt == null).ToListAsync(ct))
        {
            await desk.EndAsync(@case, StateReason, ct);
            change.Told++;
        }
        await db.SaveChangesAsync(ct);
        return await db.Cases.Where(@case => @case.Account.SiteCode == change.SiteCode && @case.StateReason == StateReason)
            .Join(db.Instances.Where(instance => instance.EndedAt == null), @case => @case.InstanceId, instance => instance.Id, (_, instance) => instance.Id).ToListAsync(ct);
    }
}
