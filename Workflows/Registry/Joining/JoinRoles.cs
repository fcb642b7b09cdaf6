using BackOffice.Workflows.Staff;

namespace BackOffice.Workflows.Registry.Joining;

/// <summary>Who may bring a site in.</summary>
internal static class JoinRoles
{
    public static string[] All { get; } = [StaffRoles.Administrator, StaffRoles.ProcessOwner];
}
