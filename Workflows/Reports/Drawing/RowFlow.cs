namespace BackOffice.Workflows.Reports.Drawing;

/// <summary>A column of set lines within a row.</summary>
internal readonly record struct Slot(float X, float Width, IReadOnlyList<Line> Lines, bool Right = false)
{
    public float Height => Lines.Sum(line => line.Leading);
}

/// <summary>
/// Puts rows of slots on pages. A row that does not fit moves overleaf; one that is taller than a page should be given to a row is split between lines.
/// </summary>
internal sealed class RowFlow(Sheet sheet)
{
    public const float ChipPadding = 5;

    /// <summary>Puts one row. <paramref name="onNewPage"/> draws what is repeated on each page, such as a table's header.</summary>
    public void Put(IReadOnlyList<Slot> slots, float padding, Action? onNewPage = null)
    {
        var height = slots.Max(slot => slot.Height) + 2 * padding;
        if (height > sheet.Room && !sheet.IsFresh && (height <= Theme.Unsplit || sheet.Room < Theme.KeepWithHeading))
            Turn(onNewPage);

        var done = new int[slots.Count];
        while (true)
        {
            var room = sheet.Room - 2 * padding;
            var used = 0f;
            for (var i = 0; i < slots.Count; i++)
                used = Math.Max(used, PutLines(slots[i], ref done[i], sheet.Y + padding, room));
            sheet.Y += used + 2 * padding;
            if (!slots.Where((slot, i) => done[i] < slot.Lines.Count).Any())
                return;
            Turn(onNewPage);
        }
    }

    private void Turn(Action? onNewPage)
    {
        sheet.Turn();
        onNewPage?.Invoke();
    }

    private float PutLines(Slot slot, ref int done, float top, float room)
    {
        var first = done;
        var height = 0f;
        // One line goes down even where there is no room for it: a page must never be turned for ever.
        while (done < slot.Lines.Count && (done == first || height + slot.Lines[done].Leading <= room))
            height += slot.Lines[done++].Leading;

        Chip(slot, first, done, top);
        var y = top;
        for (var i = first; i < done; i++)
        {
            var line = slot.Lines[i];
            var indent = line.Tone is Tone.None ? 0 : ChipPadding;
            sheet.Draw(line, slot.Right ? slot.X + slot.Width - line.Width - indent : slot.X + indent, y);
            y += line.Leading;
        }
        return height;
    }

    private void Chip(Slot slot, int from, int to, float top)
    {
        while (to > from && slot.Lines[to - 1].Tone is Tone.None)
            to--;
        if (to == from)
            return;
        float width = 0, height = 0;
        for (var i = from; i < to; i++)
        {
            width = Math.Max(width, slot.Lines[i].Width + 2 * ChipPadding);
            height += slot.Lines[i].Leading;
        }
        var x = slot.Right ? slot.X + slot.Width - width : slot.X;
        sheet.Fill(x, top, width, height, Theme.Colours(slot.Lines[from].Tone).Fill, 3);
    }
}
