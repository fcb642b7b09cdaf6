using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Reports;

/// <summary>Reads what the report of a clash says: the user ID, since when, and how far each party is (2.f.1; decision 8). For staff: nothing is masked.</summary>
internal static class ClashListing
{
    public static async Task<ListingFacts> ReadAsync(BackOfficeDb db, Guid id, DateTimeOffset now, CancellationToken ct)
    {
        var clash = await db.Clashes.Include(one => one.Obligations).SingleAsync(one => one.Id == id, ct);
        var ids = clash.Obligations.Select(obligation => obligation.ProviderId).ToList();
        var providers = await db.Providers.Where(provider => ids.Contains(provider.Id)).ToDictionaryAsync(provider => provider.Id, ct);
        var accounts = (await db.Accounts.Include(account => account.Site).Where(account => ids.Contains(account.ProviderId)).ToListAsync(ct)).ToLookup(account => account.ProviderId);
        var open = clash.Obligations.Count(obligation => obligation.FulfilledAt is null);
        return new(
            ReportKind.Clash, now, $"BENTROK/{id.ToString("N")[^8..].ToUpperInvariant()}/{Wordings.Stamp(now)}", new("Laporan Bentrokan User ID", "Report of a user ID clash"), $"User ID {clash.Key}",
            [
                new ListingPart.Values("",
                [
                    new("User ID", clash.Key),
                    new(new("Ditemukan", "Found"), Wordings.LongInstant(clash.OpenedAt)),
                    new(new("Selesai", "Ended"), clash.ClosedAt is { } closed ? Wordings.LongInstant(closed) : new Words("Belum", "Not yet")),
                    new(new("Terbuka selama", "Open for"), Days(clash.OpenedAt, clash.ClosedAt ?? now)),
                    new(new("Pihak", "Parties"), Wordings.Number(clash.Obligations.Count)),
                    new(new("Belum mengganti User ID", "Still to change the user ID"), Wordings.Number(open)),
                ]),
                new ListingPart.Listing(new("Kewajiban setiap pihak", "What each party owes"), new(
                    "",
                    [
                        new(new("Penyedia", "Provider"), 2.2), new(new("LPSE", "Sites"), 2), new(new("User ID sekarang", "User ID now"), 1.4),
                        new(new("Sejak (WIB)", "Since"), 1.1), new(new("Diganti (WIB)", "Changed"), 1.1), new(new("Hari", "Days"), 0.6, Right: true),
                    ],
                    [
                        .. clash.Obligations.OrderBy(obligation => obligation.Since).ThenBy(obligation => obligation.ProviderId).Select(Cell[] (obligation) =>
                        [
                            new(providers[obligation.ProviderId].CompanyName),
                            new(string.Join("; ", accounts[obligation.ProviderId].OrderBy(account => account.SiteCode).Select(account => $"{account.SiteCode} · {account.Site.Name}"))),
                            new(providers[obligation.ProviderId].UserId.Value), Cell.Time(obligation.Since), Cell.Time(obligation.FulfilledAt),
                            Cell.Number((int)((obligation.FulfilledAt ?? now) - obligation.Since).TotalDays),
                        ]),
                    ])
                {
                    Name = "obligations",
                }),
            ]);
    }

    private static Words Days(DateTimeOffset from, DateTimeOffset to)
    {
        var days = Wordings.Number((int)(to - from).TotalDays);
        return new($"{days} hari", $"{days} days");
    }
}
