using BackOffice.Rules.Identity;
using BackOffice.Workflows.Staff;

namespace BackOffice.Workflows.Registry.Joining;

/// <summary>Who may bring a site in.</summary>
internal static class JoinRoles
{
    public static string[] All { get; } = [StaffRoles.Administrator, StaffRoles.ProcessOwner];

    /// <summary>Whether a site is one of those that the person is limited to, or the person is limited to none.</summary>
    public static bool Sees(this StaffActor by, SiteCode site) => by.Sites is null || by.Sites.Contains(site);
}
