using System.Globalization;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Reports;

/// <summary>Reads what the report of a group says: the Default and why, its members, merges and cases. For staff: nothing is masked.</summary>
internal static class GroupListing
{
    public static async Task<ListingFacts> ReadAsync(BackOfficeDb db, Guid id, DateTimeOffset now, CancellationToken ct)
    {
        var group = await db.Groups.SingleAsync(one => one.Id == id, ct);
        var members = await db.GroupMembers.Include(member => member.Account).ThenInclude(account => account.Site).Include(member => member.Account).ThenInclude(account => account.Provider)
            .Where(member => member.GroupId == id).ToListAsync(ct);
        var @default = members.Find(member => member.AccountId == group.DefaultAccountId)?.Account;
        return new(
            ReportKind.Group, now, $"KELOMPOK/{id.ToString("N")[^8..].ToUpperInvariant()}/{Wordings.Stamp(now)}", new("Laporan Kelompok Aktivasi", "Report of an activation group"),
            @default is null ? $"{id}" : $"{@default.Provider.CompanyName} · {@default.Provider.UserId} · {@default.SiteCode} · {@default.Site.Name}",
            [
                new ListingPart.Values("",
                [
                    new(new("Nomor kelompok", "Group"), $"{id}"),
                    new(new("Terbentuk", "Formed"), Wordings.LongInstant(group.FormedAt)),
                    new(new("Alasan User ID Default", "Why this Default"), CaseNotices.Describe(group)),
                    new(new("Dipastikan oleh", "Confirmed by"), group switch
                    {
                        { AwaitsConfirmation: true } => new Words("Belum; menunggu verifikator", "Nobody yet; waits for a verifikator"),
                        { DefaultChosenBy: { } by } => by,
                        _ => new Words("Aturan, tanpa petugas", "The rule, without a person"),
                    }),
                    new(new("Versi aturan", "Rule set"), group.RulesVersion),
                ]),
                new ListingPart.Listing(new("Anggota", "Members"), Members(group, members)),
                new ListingPart.Listing(new("Penggabungan", "Merges"), await MergesAsync(db, id, members, ct)),
                new ListingPart.Listing(new("Kasus", "Cases"), await CasesAsync(db, id, members, ct)),
            ]);
    }

    private static Block.Table Members(ActivationGroup group, List<GroupMember> members) => new(
        "",
        [
            new(new("LPSE", "Site"), 1.9), new("User ID", 1.5), new(new("Paket", "Packages"), 1.05, Right: true), new(new("Terdaftar", "Registered"), 1.1), new(new("Peran", "Role"), 0.9),
            new(new("Bergabung (WIB)", "Joined"), 1.1), new(new("Aktif (WIB)", "Active"), 1.1), new(new("Keluar (WIB)", "Left"), 1.1),
        ],
        [
            .. members.OrderByDescending(member => member.AccountId == group.DefaultAccountId).ThenByDescending(member => member.FrozenPackageCount).ThenBy(member => member.AccountId).Select(Cell[] (member) =>
            [
                new(Site(member.Account)), new(member.Account.UserId.Value, Detail: member.Account.Verified ? new Words("terverifikasi", "verified") : null) { Value = member.Account.UserId.Value },
                Cell.Number(member.FrozenPackageCount),
                new(Wordings.Day(member.Account.RegisteredOn)) { Value = member.Account.RegisteredOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) },
                member.AccountId == group.DefaultAccountId ? new("Default", Tone.Info) : new("Tunggal"),
                Cell.Time(member.JoinedAt), Cell.Time(member.Account.ActivatedAt), Cell.Time(member.LeftAt),
            ]),
        ])
    {
        Name = "members",
    };

    private static async Task<Block.Table> MergesAsync(BackOfficeDb db, Guid id, List<GroupMember> members, CancellationToken ct)
    {
        var merges = await db.MergeRecords.Where(merge => merge.GroupId == id).OrderBy(merge => merge.At).ThenBy(merge => merge.Id).ToListAsync(ct);
        return new(
            "",
            [
                new(new("LPSE", "Site"), 2), new(new("User ID lama", "Old user ID"), 1.5), new(new("User ID baru", "New user ID"), 1.5), new(new("Oleh", "By"), 1.1),
                new(new("Digabungkan (WIB)", "Merged"), 1.2), new(new("Diurungkan (WIB)", "Undone"), 1.2),
            ],
            [
                .. merges.Select(Cell[] (merge) =>
                [
                    new(members.Find(member => member.AccountId == merge.AccountId) is { } member ? Site(member.Account) : $"{merge.AccountId}"),
                    new(LoginAndIdentity.FromJson(merge.Before).UserId), new(LoginAndIdentity.FromJson(merge.After).UserId), new(merge.Actor), Cell.Time(merge.At), Cell.Time(merge.UndoneAt),
                ]),
            ])
        {
            Name = "merges",
            WhenEmpty = new("Belum ada akun yang digabungkan.", "No account is merged yet."),
        };
    }

    private static async Task<Block.Table> CasesAsync(BackOfficeDb db, Guid id, List<GroupMember> members, CancellationToken ct)
    {
        var cases = await db.Cases.Where(@case => @case.GroupId == id).OrderBy(@case => @case.OpenedAt).ThenBy(@case => @case.Number).ToListAsync(ct);
        return new(
            "",
            [new(new("Nomor", "Number"), 1.4), new(new("LPSE", "Site"), 2), new(new("Keadaan", "State"), 2), new(new("Dibuka (WIB)", "Opened"), 1.1), new(new("Selesai (WIB)", "Ended"), 1.1)],
            [
                .. cases.Select(Cell[] (@case) =>
                [
                    new(@case.Number), new(members.Find(member => member.AccountId == @case.AccountId) is { } member ? Site(member.Account) : ""), new(CaseStateWords.Of(@case.State)),
                    Cell.Time(@case.OpenedAt), Cell.Time(@case.ClosedAt),
                ]),
            ])
        {
            Name = "cases",
            WhenEmpty = new("Belum ada kasus.", "No case yet."),
        };
    }

    private static string Site(Registry.Account account) => $"{account.SiteCode} · {account.Site.Name}";
}
