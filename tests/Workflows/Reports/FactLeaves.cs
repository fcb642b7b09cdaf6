using System.Collections;
using System.Globalization;
using BackOffice.Workflows.Reports;

namespace BackOffice.Workflows.Tests.Reports;

/// <summary>All the values at the ends of a graph of facts, as the text a reader must find; a fact added later is among them by itself.</summary>
internal static class FactLeaves
{
    public static IEnumerable<string> Of(object? facts) => facts switch
    {
        null or bool => [],
        // The words of what can be the case are checked by name elsewhere.
        Enum => [],
        string text => [CleanText.Of(text)],
        int number => [number.ToString("N0", CultureInfo.GetCultureInfo("id-ID"))],
        DateTimeOffset at => [at.ToOffset(TimeSpan.FromHours(7)).ToString("HH.mm.ss", CultureInfo.InvariantCulture)],
        DateOnly day => [Wordings.Day(day)],
        IEnumerable many => many.Cast<object?>().SelectMany(Of),
        _ => facts.GetType().GetProperties().Where(property => property.Name is not "EqualityContract").SelectMany(property => Of(property.GetValue(facts))),
    };
}
