using BackOffice.Rules;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Notices;
using BackOffice.Workflows.Registry;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Activation.Groups;

/// <summary>What providers are told when a group changes. Written into the transaction of the change, once for each occasion and account.</summary>
public sealed class GroupNotices(BackOfficeDb db, AccountNotices notices)
{
    /// <summary>Tells every member which account is the Default now, and why.</summary>
    public async Task TellDefaultAsync(ActivationGroup group, CancellationToken ct)
    {
        var members = await MembersAsync(group, ct);
        var @default = members.Find(account => account.Id == group.DefaultAccountId)
            ?? throw new InvalidOperationException("The Default is no present member of its group.");
        foreach (var member in members)
            await notices.QueueAsync($"{NoticeCatalogue.DefaultChosen}:{group.Id:N}:{group.Version}:{member.Id}", NoticeCatalogue.DefaultChosen, member, @case: null,
                [.. Default(@default), ("DefaultReason", CaseNotices.Describe(group))], to: null, ct);
    }

    /// <summary>
    /// Where the Default is active: tells members that are active with a login of their own that theirs roams no more until they merge (decision 18). For whoever activates the Default, makes
    /// another account the Default, or brings members; each is told of a Default once.
    /// </summary>
    public async Task TellSeparateAsync(ActivationGroup group, CancellationToken ct)
    {
        var members = await MembersAsync(group, ct);
        var @default = members.Single(account => account.Id == group.DefaultAccountId);
        if (@default.ActivatedAt is null)
            return;
        foreach (var member in members.Where(account => account.ActivatedAt is not null && account.ProviderId != @default.ProviderId))
            await notices.QueueAsync($"{NoticeCatalogue.MustMerge}:{group.Id:N}:{@default.Id}:{member.Id}", NoticeCatalogue.MustMerge, member, @case: null, Default(@default), to: null, ct);
    }

    private static (string, Sentence)[] Default(Account @default) =>
        [("DefaultSiteName", NoticeValue.Same(@default.Site.Name)), ("MaskedDefaultUserId", NoticeValue.Same(@default.Provider.UserId.Value))];

    private Task<List<Account>> MembersAsync(ActivationGroup group, CancellationToken ct)
    {
        var present = group.Members.Where(member => member.LeftAt is null).Select(member => member.AccountId).ToList();
        return db.Accounts.Include(account => account.Provider).Include(account => account.Site).Where(account => present.Contains(account.Id)).OrderBy(account => account.Id).ToListAsync(ct);
    }
}
