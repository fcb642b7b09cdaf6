using BackOffice.Host.SignIn;
using BackOffice.Workflows;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Policies;
using BackOffice.Workflows.Registry.Editions;
using BackOffice.Workflows.SignIn;
using BackOffice.Workflows.Staff;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace BackOffice.Host.Start;

/// <summary>
/// What every verb that touches the database does first, one Host at a time: check the settings, bring the schema up to date, open the keys, make derived keys of another edition anew, put
/// policies in force, make the roles.
/// </summary>
internal sealed class Preparation(
    IEnumerable<IStartupValidator> settings, Schema schema, Leadership leadership, KeyRing keys, TokenKeys tokenKeys, IDataProtectionProvider protection, RenewKeys derivedKeys, PolicyStart policies, OpenStaffDoor staffDoor)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var validator in settings)
            validator.Validate();
        await schema.MakeDatabaseAsync(ct);
        while (!await leadership.TryAsync("preparation", PrepareAsync, ct))
            await Task.Delay(Pause, TimeProvider.System, ct);
    }

    private async Task PrepareAsync(CancellationToken ct)
    {
        RefuseIf(await schema.UpdateAsync(ct));
        RefuseIf(await keys.OpenAsync(ct));
        await tokenKeys.OpenAsync(ct);
        // Makes the ring where there is none: two Hosts that each made one would not read each other's cookies for a day.
        protection.CreateProtector("BackOffice.Start").Protect([]);
        await derivedKeys.HandleAsync(ct);
        await policies.RunAsync(ct);
        await staffDoor.SeedRolesAsync(ct);
    }

    private static void RefuseIf(Refusal? refusal)
    {
        if (refusal is not null)
            throw new UnusableException(refusal.Sentence.English);
    }
}
