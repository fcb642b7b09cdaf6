using Microsoft.Extensions.Localization;

namespace BackOffice.Designer.Dossier;

/// <summary>What people call a step of a chart.</summary>
internal static class StepName
{
    /// <summary>Of the steps that send a notice only those are drawn with which the case ends. A step without words keeps its type's name.</summary>
    public static string Of(PathChart chart, string box, IStringLocalizer<TimelineWords> words)
    {
        var type = chart.Boxes.First(one => one.Id == box).Type;
        return type == PathChart.Notify ? words["Step.Ending"] : OfType(type, words);
    }

    /// <summary>The same for a step's type.</summary>
    public static string OfType(string type, IStringLocalizer<TimelineWords> words) =>
        words[$"Step.{Timeline.Short(type)}"] is { ResourceNotFound: false } known ? known.Value : Timeline.Short(type);
}
