using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Activation.Groups;

/// <summary>Reads what <see cref="JoinDecision"/> knows.</summary>
internal static class JoinFacts
{
    /// <summary>The facts as they are now.</summary>
    /// <param name="db">The rows.</param>
    /// <param name="account">The account whose case it is.</param>
    /// <param name="company">All accounts that are one company with it, itself among them.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<JoinDecision.Facts> ReadAsync(BackOfficeDb db, long account, IReadOnlyCollection<long> company, CancellationToken ct)
    {
        var ids = await db.Compiled(static () => EF.CompileAsyncQuery((BackOfficeDb db, List<long> company) =>
            db.GroupMembers.Where(member => company.Contains(member.AccountId) && member.LeftAt == null).Select(member => member.GroupId).Distinct()))(db, [.. company]).ToListAsync(ct);
        List<ActivationGroup> groups = ids.Count == 0 ? [] : await db.Groups.Include(group => group.Members).Where(group => ids.Contains(group.Id)).ToListAsync(ct);
        var concerned = company.Union(groups.SelectMany(group => group.Members).Where(member => member.LeftAt is null).Select(member => member.AccountId)).ToList();
        var accounts = await db.Compiled(static () => EF.CompileAsyncQuery((BackOfficeDb db, List<long> concerned) =>
            db.Accounts.Include(one => one.Provider).Where(one => concerned.Contains(one.Id))))(db, concerned).ToDictionaryAsync(one => one.Id, cancellationToken: ct);
        return new(account, [.. company.Order().Select(id => GroupSuccession.Member.Of(accounts[id], accounts[id].PackageCount))], [.. groups.Select(Describe)]);

        JoinDecision.Group Describe(ActivationGroup group) => new(
            group.Id, group.DefaultAccountId, accounts.GetValueOrDefault(group.DefaultAccountId) is { ActivatedAt: not null }, group.DefaultChosenBy is not null, group.AwaitsConfirmation,
            [.. group.Members.Where(member => accounts.ContainsKey(member.AccountId))
                .Select(member => new JoinDecision.Member(
                    GroupSuccession.Member.Of(accounts[member.AccountId], member.FrozenPackageCount), member.LeftAt is null, member.MergedAt is not null))]);
    }
}
