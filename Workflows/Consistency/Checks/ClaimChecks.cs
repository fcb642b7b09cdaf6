using System.Globalization;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Consistency.Checks;

/// <summary>Claims against the providers that use the user IDs: one ID, one provider, for ever (decision 7).</summary>
internal static class ClaimChecks
{
    private const int Batch = 200;

    public static IReadOnlyList<Check> All { get; } =
    [
        Check.Of("active-without-claim", db => Unclaimed(db).Select(provider => provider.Id).Order(), Provider, _ => new(
            "Penyedia aktif, tetapi User ID-nya belum tercatat sebagai milik siapa pun; perbaikan mencatatnya.",
            "The provider is active, but its user ID is recorded as nobody's; repairing records it."), ClaimAsync),
        Check.Of("active-with-claimed-id",
            db => db.Providers.Where(provider => provider.ActivatedAt != null && db.UserIdClaims.Any(claim => claim.Key == provider.UserIdKey && claim.ProviderId != provider.Id))
                .Select(provider => provider.Id).Order(), Provider, _ => new(
            "Penyedia aktif, tetapi User ID-nya tercatat milik penyedia lain. Minta penyedia mengganti User ID (2.f.1).",
            "The provider is active, but its user ID is recorded as another's. Ask the provider to change its user ID (2.f.1).")),
        Check.Of("claim-of-nobody",
            db => db.UserIdClaims.Where(claim => claim.ProviderId != null && !db.Providers.Any(provider => provider.Id == claim.ProviderId)).Select(claim => claim.Key).Order(), Claim, _ => new(
            "User ID tercatat milik penyedia yang tidak ada. Pulihkan penyedia itu dari cadangan.",
            "The user ID is recorded as that of a provider who is not there. Restore the provider from a backup.")),
        Check.Of("claim-out-of-use", db => OutOfUse(db).Select(claim => claim.Key).Order(), Claim, _ => new(
            "User ID tercatat sedang dipakai, padahal penyedianya memakai yang lain; perbaikan mencatatnya sebagai ditinggalkan.",
            "The user ID is recorded as in use, but its provider uses another; repairing records it as given up."), GiveUpAsync),
    ];

    private static string Provider(long id) => string.Create(CultureInfo.InvariantCulture, $"provider {id}");

    private static string Claim(string key) => $"user ID {key}";

    private static IQueryable<Provider> Unclaimed(BackOfficeDb db) =>
        db.Providers.Where(provider => provider.ActivatedAt != null && !db.UserIdClaims.Any(claim => claim.Key == provider.UserIdKey));

    private static IQueryable<UserIdClaim> OutOfUse(BackOfficeDb db) => db.UserIdClaims.Where(claim =>
        (claim.Reason == ClaimReason.Activated || claim.Reason == ClaimReason.Renamed) && db.Providers.Any(provider => provider.Id == claim.ProviderId && provider.UserIdKey != claim.Key));

    // Two that use one free ID: the one that was activated first has it, and the next round finds the other.
    private static Task ClaimAsync(Repairing repairing, CancellationToken ct) => repairing.UntilDoneAsync(async (transaction, token) =>
    {
        var some = await Unclaimed(transaction.Db).OrderBy(provider => provider.ActivatedAt).ThenBy(provider => provider.Id).Take(Batch).ToListAsync(token);
        await transaction.Service<RowLocks>().TakeAsync(some.Select(provider => LockKey.UserId(provider.UserIdKey)), token);
        foreach (var provider in some.DistinctBy(provider => provider.UserIdKey))
            if (!await transaction.Db.UserIdClaims.AnyAsync(claim => claim.Key == provider.UserIdKey, token))
                transaction.Db.UserIdClaims.Add(new() { Key = provider.UserIdKey, ProviderId = provider.Id, Reason = ClaimReason.Activated, At = provider.ActivatedAt!.Value });
        return some.Count;
    }, ct);

    private static Task GiveUpAsync(Repairing repairing, CancellationToken ct) => repairing.UntilDoneAsync(async (transaction, token) =>
    {
        var some = await OutOfUse(transaction.Db).OrderBy(claim => claim.Key).Take(Batch).ToListAsync(token);
        foreach (var claim in some)
            claim.Reason = ClaimReason.GivenUp;
        return some.Count;
    }, ct);
}
