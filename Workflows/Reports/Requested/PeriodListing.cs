using System.Globalization;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Reports;

/// <summary>Reads what the report of a period says: what was opened, activated, merged, refused, ended and undone, how long it took, by site, and each case.</summary>
internal static class PeriodListing
{
    public static async Task<ListingFacts> ReadAsync(BackOfficeDb db, DateOnly first, DateOnly last, RowSpool spool, DateTimeOffset now, CancellationToken ct)
    {
        // Days of western Indonesia, both included.
        var (from, until) = (WibDay.BeginOf(first), WibDay.EndOf(last));
        var opened = db.Cases.Where(@case => @case.OpenedAt >= from && @case.OpenedAt < until);
        var ended = db.Cases.Where(@case => @case.ClosedAt >= from && @case.ClosedAt < until);
        var active = ended.Where(@case => @case.State == CaseState.Active);
        var about = Wordings.LongDays(first, last);
        return new(
            ReportKind.Period, now, $"PERIODE/{first:yyyyMMdd}-{last:yyyyMMdd}/{Wordings.Stamp(now)}", new("Laporan Aktivasi Periode", "Activation report of a period"), about,
            [
                new ListingPart.Listing(new("Ringkasan", "Summary"), new(
                    "", [new(new("Peristiwa", "Event"), 4), new(new("Jumlah", "Count"), 1.2, Right: true)],
                    [
                        Row(new("Aktivasi dibuka", "Activation opened"), await opened.CountAsync(ct)),
                        Row(new("Menjadi aktif", "Became active"), await active.CountAsync(ct)),
                        Row(new("Digabungkan ke User ID Default", "Merged into a Default"), await db.MergeRecords.CountAsync(merge => merge.At >= from && merge.At < until, ct)),
                        Row(new("Ditolak", "Refused"), await ended.CountAsync(@case => @case.State == CaseState.Refused, ct)),
                        Row(new("Dibatalkan", "Cancelled"), await ended.CountAsync(@case => @case.State == CaseState.Cancelled, ct)),
                        Row(new("Penggabungan diurungkan", "Merges undone"), await db.MergeRecords.CountAsync(merge => merge.UndoneAt >= from && merge.UndoneAt < until, ct)),
                    ])
                {
                    Name = "summary",
                }),
                new ListingPart.Values("", [new(new("Waktu tengah sampai aktif", "Median time until active"), await MedianAsync(active, ct))]),
                new ListingPart.Listing(new("Menurut LPSE", "By site"), await SitesAsync(opened, ended, db, ct)),
                new ListingPart.Listing(new("Kasus yang dibuka atau berakhir", "Cases opened or ended"), await CasesAsync(db, from, until, spool, ct)),
            ]);
    }

    private static Cell[] Row(Words name, int count) => [new(name), Cell.Number(count)];

    // Eight bytes a case: no database here has a median of its own that the other has too.
    private static async Task<Words> MedianAsync(IQueryable<ActivationCase> active, CancellationToken ct)
    {
        var took = new List<long>();
        await foreach (var @case in active.Select(@case => new { @case.OpenedAt, @case.ClosedAt }).AsAsyncEnumerable().WithCancellation(ct))
            took.Add((@case.ClosedAt!.Value - @case.OpenedAt).Ticks);
        if (took.Count == 0)
            return "";
        took.Sort();
        var median = TimeSpan.FromTicks((took[(took.Count - 1) / 2] + took[took.Count / 2]) / 2);
        return new(
            string.Create(CultureInfo.InvariantCulture, $"{(int)median.TotalDays} hari {median.Hours} jam {median.Minutes} menit"),
            string.Create(CultureInfo.InvariantCulture, $"{(int)median.TotalDays} days {median.Hours} hours {median.Minutes} minutes"));
    }

    private static async Task<Block.Table> SitesAsync(IQueryable<ActivationCase> opened, IQueryable<ActivationCase> ended, BackOfficeDb db, CancellationToken ct)
    {
        var openedAt = await opened.GroupBy(@case => @case.Account.SiteCode).Select(site => new { site.Key, Count = site.Count() }).ToDictionaryAsync(row => row.Key, row => row.Count, ct);
        var endedAt = await ended.GroupBy(@case => @case.Account.SiteCode).Select(site => new
        {
            site.Key,
            Active = site.Count(@case => @case.State == CaseState.Active),
            Refused = site.Count(@case => @case.State == CaseState.Refused),
            Cancelled = site.Count(@case => @case.State == CaseState.Cancelled),
        }).ToDictionaryAsync(row => row.Key, ct);
        var sites = (await db.Sites.ToListAsync(ct)).Where(site => openedAt.ContainsKey(site.Code) || endedAt.ContainsKey(site.Code)).OrderBy(site => site.Code);
        return new(
            "",
            [
                new(new("Kode", "Code"), 0.7), new(new("LPSE", "Site"), 3), new(new("Dibuka", "Opened"), 1, Right: true), new(new("Aktif", "Active"), 1, Right: true),
                new(new("Ditolak", "Refused"), 1, Right: true), new(new("Dibatalkan", "Cancelled"), 1, Right: true),
            ],
            [
                .. sites.Select(Cell[] (site) =>
                [
                    new(site.Code.Value), new(site.Name), Cell.Number(openedAt.GetValueOrDefault(site.Code)), Cell.Number(endedAt.GetValueOrDefault(site.Code)?.Active ?? 0),
                    Cell.Number(endedAt.GetValueOrDefault(site.Code)?.Refused ?? 0), Cell.Number(endedAt.GetValueOrDefault(site.Code)?.Cancelled ?? 0),
                ]),
            ])
        {
            Name = "sites",
            WhenEmpty = new("Tidak ada kasus dalam periode ini.", "No case in this period."),
        };
    }

    private static async Task<Block.Table> CasesAsync(BackOfficeDb db, DateTimeOffset from, DateTimeOffset until, RowSpool spool, CancellationToken ct)
    {
        var rows = db.Cases.Where(@case => (@case.OpenedAt >= from && @case.OpenedAt < until) || (@case.ClosedAt >= from && @case.ClosedAt < until))
            .OrderBy(@case => @case.OpenedAt).ThenBy(@case => @case.Number)
            .Select(@case => new { @case.Number, @case.Account.SiteCode, @case.Account.UserId, @case.Account.Provider.CompanyName, @case.State, @case.OpenedAt, @case.ClosedAt })
            .AsAsyncEnumerable();
        return new(
            "",
            [
                new(new("Nomor", "Number"), 1.55), new(new("LPSE", "Site"), 0.7), new("User ID", 1.4), new(new("Penyedia", "Provider"), 2), new(new("Keadaan", "State"), 1.5),
                new(new("Dibuka (WIB)", "Opened"), 1.1), new(new("Selesai (WIB)", "Ended"), 1.1),
            ],
            await spool.KeepAsync(rows.Select(Cell[] (row) =>
            [
                new(row.Number), new(row.SiteCode.Value), new(row.UserId.Value), new(row.CompanyName), new(CaseStateWords.Of(row.State)), Cell.Time(row.OpenedAt), Cell.Time(row.ClosedAt),
            ]), ct))
        {
            Name = "cases",
            WhenEmpty = new("Tidak ada kasus dalam periode ini.", "No case in this period."),
        };
    }
}
