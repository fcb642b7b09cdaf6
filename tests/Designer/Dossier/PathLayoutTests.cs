using System.Text;
using BackOffice.Designer.Dossier;
using BackOffice.Fixtures;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Activation.Dossiers;
using BackOffice.Workflows.Definitions.Versions;
using BackOffice.Workflows.Engine;

namespace BackOffice.Designer.Tests.Dossier;

/// <summary>The picture of a case's way, laid out from left to right.</summary>
public sealed class PathLayoutTests
{
    [Fact]
    public void What_goes_well_is_a_straight_line_above()
    {
        var layout = Lay("a>b, b>c");

        Assert.Equal("a 0,0  b 1,0  c 2,0", Show(layout));
    }

    [Fact]
    public void Other_outcomes_stand_below_in_the_order_of_the_outcomes() => Assert.Equal("a 0,0  b 1,0  c 1,1  d 1,2", Show(Lay("a>b, a>c, a>d")));

    [Fact]
    public void Step_stands_behind_all_that_lead_to_it() => Assert.Equal("a 0,0  b 1,1  c 2,0", Show(Lay("a>c, a>b, b>c")));

    [Fact]
    public void Line_over_several_columns_keeps_its_row_free()
    {
        var layout = Lay("a>d, a>b, b>c, c>d");

        Assert.Equal("a 0,0  b 1,1  c 2,1  d 3,0", Show(layout));
    }

    [Fact]
    public void Detour_leads_back_and_stands_next_to_where_it_is_left_for_first()
    {
        var layout = Lay("a>b, a>w, b>c, c>w, w>a");

        Assert.Equal("a 0,0  b 1,0  c 2,0  w 1,1", Show(layout));
        Assert.Equal(["c>w", "w>a"], layout.Back.Select(line => $"{line.From}>{line.To}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Circle_of_the_first_step_ends_too() => Assert.Equal("a 0,0  b 1,0", Show(Lay("a>b, b>a")));

    [Fact]
    public void No_two_boxes_of_the_shipped_definition_share_a_place_and_it_fits_an_office_screen()
    {
        var layout = PathLayout.Of(PathChart.Of(Shipped([])));

        Assert.Equal(layout.Places.Count, layout.Places.Values.Distinct().Count());
        Assert.True(layout is { Columns: <= 8, Rows: <= 4 }, $"{layout.Columns} columns, {layout.Rows} rows");
    }

    [Fact]
    public void Notice_on_the_way_is_no_box_of_its_own_and_one_that_ends_the_case_is()
    {
        var chart = PathChart.Of(Shipped([]));

        Assert.DoesNotContain(chart.Boxes, box => box.Id == "tell-under-review");
        Assert.Contains(chart.Boxes, box => box.Id == "tell-refused");
        Assert.Contains(chart.Lines, line => line is { From: "detect", To: "await-verdict", Outcome: "Doubt" });
    }

    [Fact]
    public void Passed_steps_and_lines_are_marked_and_the_present_step_is_the_one_it_waits_at()
    {
        var chart = PathChart.Of(Shipped([("check-identity", "Passed"), ("detect", "Doubt"), ("tell-under-review", "Done")], present: "await-verdict"));

        Assert.Equal(["check-identity", "detect"], chart.Boxes.Where(box => box.Visits > 0).Select(box => box.Id).Order(StringComparer.Ordinal));
        Assert.Equal(["check-identity>detect", "detect>await-verdict"], chart.Lines.Where(line => line.Passed).Select(line => $"{line.From}>{line.To}").Order(StringComparer.Ordinal));
        Assert.Equal("await-verdict", chart.Present);
    }

    private static PathLayout Lay(string lines)
    {
        var ways = lines.Split(", ").Select(line => line.Split('>')).Select(ends => new PathChart.Line(ends[0], ends[1], ends[1], Passed: false)).ToList();
        var boxes = ways.SelectMany(way => new[] { way.From, way.To }).Distinct().Select(id => new PathChart.Box(id, "", 0)).ToList();
        return PathLayout.Of(new("a", boxes, ways, null));
    }

    private static string Show(PathLayout layout) => string.Join("  ", layout.Places.OrderBy(place => place.Key, StringComparer.Ordinal).Select(place => $"{place.Key} {place.Value.Column},{place.Value.Row}"));

    private static CasePath Shipped((string Node, string Outcome)[] passed, string? present = null)
    {
        var reader = new DefinitionReader(new(ActivationServices.Steps));
        var read = Assert.IsType<DefinitionReading.Accepted>(reader.Read(Encoding.UTF8.GetBytes(File.ReadAllText(RepositoryRoot.File("Workflows", "Definitions", "activation.json")))));
        return new("Activation", 1, DefinitionFlow.Of(read.Definition), present, InstanceStatus.Waiting, [.. passed.Select(one => new CaseEvent.Passage(default, one.Node, "", one.Outcome))]);
    }
}
