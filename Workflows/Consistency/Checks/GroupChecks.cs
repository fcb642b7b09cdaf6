using BackOffice.Workflows.Registry;

namespace BackOffice.Workflows.Consistency.Checks;

/// <summary>Groups against their members and the cases that belong to them (2.f.2.b).</summary>
internal static class GroupChecks
{
    public static IReadOnlyList<Check> All { get; } =
    [
        Check.Of("group-without-default",
            db => db.Groups.Where(group => group.Members.Any(member => member.LeftAt == null)
                && !group.Members.Any(member => member.AccountId == group.DefaultAccountId && member.LeftAt == null)).Select(group => group.Id).Order(), Group, _ => new(
            "User ID Default bukan lagi anggota grup ini. Seorang verifikator harus memilih Default lain.",
            "The Default is no longer a member of this group. A verifikator must choose another.")),
        // A merged member carries the login on where the account that it belongs to is gone, or was while its site had left (ADR 15).
        Check.Of("default-with-another-login",
            db => db.Groups.Where(group => group.Members.Any(member => member.LeftAt == null && member.AccountId == group.DefaultAccountId && member.Account.ProviderId != member.AccountId
                    && db.Accounts.Any(owner => owner.Id == member.Account.ProviderId && owner.ClosedAt == null && owner.Site.Stage == SiteStage.Aggregated)
                    && (!db.MergeRecords.Any(merge => merge.AccountId == member.AccountId && merge.ToProviderId == member.Account.ProviderId && merge.UndoneAt == null)
                        || db.GroupMembers.Any(other => other.AccountId == member.Account.ProviderId && other.LeftAt == null && other.GroupId != group.Id))))
                .Select(group => group.Id).Order(), Group, _ => new(
            "User ID Default grup ini memakai login akun lain, sehingga tidak ada yang dapat digabungkan dengannya. Urungkan penggabungannya atau pilih Default lain.",
            "The Default of this group has another account's login, so nobody can be merged into it. Undo its merge or choose another Default.")),
        Check.Of("case-in-a-group-it-left",
            db => db.Cases.Where(@case => @case.ClosedAt == null && @case.GroupId != null
                && !db.GroupMembers.Any(member => member.GroupId == @case.GroupId && member.AccountId == @case.AccountId && member.LeftAt == null)).Select(@case => @case.Number).Order(),
            number => $"case {number}", _ => new(
            "Kasus terbuka menyebut grup yang akunnya bukan anggota lagi. Ulangi langkahnya agar duplikat dicari lagi, atau batalkan.",
            "The open case names a group that its account is not a member of. Retry its step, so that duplicates are looked for again, or cancel it.")),
    ];

    private static string Group(Guid id) => $"group {id}";
}
