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
            await db.Database.MigrateAsync(token);
            return true;
        }, ct);
        if (await keys.OpenAsync(ct) is { } refusal)
            throw new UnusableException(refusal.Sentence.English);
        await derivedKeys.HandleAsync(ct);
        await policies.RunAsync(ct);
        await staffDoor.SeedRolesAsync(ct);
    }
}
