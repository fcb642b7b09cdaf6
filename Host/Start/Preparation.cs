using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackOffice.Host.Start;

/// <summary>What every verb that touches the database does first.</summary>
internal sealed class Preparation(IEnumerable<IStartupValidator> settings, Database database, OpenStaffDoor staffDoor)
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
        await staffDoor.SeedRolesAsync(ct);
    }
}
