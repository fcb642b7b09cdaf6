using BackOffice.Rules.Identity;
using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Registry.Intake;

/// <summary>
/// The sites that had no account when an import began: as long as nobody else adds accounts, what it reads of them is new and need not be looked for. A file is no order of sites, and each few
/// thousand rows of a first import would ask for seven hundred of them.
/// </summary>
internal sealed class EmptySites
{
    private readonly HashSet<SiteCode> others;
    private long last;

    private EmptySites(HashSet<SiteCode> others, long last) => (this.others, this.last) = (others, last);

    /// <summary>Finds them.</summary>
    public static Task<EmptySites> FindAsync(Database database, CancellationToken ct) => database.ReadAsync(async (db, token) =>
    {
        // The number first: who adds an account in between is seen by it.
        var last = await LastAsync(db, token);
        return new EmptySites(await db.Sites.Where(site => db.Accounts.Any(account => account.SiteCode == site.Code)).Select(site => site.Code).ToHashSetAsync(token), last);
    }, ct);

    /// <summary>Whether all that the import names at a site is new; asked in the transaction that holds the lock of new accounts.</summary>
    public async Task<Func<SiteCode, bool>> StillAsync(BackOfficeDb db, CancellationToken ct) =>
        await LastAsync(db, ct) == last ? site => !others.Contains(site) : _ => false;

    /// <summary>Tells that the import itself has added so many, once they are committed.</summary>
    public void Added(int accounts) => last += accounts;

    // Numbers of accounts count up without gaps (AccountIntake.NewAccountsLock).
    private static async Task<long> LastAsync(BackOfficeDb db, CancellationToken ct) => await db.Accounts.MaxAsync(account => (long?)account.Id, ct) ?? 0;
}
