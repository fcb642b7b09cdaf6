using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Consistency.Checks;

/// <summary>Clashes against their obligations and the user IDs that are in use (2.f.1; decision 8).</summary>
internal static class ClashChecks
{
    private const int Batch = 200;

    public static IReadOnlyList<Check> All { get; } =
    [
        Check.Of("obligation-met-unnoticed",
            db => Met(db).Join(db.Clashes, obligation => obligation.ClashId, clash => clash.Id, (obligation, clash) => new { clash.Key, obligation.ProviderId }).OrderBy(row => row.Key).ThenBy(row => row.ProviderId),
            row => $"clash {row.Key} of provider {row.ProviderId}", _ => new(
            "Penyedia sudah mengganti User ID, tetapi kewajibannya masih terbuka; perbaikan menutupnya.",
            "The provider has changed its user ID, but its obligation is still open; repairing ends it."), FulfilAsync),
        Check.Of("clash-left-open", db => LeftOpen(db).Select(clash => clash.Key).Order(), Clash, _ => new(
            "Semua kewajiban bentrokan ini sudah dipenuhi, tetapi bentrokannya masih terbuka; perbaikan menutupnya.",
            "All obligations of the clash are met, but the clash is still open; repairing closes it."), CloseAsync),
        Check.Of("clash-closed-too-early",
            db => db.Clashes.Where(clash => clash.ClosedAt != null && clash.Obligations.Any(obligation => obligation.FulfilledAt == null)).Select(clash => clash.Key).Order(), Clash, _ => new(
            "Bentrokan ini sudah ditutup, padahal masih ada yang harus mengganti User ID. Minta penyedia itu mengganti User ID.",
            "The clash is closed, but somebody still has to change its user ID. Ask that provider to change it.")),
    ];

    private static string Clash(string key) => $"clash {key}";

    private static IQueryable<ClashObligation> Met(BackOfficeDb db) => db.ClashObligations.Where(obligation => obligation.FulfilledAt == null
        && db.Clashes.Any(clash => clash.Id == obligation.ClashId && clash.ClosedAt == null && db.Providers.Any(provider => provider.Id == obligation.ProviderId && provider.UserIdKey != clash.Key)));

    private static IQueryable<UserIdClash> LeftOpen(BackOfficeDb db) => db.Clashes.Where(clash =>
        clash.ClosedAt == null && clash.Obligations.Any() && clash.Obligations.All(obligation => obligation.FulfilledAt != null));

    private static Task FulfilAsync(Repairing repairing, CancellationToken ct) => repairing.UntilDoneAsync(async (transaction, token) =>
    {
        var some = await Met(transaction.Db).OrderBy(obligation => obligation.ClashId).ThenBy(obligation => obligation.ProviderId).Take(Batch).ToListAsync(token);
        foreach (var obligation in some)
        {
            var clash = await transaction.Db.Clashes.SingleAsync(one => one.Id == obligation.ClashId, token);
            await transaction.Service<RowLocks>().TakeAsync([LockKey.UserId(clash.Key)], token);
            await transaction.Service<ClashBook>().FulfilAsync(await transaction.Db.Providers.SingleAsync(provider => provider.Id == obligation.ProviderId, token), clash.Key, ObligationEnd.Renamed, token);
        }
        return some.Count;
    }, ct);

    private static Task CloseAsync(Repairing repairing, CancellationToken ct) => repairing.UntilDoneAsync(async (transaction, token) =>
    {
        var some = await LeftOpen(transaction.Db).OrderBy(clash => clash.Id).Take(Batch).ToListAsync(token);
        foreach (var clash in some)
            clash.ClosedAt = repairing.Database.Now;
        return some.Count;
    }, ct);
}
