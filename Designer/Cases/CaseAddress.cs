using System.Text.Json;
using BackOffice.Workflows.Activation;

namespace BackOffice.Designer.Cases;

/// <summary>Where cases are shown.</summary>
internal static class CaseAddress
{
    /// <summary>The page of one case.</summary>
    public static string Of(string number) => $"/cases/{Uri.EscapeDataString(number)}";

    /// <summary>The list of cases of a site.</summary>
    /// <param name="site">The site's code.</param>
    /// <param name="state">Only cases in this state; null for all.</param>
    /// <param name="queue">A queue in camel case; null for none.</param>
    public static string OfSite(string site, CaseState? state = null, string? queue = null) =>
        $"/cases?site={Uri.EscapeDataString(site)}{(state is { } one ? $"&state={JsonNamingPolicy.CamelCase.ConvertName(one.ToString())}" : "")}{(queue is null ? "" : $"&queue={queue}")}";
}
