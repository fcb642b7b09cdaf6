namespace BackOffice.Workflows.Reports.Drawing;

/// <summary>Puts a whole report on pages, block after block.</summary>
internal sealed class BlockFlow(Sheet sheet)
{
    private const float Gutter = 12;
    private const float QrSide = 104;
    private const float FactPadding = 3;
    private const float SignatureRoom = 160;

    private static readonly FactColumns Wide = new(Theme.Left, 148, Theme.Left + Theme.Width);
    private static readonly FactColumns BesideQr = Wide with { Left = Theme.Left + QrSide + Gutter, Label = 96 };

    private readonly RowFlow rows = new(sheet);

    private Typesetter Typesetter => sheet.Typesetter;

    public void Put(ReportDocument report)
    {
        sheet.Open();
        Letterhead(report.Letterhead);
        Title(report.Info);
        for (var i = 0; i < report.Blocks.Count; i++)
        {
            if (report.Blocks[i] is Block.Heading)
                sheet.Need(RoomWanted(report.Blocks, i));
            Put(report.Blocks[i]);
        }
        sheet.Close();
    }

    // Headings and the paragraphs that lead in stay with what they are about.
    private float RoomWanted(IReadOnlyList<Block> blocks, int from)
    {
        var leading = blocks.Skip(from).TakeWhile(block => block is Block.Heading or Block.Paragraph).Take(4).Count();
        // A signature stands below what is signed, never on a page of its own.
        var signed = blocks.ElementAtOrDefault(from + leading + 1) is Block.Signature ? SignatureRoom : 0;
        return signed + leading * Theme.LeadIn + (blocks.ElementAtOrDefault(from + leading) switch
        {
            Block.Proof proof => Math.Max(QrSide, Together(FactRows(proof.Items, BesideQr))),
            Block.Facts facts => Together(FactRows(facts.Items, Wide)),
            _ => Theme.KeepWithHeading,
        });
    }

    // A short list is read at one glance and is not parted.
    private static float Together(IEnumerable<Slot[]> rows) =>
        rows.Sum(slots => slots.Max(slot => slot.Height) + 2 * FactPadding) is <= Theme.Unsplit and var height ? height : Theme.KeepWithHeading;

    private void Put(Block block)
    {
        switch (block)
        {
            case Block.Heading heading:
                Heading(heading);
                break;
            case Block.Paragraph paragraph:
                Text([.. paragraph.Runs.Select(run => new Span(run.Text, run.Bold ? Theme.BodyBold : run.Quiet ? Theme.BodyQuiet : Theme.Body))]);
                sheet.Y += 7;
                break;
            case Block.Facts facts:
                Facts(facts.Items, Wide);
                sheet.Y += 6;
                break;
            case Block.Table table:
                new TableFlow(sheet, rows, table).Put();
                sheet.Y += 10;
                break;
            case Block.Proof proof:
                Proof(proof);
                break;
            case Block.Signature signature:
                Signature(signature);
                break;
            case Block.PageBreak:
                if (!sheet.IsFresh)
                    sheet.Turn();
                break;
            default:
                throw new InvalidOperationException($"Unhandled {block.GetType().Name}.");
        }
    }

    private void Letterhead(Letterhead head)
    {
        Text([new(head.Authority.Indonesian, Theme.Authority)]);
        Text(Beside(head.Service, Theme.Service, Theme.BodyQuiet));
        Text([new(head.Contact.Indonesian, Theme.BodyQuiet)]);
        sheet.Y += 6;
        sheet.Fill(Theme.Left, sheet.Y, Theme.Width, 1.8f, Theme.Accent);
        sheet.Fill(Theme.Left, sheet.Y + 3.2f, Theme.Width, 0.6f, Theme.Accent);
        sheet.Y += 26;
    }

    private void Title(ReportInfo info)
    {
        Text([new(info.Title.Indonesian, Theme.Title)]);
        Text([new(info.Title.English ?? "", Theme.TitleEnglish)]);
        Text([new("Nomor ", Theme.BodyQuiet), new(info.Number.Indonesian, Theme.BodyBold)]);
        sheet.Y += 14;
    }

    private void Heading(Block.Heading heading)
    {
        var section = heading.Level is 1;
        sheet.Y += sheet.IsFresh ? 0 : section ? 14 : 6;
        Text(section ? Beside(heading.Text, Theme.Section, Theme.SectionEnglish) : Beside(heading.Text, Theme.Part, Theme.PartEnglish));
        sheet.Y += 4;
    }

    private void Facts(IReadOnlyList<Fact> facts, FactColumns columns)
    {
        var set = FactRows(facts, columns);
        sheet.Need(Together(set));
        foreach (var slots in set)
        {
            rows.Put(slots, FactPadding);
            sheet.Fill(columns.Left, sheet.Y, columns.Right - columns.Left, 0.4f, Theme.Hair);
        }
    }

    private List<Slot[]> FactRows(IReadOnlyList<Fact> facts, FactColumns columns)
    {
        var value = columns.Left + columns.Label + Gutter;
        return
        [
            .. facts.Select(Slot[] (fact) =>
            [
                new(columns.Left, columns.Label, Below(fact.Label, Theme.Label, columns.Label)),
                new(value, columns.Right - value, Value(fact, columns.Right - value)),
            ]),
        ];
    }

    private void Proof(Block.Proof proof)
    {
        sheet.Need(Math.Max(QrSide, Together(FactRows(proof.Items, BesideQr))));
        var (page, top) = (sheet.Number, sheet.Y);
        QrPicture.Draw(sheet, proof.Payload, Theme.Left, top, QrSide);
        Facts(proof.Items, BesideQr);
        if (sheet.Number == page)
            sheet.Y = Math.Max(sheet.Y, top + QrSide);
        sheet.Y += 8;
    }

    // In the right half, as letters of the administration have it.
    private void Signature(Block.Signature signature)
    {
        const float room = 58, left = Theme.Left + Theme.Width * 0.56f, width = Theme.Width * 0.44f;
        var above = (Line[])[.. Below(signature.PlaceAndDay, Theme.Body, width), .. Below(new("Pejabat yang berwenang,", "Authorised officer"), Theme.Body, width)];
        var below = Below(new("Nama dan NIP", "Name and civil servant number"), Theme.Label, width);
        sheet.Need(12 + above.Sum(line => line.Leading) + room + below.Sum(line => line.Leading) + 6);
        sheet.Y += 12;
        rows.Put([new(left, width, above)], 0);
        sheet.Y += room;
        sheet.Fill(left, sheet.Y - 3, width, 0.6f, Theme.Ink);
        rows.Put([new(left, width, below)], 0);
    }

    private IReadOnlyList<Line> Value(Fact fact, float width) => fact switch
    {
        { Value.Indonesian: "" } => Typesetter.Set(new Span("–", Theme.BodyQuiet), width),
        { Tone: Tone.None } => Below(fact.Value, Theme.Body, width),
        _ =>
        [
            .. Typesetter.Set(new Span(fact.Value.Indonesian, Theme.FactChip), width - 2 * RowFlow.ChipPadding, fact.Tone),
            .. Typesetter.Set(new Span(fact.Value.English ?? "", Theme.CellQuiet), width),
        ],
    };

    private IReadOnlyList<Line> Below(Words words, TextStyle style, float width) =>
        [.. Typesetter.Set(new Span(words.Indonesian, style), width), .. Typesetter.Set(new Span(words.English ?? "", Theme.CellQuiet), width)];

    private static Span[] Beside(Words words, TextStyle style, TextStyle english) =>
        words.English is { } text ? [new(words.Indonesian, style), new("   ", style), new(text, english)] : [new(words.Indonesian, style)];

    private void Text(IReadOnlyList<Span> spans) => rows.Put([new(Theme.Left, Theme.Width, Typesetter.Set(spans, Theme.Width))], 0);

    private readonly record struct FactColumns(float Left, float Label, float Right);
}
