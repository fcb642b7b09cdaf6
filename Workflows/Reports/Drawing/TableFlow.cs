namespace BackOffice.Workflows.Reports.Drawing;

/// <summary>Puts one table on pages: its rows as they come, its header again on each page.</summary>
internal sealed class TableFlow
{
    private const float Padding = 3.4f;
    private const float Side = 4;
    private const int MostHeaderLines = 6;

    private readonly Sheet sheet;
    private readonly RowFlow rows;
    private readonly Block.Table table;
    private readonly (float X, float Width)[] places;
    private readonly Slot[] header;
    private readonly float headerHeight;

    public TableFlow(Sheet sheet, RowFlow rows, Block.Table table)
    {
        (this.sheet, this.rows, this.table) = (sheet, rows, table);
        places = Places(table.Columns);
        header = [.. table.Columns.Select(Header)];
        headerHeight = header.Max(slot => slot.Height) + 2 * Padding;
    }

    public void Put()
    {
        sheet.Need(headerHeight + Theme.KeepWithHeading / 2);
        if (table.Caption.Indonesian is not "")
            rows.Put([new(Theme.Left, Theme.Width, Set(table.Caption.Indonesian, table.Caption.English, Theme.Label, Theme.Width))], 2);
        PutHeader();

        var any = false;
        foreach (var row in table.Rows)
        {
            any = true;
            PutRow(row);
        }
        if (!any)
            PutSlots([new(Theme.Left + Side, Theme.Width - 2 * Side, Set(table.WhenEmpty.Indonesian, table.WhenEmpty.English, Theme.Cell, Theme.Width - 2 * Side))]);
    }

    private void PutRow(IReadOnlyList<Cell> row)
    {
        if (row.Count != table.Columns.Count)
            throw new InvalidOperationException($"A row of {row.Count} cells stands in a table of {table.Columns.Count} columns.");
        var slots = new Slot[row.Count];
        for (var i = 0; i < slots.Length; i++)
            slots[i] = new(places[i].X, places[i].Width, Set(row[i], places[i].Width), table.Columns[i].Right);
        PutSlots(slots);
    }

    private void PutSlots(IReadOnlyList<Slot> slots)
    {
        rows.Put(slots, Padding, PutHeader);
        sheet.Fill(Theme.Left, sheet.Y, Theme.Width, 0.4f, Theme.Hair);
    }

    private void PutHeader()
    {
        sheet.Fill(Theme.Left, sheet.Y, Theme.Width, headerHeight, Theme.Shade);
        rows.Put(header, Padding);
        sheet.Fill(Theme.Left, sheet.Y, Theme.Width, 0.8f, Theme.Accent);
    }

    private Slot Header(Column column, int index)
    {
        // It comes again on every page: a title of any length must leave room for the rows.
        var lines = Set(column.Title.Indonesian, column.Title.English, Theme.Head, places[index].Width).Take(MostHeaderLines);
        return new(places[index].X, places[index].Width, [.. lines], column.Right);
    }

    private IReadOnlyList<Line> Set(Cell cell, float width)
    {
        var typesetter = sheet.Typesetter;
        if (cell is { Text.Indonesian: "", Detail: null or { Indonesian: "" } })
            return typesetter.Set(new Span("–", Theme.CellQuiet), width);
        if (cell is { Tone: Tone.None, Text.English: null, Detail: null })
            return typesetter.Set(new Span(cell.Text.Indonesian, Theme.Cell), width);
        return
        [
            .. cell.Tone is Tone.None
                ? typesetter.Set(new Span(cell.Text.Indonesian, Theme.Cell), width)
                : typesetter.Set(new Span(cell.Text.Indonesian, Theme.Chip), width - 2 * RowFlow.ChipPadding, cell.Tone),
            .. typesetter.Set(new Span(cell.Text.English ?? "", Theme.CellQuiet), width),
            .. typesetter.Set(new Span(cell.Detail?.Indonesian ?? "", Theme.CellQuiet), width),
            .. typesetter.Set(new Span(cell.Detail?.English ?? "", Theme.CellQuiet), width),
        ];
    }

    private IReadOnlyList<Line> Set(string indonesian, string? english, TextStyle style, float width) =>
        [.. sheet.Typesetter.Set(new Span(indonesian, style), width), .. sheet.Typesetter.Set(new Span(english ?? "", Theme.CellQuiet), width)];

    private static (float X, float Width)[] Places(IReadOnlyList<Column> columns)
    {
        var weights = columns.Sum(column => column.Weight);
        var places = new (float, float)[columns.Count];
        var x = Theme.Left;
        for (var i = 0; i < places.Length; i++)
        {
            var width = (float)(Theme.Width * columns[i].Weight / weights);
            // Numbers at the right edge of a column would touch the words of the next.
            var gap = columns[i].Right && i + 1 < columns.Count && !columns[i + 1].Right ? 2 * Side : 0;
            places[i] = (x + Side, width - 2 * Side - gap);
            x += width;
        }
        return places;
    }
}
