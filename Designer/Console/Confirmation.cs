using MudBlazor;

namespace BackOffice.Designer.Console;

/// <summary>Asks for the second step of an act.</summary>
internal static class Confirmation
{
    /// <summary>Shows what will change and asks for a yes.</summary>
    /// <param name="dialogs">Shows dialogs.</param>
    /// <param name="title">The act.</param>
    /// <param name="changes">What will change, a line each.</param>
    /// <param name="verb">The text of the button that does it.</param>
    /// <param name="needsReason">Whether a reason must be given.</param>
    /// <param name="grave">Whether it is hard to take back.</param>
    /// <returns>The reason, empty where none was asked for; null when the person turned back.</returns>
    public static async Task<string?> AskAsync(this IDialogService dialogs, string title, IReadOnlyList<string> changes, string verb, bool needsReason = true, bool grave = false)
    {
        DialogParameters<ConfirmDialog> parameters = new()
        {
            { dialog => dialog.Changes, changes },
            { dialog => dialog.Do, verb },
            { dialog => dialog.NeedsReason, needsReason },
            { dialog => dialog.Grave, grave },
        };
        var shown = await dialogs.ShowAsync<ConfirmDialog>(title, parameters);
        return await shown.Result is { Canceled: false, Data: string reason } ? reason : null;
    }
}
