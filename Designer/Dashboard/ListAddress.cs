using System.Globalization;
using BackOffice.Workflows.Dashboard;
using Microsoft.AspNetCore.WebUtilities;

namespace BackOffice.Designer.Dashboard;

/// <summary>The address that opens the list behind a number of the dashboard.</summary>
internal static class ListAddress
{
    /// <summary>The address; null where the console has no page for that list.</summary>
    public static string? Of(ListFilter? filter) => filter switch
    {
        { List: ConsoleList.Cases } => With("/cases", filter),
        { List: ConsoleList.Notices } => With("/notices", filter),
        { List: ConsoleList.Sites, Site: { } site } => Sites.SiteAddress.Of(site),
        { List: ConsoleList.Sites } => "/sites",
        _ => null,
    };

    private static string With(string page, ListFilter filter) => QueryHelpers.AddQueryString(page, new Dictionary<string, string?>
    {
        ["state"] = filter.State,
        ["queue"] = filter.Queue,
        ["site"] = filter.Site,
        // The days of a list are about opening, or about writing, unless it is said.
        ["date"] = filter.Date is null or FilterDate.Opened or FilterDate.Written ? null : CamelCase(filter.Date.Value),
        ["from"] = Day(filter.From),
        ["to"] = Day(filter.To),
    }.Where(member => member.Value is not null));

    private static string? Day(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture);

    private static string CamelCase(FilterDate date) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(date.ToString());
}
