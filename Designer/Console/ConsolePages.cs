using System.Security.Claims;
using BackOffice.Workflows.Staff;
using MudBlazor;

namespace BackOffice.Designer.Console;

/// <summary>A page of the console as it stands in the navigation.</summary>
/// <param name="Name">What its text is called in the resources.</param>
/// <param name="Href">Its address.</param>
/// <param name="Icon">Its icon.</param>
/// <param name="Roles">Whoever has one of these sees it.</param>
internal sealed record ConsolePage(string Name, string Href, string Icon, IReadOnlyList<string> Roles);

/// <summary>The pages of the console, in the order of the navigation.</summary>
internal static class ConsolePages
{
    private static readonly ConsolePage[] All =
    [
        new("Work", "/", Icons.Material.Rounded.Inbox, StaffRoles.All),
        new("Cases", "/cases", Icons.Material.Rounded.FolderOpen, StaffRoles.All),
        new("Sites", "/sites", Icons.Material.Rounded.AccountBalance, StaffRoles.All),
        new("Dashboard", "/dashboard", Icons.Material.Rounded.Insights, StaffRoles.All),
        new("Notices", "/notices", Icons.Material.Rounded.MailOutline, StaffRoles.All),
        new("Workflows", "/workflows", Icons.Material.Rounded.AccountTree, [StaffRoles.ProcessOwner, StaffRoles.Auditor]),
        new("Audit", "/audit", Icons.Material.Rounded.FactCheck, [StaffRoles.Auditor, StaffRoles.Administrator]),
        new("Staff", "/staff", Icons.Material.Rounded.Group, [StaffRoles.Administrator, StaffRoles.Auditor]),
    ];

    /// <summary>The pages for a person.</summary>
    public static IEnumerable<ConsolePage> For(ClaimsPrincipal person) => All.Where(page => page.Roles.Any(person.IsInRole));
}
