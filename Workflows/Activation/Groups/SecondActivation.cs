using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Activation.Groups;

/// <summary>
/// An account that was activated with its own login before it came into a group may be activated once more, as Tunggal member: once the Default is activated, and confirmed where
/// decision 2 asks for it. It keeps its login until it has merged (decision 18; ADR 15).
/// </summary>
internal static class SecondActivation
{
    public static Task<bool> IsOpenToAsync(BackOfficeDb db, Account account, CancellationToken ct) => account.ActivatedAt is null
        ? Task.FromResult(false)
        : db.GroupMembers.Where(member => member.AccountId == account.Id && member.LeftAt == null)
            .Join(db.Groups.Where(group => !group.AwaitsConfirmation && group.DefaultAccountId != account.Id), member => member.GroupId, group => group.Id, (_, group) => group.DefaultAccountId)
            .Join(db.Accounts, id => id, @default => @default.Id, (_, @default) => @default)
            .AnyAsync(@default => @default.ActivatedAt != null && @default.ProviderId != account.ProviderId, ct);
}
