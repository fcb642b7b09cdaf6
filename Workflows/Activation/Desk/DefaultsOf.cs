using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Activation.Desk;

/// <summary>Where the Default of an account's group is, for staff: nothing is masked.</summary>
/// <param name="Site">The site of registration of the Default.</param>
/// <param name="UserId">The user ID that the group signs in with, or will.</param>
/// <param name="Active">Whether the Default is activated.</param>
/// <param name="IsThis">Whether it is the account itself.</param>
/// <param name="Group">The group.</param>
public sealed record DefaultLine(string Site, string UserId, bool Active, bool IsThis, Guid Group);

/// <summary>Answers "where is my Default?" for many accounts at once.</summary>
internal static class DefaultsOf
{
    /// <summary>The Default of each account that is a present member of a group.</summary>
    public static async Task<Dictionary<long, DefaultLine>> ReadAsync(BackOfficeDb db, IReadOnlyCollection<long> accounts, CancellationToken ct)
    {
        var rows = from member in db.GroupMembers
                   where accounts.Contains(member.AccountId) && member.LeftAt == null
                   join @group in db.Groups on member.GroupId equals @group.Id
                   join account in db.Accounts on @group.DefaultAccountId equals account.Id
                   select new { member.AccountId, Group = @group.Id, Default = account.Id, account.SiteCode, account.Provider.UserId, account.ActivatedAt };
        return (await rows.ToListAsync(ct)).ToDictionary(
            row => row.AccountId, row => new DefaultLine(row.SiteCode.Value, row.UserId.Value, row.ActivatedAt is not null, row.AccountId == row.Default, row.Group));
    }
}
