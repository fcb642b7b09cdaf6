using Microsoft.AspNetCore.Components;

namespace BackOffice.Designer.Console;

/// <summary>Filters that live in the address, so that a link to a list can be sent and the browser's way back works.</summary>
internal static class AddressFilters
{
    /// <summary>The name of the query member with the rows to pass over.</summary>
    public const string Skip = "skip";

    /// <summary>Sets one filter, or takes it away where nothing was given, and shows the first page.</summary>
    /// <param name="navigation">Where the person is.</param>
    /// <param name="name">The name of the filter in the address.</param>
    /// <param name="value">What was typed or chosen.</param>
    public static void Filter(this NavigationManager navigation, string name, object? value) =>
        navigation.Go((name, value is string text && string.IsNullOrWhiteSpace(text) ? null : value), (Skip, null));

    /// <summary>Changes members of the address and stays on the page.</summary>
    public static void Go(this NavigationManager navigation, params ReadOnlySpan<(string Name, object? Value)> members)
    {
        Dictionary<string, object?> changed = [];
        foreach (var (name, value) in members)
            changed[name] = value;
        navigation.NavigateTo(navigation.GetUriWithQueryParameters(changed), replace: true);
    }
}
