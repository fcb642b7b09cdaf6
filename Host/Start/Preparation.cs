using BackOffice.Workflows.Data;
using BackOffice.Workflows.Policies;
using BackOffice.Workflows.Registry.Editions;
using BackOffice.Workflows.SignIn;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackOffice.Host.Start;

/// <summary>What every verb that touches the database does first: check the settings, bring the schema up to date, open the keys, make derived keys of another edition anew, put policies in force, make the roles.</summary>
internal sealed class Preparation(IEnumerable<IStartupValidator> settings, Database database, KeyRing keys, RenewKeys derivedKeys, PolicyStart policies, OpenStaffDoor staffDoor)
{
    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var validator in settings)
            validator.Validate();
        await database.ReadAsync(async (db, token) =>
        {
            await RefuseLaterVersionAsync(db, token);
            await db.Database.MigrateAsync(token);
            return true;
        }, ct);
        if (await keys.OpenAsync(ct) is { } refusal)
            throw new UnusableException(refusal.Sentence.English);
        await derivedKeys.HandleAsync(ct);
        await policies.RunAsync(ct);
        await staffDoor.SeedRolesAsync(ct);
    }

    // What a later version has made of the rows, this one does not know: it would write what the later one then misreads.
    private static async Task RefuseLaterVersionAsync(BackOfficeDb db, CancellationToken ct)
    {
        var known = db.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        if ((await db.Database.GetAppliedMigrationsAsync(ct)).LastOrDefault(applied => !known.Contains(applied)) is { } later)
            throw new UnusableException($"The database was brought up to date by a later version of this program (migration {later}), and there is no way back. Start that version or a newer one, or restore the backup from before it.");
    }
}
