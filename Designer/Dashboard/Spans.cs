using BackOffice.Workflows.Dashboard;

namespace BackOffice.Designer.Dashboard;

/// <summary>A day, a week or a month of a chart.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day, included.</param>
/// <param name="Count">What happened in it.</param>
public sealed record Span(DateOnly From, DateOnly To, int Count);

/// <summary>Cuts the days of a series so that a chart of any length can be read: at most some sixty bars.</summary>
internal static class Spans
{
    private const int MostDays = 62;
    private const int MostDaysByWeek = 200;

    /// <summary>Days where they are few, else weeks from Monday, else months. The first and the last may be cut short by the period.</summary>
    public static IReadOnlyList<Span> Of(IReadOnlyList<ReadDashboard.Point> days) =>
    [
        .. days.GroupBy(day => BeginOf(day.Day, days.Count)).Select(span => new Span(span.First().Day, span.Last().Day, span.Sum(day => day.Count))),
    ];

    private static DateOnly BeginOf(DateOnly day, int days) => days switch
    {
        <= MostDays => day,
        <= MostDaysByWeek => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
        _ => new(day.Year, day.Month, 1),
    };
}
