using BackOffice.Workflows.Staff;

namespace BackOffice.Host.Start;

/// <summary>What only the first start of a web process does.</summary>
internal sealed class FirstStart(HostSettings settings, SampleStart sample, OpenStaffDoor staffDoor)
{
    public async Task RunAsync(CancellationToken ct)
    {
        await sample.RunAsync(ct);
        if (await staffDoor.MakeFirstAdministratorAsync(ct) is { } password)
            await settings.Output.WriteLineAsync(
                $"""

                The first administrator was made. This one-time password is shown once and stored nowhere:
                  name      {OpenStaffDoor.FirstAdministrator}
                  password  {password}

                """);
    }
}
