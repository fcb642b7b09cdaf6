using System.Globalization;
using BackOffice.Designer.Cases;
using BackOffice.Designer.Console;
using BackOffice.Designer.Sites;
using BackOffice.Workflows;
using BackOffice.Workflows.Activation.Desk;
using BackOffice.Workflows.Dashboard;
using Microsoft.AspNetCore.WebUtilities;

namespace BackOffice.Designer.Dashboard;

/// <summary>The address that opens the list behind a number of the dashboard.</summary>
internal static class ListAddress
{
    // The notice by which handing over is counted.
    private const string HandedOver = "handed-to-helpdesk";

    /// <summary>The address; null where the console has no list of just these.</summary>
    public static string? Of(ListFilter? filter) => filter switch
    {
        { List: ConsoleList.Cases, Date: FilterDate.Merged } => null,
        { List: ConsoleList.Cases, Date: FilterDate.HandedOver } => Notices(filter, HandedOver),
        { List: ConsoleList.Cases } => Cases(filter).Address(),
        { List: ConsoleList.Notices } => Notices(filter),
        { List: ConsoleList.Sites, Site: { } site } => SiteAddress.Of(site),
        { List: ConsoleList.Sites } => "/sites",
        { List: ConsoleList.Reports or ConsoleList.Policies, Site: var site } => site is null ? "/failures" : $"/failures?site={Uri.EscapeDataString(site)}",
        _ => null,
    };

    private static CaseQuery Cases(ListFilter filter)
    {
        var (from, before) = (filter.From is { } first ? Local.BeginOf(first) : (DateTimeOffset?)null, filter.To is { } last ? Local.EndOf(last) : (DateTimeOffset?)null);
        var query = new CaseQuery(State: filter.State, Site: filter.Site, Queue: filter.Queue == "incidents" ? NamedState.Of(QueueKind.Failed) : null, Blocked: filter.Queue == "blocked" ? true : null);
        return filter.Date == FilterDate.Since ? query with { SinceFrom = from, SinceBefore = before } : query with { OpenedFrom = from, OpenedBefore = before };
    }

    private static string Notices(ListFilter filter, string? template = null) => QueryHelpers.AddQueryString("/notices", new Dictionary<string, string?>
    {
        ["template"] = template,
        ["state"] = filter.State,
        ["queue"] = filter.Queue,
        ["site"] = filter.Site,
        ["from"] = Day(filter.From),
        ["to"] = Day(filter.To),
    }.Where(member => member.Value is not null));

    private static string? Day(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture);
}
