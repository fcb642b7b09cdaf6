namespace BackOffice.Workflows.Dashboard;

/// <summary>A list of the console that a number can open.</summary>
public enum ConsoleList
{
    /// <summary>Cases (<c>SearchCases</c>).</summary>
    Cases,

    /// <summary>Sites (<c>ReadSites</c>).</summary>
    Sites,

    /// <summary>Notices (<c>ListNotices</c>).</summary>
    Notices,

    /// <summary>Reports that staff asked for.</summary>
    Reports,

    /// <summary>Policies and their alarms.</summary>
    Policies,
}

/// <summary>What the days of a filter are about.</summary>
public enum FilterDate
{
    /// <summary>The case was opened.</summary>
    Opened,

    /// <summary>The case came to the state in which it is now.</summary>
    Since,

    /// <summary>The account was merged into a Default.</summary>
    Merged,

    /// <summary>The case was handed over to the helpdesk.</summary>
    HandedOver,

    /// <summary>The notice was written.</summary>
    Written,
}

/// <summary>The filter that opens the list behind a number, as plain fields: a screen makes an address of it, a program a query.</summary>
/// <param name="List">The list.</param>
/// <param name="State">A state as it stands in the answers of that list, several parted by commas; null for every state.</param>
/// <param name="Queue">A queue within the list: <c>blocked</c>, <c>incidents</c>, <c>deadLetters</c>; null for none.</param>
/// <param name="Site">A site's code; null for every site.</param>
/// <param name="Date">What the days are about; null where there are none.</param>
/// <param name="From">The first day, in western Indonesian time; null for no beginning.</param>
/// <param name="To">The last day, included; null for no end.</param>
public sealed record ListFilter(
    ConsoleList List, string? State = null, string? Queue = null, string? Site = null, FilterDate? Date = null, DateOnly? From = null, DateOnly? To = null)
{
    /// <summary>The same for one day.</summary>
    public ListFilter On(DateOnly day) => this with { From = day, To = day };
}

/// <summary>A number with the list behind it.</summary>
/// <param name="Count">The number.</param>
/// <param name="Opens">The filter of its list; null where no list shows just these.</param>
public sealed record Figure(int Count, ListFilter? Opens);
