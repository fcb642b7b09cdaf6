using BackOffice.Workflows.Staff;
using Microsoft.Extensions.Localization;

namespace BackOffice.Designer.Staff;

/// <summary>Names the texts about roles.</summary>
internal sealed class RoleWords;

/// <summary>Roles as people call them.</summary>
internal static class RoleNames
{
    /// <summary>The names of several roles, in the order in which they are always told.</summary>
    public static string NamesOf(this IStringLocalizer<RoleWords> words, IEnumerable<string> roles) =>
        string.Join(", ", StaffRoles.All.Where(roles.Contains).Select(role => words[$"Role.{role}"].Value));
}
