using BackOffice.Rules.Identity;
using MudBlazor;

namespace BackOffice.Designer.Staff;

/// <summary>Asks for roles and for sites: the first step of an act, before it is said what will change.</summary>
internal static class Choices
{
    /// <summary>Asks for roles; null when the person turned back.</summary>
    /// <param name="dialogs">Shows dialogs.</param>
    /// <param name="title">What is asked.</param>
    /// <param name="roles">The roles that are held now.</param>
    /// <param name="keep">A role that stays whatever is chosen; null for none.</param>
    public static async Task<IReadOnlySet<string>?> ChooseRolesAsync(this IDialogService dialogs, string title, IReadOnlySet<string> roles, string? keep)
    {
        DialogParameters<RolesDialog> parameters = new() { { dialog => dialog.Roles, roles }, { dialog => dialog.Keep, keep } };
        var shown = await dialogs.ShowAsync<RolesDialog>(title, parameters);
        return await shown.Result is { Canceled: false, Data: IReadOnlySet<string> chosen } ? chosen : null;
    }

    /// <summary>Asks for sites; null when the person turned back.</summary>
    /// <param name="dialogs">Shows dialogs.</param>
    /// <param name="title">What is asked.</param>
    /// <param name="sites">The sites that are held now; null: every site.</param>
    /// <param name="within">The sites that can be chosen; null: every site.</param>
    public static async Task<SiteChoice?> ChooseSitesAsync(this IDialogService dialogs, string title, IReadOnlyList<SiteCode>? sites, IReadOnlySet<SiteCode>? within)
    {
        DialogParameters<SitesDialog> parameters = new() { { dialog => dialog.Choice, new SiteChoice(sites) }, { dialog => dialog.Within, within } };
        var shown = await dialogs.ShowAsync<SitesDialog>(title, parameters);
        return await shown.Result is { Canceled: false, Data: SiteChoice chosen } ? chosen : null;
    }
}
