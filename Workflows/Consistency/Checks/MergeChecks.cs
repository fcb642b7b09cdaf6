namespace BackOffice.Workflows.Consistency.Checks;

/// <summary>Merge records against the logins that accounts have and the memberships they were made in (decision 14).</summary>
internal static class MergeChecks
{
    public static IReadOnlyList<Check> All { get; } =
    [
        Check.Of("merge-does-not-hold",
            db => db.MergeRecords.Where(merge => merge.UndoneAt == null)
                .Join(db.Accounts, merge => merge.AccountId, account => account.Id, (merge, account) => new { merge.ToProviderId, account.ProviderId, account.SiteCode, account.UserId })
                .Where(row => row.ToProviderId != row.ProviderId).OrderBy(row => row.SiteCode).ThenBy(row => row.UserId), row => $"account {row.SiteCode}/{row.UserId}", _ => new(
            "Catatan penggabungan dan login akun ini tidak cocok. Periksa riwayat kasusnya.",
            "The merge record and the login of this account do not agree. Look at the history of its case.")),
        Check.Of("login-without-merge",
            db => db.Accounts.Where(account => account.ProviderId != account.Id && !db.MergeRecords.Any(merge => merge.AccountId == account.Id && merge.UndoneAt == null))
                .Select(account => new { account.SiteCode, account.UserId }).OrderBy(row => row.SiteCode).ThenBy(row => row.UserId), row => $"account {row.SiteCode}/{row.UserId}", _ => new(
            "Akun memakai login akun lain tanpa catatan penggabungan, sehingga tidak dapat diurungkan. Periksa jejak audit akun itu.",
            "The account has another's login without a merge record, so it cannot be undone. Look at the audit trail of the account.")),
        Check.Of("membership-and-merge-differ",
            db => db.GroupMembers.Where(member => member.LeftAt == null
                && (member.MergedAt != null) != db.MergeRecords.Any(merge => merge.GroupId == member.GroupId && merge.AccountId == member.AccountId && merge.UndoneAt == null))
                .Select(member => new { member.GroupId, member.Account.SiteCode, member.Account.UserId }).OrderBy(row => row.SiteCode).ThenBy(row => row.UserId).ThenBy(row => row.GroupId),
            row => $"account {row.SiteCode}/{row.UserId} in group {row.GroupId}", _ => new(
            "Keanggotaan grup dan catatan penggabungan tidak sepakat apakah akun ini sudah digabungkan. Periksa riwayat kasusnya.",
            "Membership and merge record do not agree whether this account is merged. Look at the history of its case.")),
        Check.Of("merged-account-without-provider",
            db => db.MergeRecords.Where(merge => merge.UndoneAt == null && !db.Providers.Any(provider => provider.Id == merge.FromProviderId)).Select(merge => merge.Id).Order(), id => $"merge {id}", _ => new(
            "Penyedia lama dari akun yang digabungkan tidak ada lagi, sehingga tidak dapat diurungkan. Pulihkan dari cadangan.",
            "The former provider of the merged account is gone, so the merge cannot be undone. Restore it from a backup.")),
    ];
}
