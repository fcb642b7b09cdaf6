using BackOffice.Designer.Dashboard;
using BackOffice.Workflows.Dashboard;

namespace BackOffice.Designer.Tests.Dashboard;

/// <summary>How the days of a chart are cut, how high its axis goes, and where its numbers lead.</summary>
public sealed class ChartTests
{
    private static readonly DateOnly Wednesday = new(2026, 1, 14);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(62, 62)]
    [InlineData(63, 10)]
    [InlineData(200, 29)]
    [InlineData(201, 8)]
    [InlineData(400, 14)]
    public void Chart_of_any_length_has_few_bars(int days, int spans) => Assert.Equal(spans, Spans.Of(Days(days)).Count);

    [Theory]
    [InlineData(30)]
    [InlineData(90)]
    [InlineData(365)]
    public void Spans_lose_no_day_and_count_none_twice(int days)
    {
        var spans = Spans.Of(Days(days));

        Assert.Equal(days, spans.Sum(span => span.Count));
        Assert.Equal((Wednesday, Wednesday.AddDays(days - 1)), (spans[0].From, spans[^1].To));
        Assert.All(spans.Zip(spans.Skip(1)), pair => Assert.Equal(pair.First.To.AddDays(1), pair.Second.From));
    }

    [Fact]
    public void Week_begins_on_Monday() => Assert.All(Spans.Of(Days(90)).Skip(1), week => Assert.Equal(DayOfWeek.Monday, week.From.DayOfWeek));

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 2)]
    [InlineData(3, 4)]
    [InlineData(10, 10)]
    [InlineData(11, 20)]
    [InlineData(33, 40)]
    [InlineData(59_891, 60_000)]
    public void Axis_ends_at_a_round_number_with_a_middle(int most, int top) => Assert.Equal(top, ChartScale.Top(most));

    [Fact]
    public void Number_leads_to_the_list_with_its_filter()
    {
        var ended = new ListFilter(ConsoleList.Cases, State: "refused,cancelled", Site: "277", Date: FilterDate.Since, From: Wednesday, To: Wednesday);

        Assert.Equal(
            "/cases?state=refused,cancelled&site=277&sinceFrom=2026-01-14T00:00:00.0000000+07:00&sinceBefore=2026-01-15T00:00:00.0000000+07:00", Uri.UnescapeDataString(ListAddress.Of(ended)!));
        Assert.Equal("/cases?openedFrom=2026-01-14T00:00:00.0000000+07:00", Uri.UnescapeDataString(ListAddress.Of(new(ConsoleList.Cases, Date: FilterDate.Opened, From: Wednesday))!));
        Assert.Equal("/cases?blocked=true", ListAddress.Of(new(ConsoleList.Cases, Queue: "blocked")));
        Assert.Equal("/notices?queue=deadLetters", ListAddress.Of(new(ConsoleList.Notices, Queue: "deadLetters")));
        Assert.Equal("/notices?template=handed-to-helpdesk&from=2026-01-14&to=2026-01-14", ListAddress.Of(ended with { State = null, Site = null, Date = FilterDate.HandedOver }));
        Assert.Equal("/failures?site=277", ListAddress.Of(new(ConsoleList.Reports, Site: "277")));
        Assert.Equal("/failures", ListAddress.Of(new(ConsoleList.Policies)));
    }

    private static List<ReadDashboard.Point> Days(int days) => [.. Enumerable.Range(0, days).Select(day => new ReadDashboard.Point(Wednesday.AddDays(day), 1))];
}
