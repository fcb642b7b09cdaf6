namespace BackOffice.Designer.Dossier;

/// <summary>
/// Lays a chart out from left to right: each step in the column after those that lead to it, what goes well in the top row. Detours (steps from which every way leads back) stand as
/// near to where they are left for as they can. A pure function of the chart.
/// </summary>
/// <param name="Columns">How many columns there are.</param>
/// <param name="Rows">How many rows there are.</param>
/// <param name="Places">Where each box stands.</param>
/// <param name="Back">The lines that lead back.</param>
internal sealed record PathLayout(int Columns, int Rows, IReadOnlyDictionary<string, PathLayout.Place> Places, IReadOnlySet<PathChart.Line> Back)
{
    /// <summary>A place in the grid, from 0.</summary>
    internal sealed record Place(int Column, int Row);

    /// <summary>Lays the chart out.</summary>
    public static PathLayout Of(PathChart chart)
    {
        var lines = chart.Lines.ToLookup(line => line.From);
        var back = LeadingBack(chart.Start, lines);
        var columns = ColumnsOf(chart, lines, back);
        var places = RowsOf(chart, back, columns);
        var behind = chart.Lines.Where(line => places[line.To].Column <= places[line.From].Column).ToHashSet();
        return new(places.Values.Max(place => place.Column) + 1, places.Values.Max(place => place.Row) + 1, places, behind);
    }

    // Those that close a circle, seen from the start.
    private static HashSet<PathChart.Line> LeadingBack(string start, ILookup<string, PathChart.Line> lines)
    {
        var (back, under, done) = (new HashSet<PathChart.Line>(), new HashSet<string>(), new HashSet<string>());
        Visit(start);
        return back;

        void Visit(string box)
        {
            under.Add(box);
            foreach (var line in lines[box])
            {
                if (under.Contains(line.To))
                    back.Add(line);
                else if (!done.Contains(line.To))
                    Visit(line.To);
            }
            under.Remove(box);
            done.Add(box);
        }
    }

    private static Dictionary<string, int> ColumnsOf(PathChart chart, ILookup<string, PathChart.Line> lines, HashSet<PathChart.Line> back)
    {
        var into = chart.Lines.Where(line => !back.Contains(line)).ToLookup(line => line.To);
        var detours = chart.Boxes.Where(box => lines[box.Id].Any() && lines[box.Id].All(back.Contains)).Select(box => box.Id).ToHashSet();
        Dictionary<string, int> columns = [];
        foreach (var box in chart.Boxes)
            Column(box.Id);
        return columns;

        int Column(string box)
        {
            if (columns.TryGetValue(box, out var known))
                return known;
            var before = into[box].Select(line => Column(line.From)).ToList();
            return columns[box] = before.Count == 0 ? 0 : (detours.Contains(box) ? before.Min() : before.Max()) + 1;
        }
    }

    // Column by column. A line over several columns keeps a row free in those between, so that it crosses no box.
    private static Dictionary<string, Place> RowsOf(PathChart chart, HashSet<PathChart.Line> back, Dictionary<string, int> columns)
    {
        var forward = chart.Lines.Where(line => !back.Contains(line) && columns[line.To] > columns[line.From]).ToList();
        var order = chart.Lines.Select((line, i) => (line, i)).ToDictionary(pair => pair.line, pair => pair.i);
        Dictionary<string, Place> places = [];
        Dictionary<PathChart.Line, int> rows = [];
        for (var column = 0; column <= columns.Values.Max(); column++)
        {
            var passing = forward.Where(line => columns[line.From] < column && columns[line.To] > column)
                .Select(line => (Box: (string?)null, Line: (PathChart.Line?)line, Wanted: RowOf(line), Order: order[line]));
            var standing = chart.Boxes.Where(box => columns[box.Id] == column).Select(box =>
            {
                var before = forward.Where(line => line.To == box.Id).ToList();
                return (Box: (string?)box.Id, Line: (PathChart.Line?)null, Wanted: before.Count == 0 ? 0 : before.Min(RowOf), Order: before.Count == 0 ? -1 : before.Min(line => order[line]));
            });
            var free = 0;
            foreach (var item in passing.Concat(standing).OrderBy(item => item.Wanted).ThenBy(item => item.Order))
            {
                var row = Math.Max(free, item.Wanted);
                free = row + 1;
                if (item.Box is { } box)
                    places[box] = new(column, row);
                else
                    rows[item.Line!] = row;
            }
        }
        return places;

        int RowOf(PathChart.Line line) => rows.TryGetValue(line, out var row) ? row : places[line.From].Row;
    }
}
