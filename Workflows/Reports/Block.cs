namespace BackOffice.Workflows.Reports;

/// <summary>A part of the body of a report.</summary>
public abstract record Block
{
    private Block() { }

    /// <summary>A heading; it never stands alone at the foot of a page.</summary>
    /// <param name="Level">1 for a section, 2 for a part of it.</param>
    /// <param name="Text">The heading.</param>
    public sealed record Heading(int Level, Words Text) : Block;

    /// <summary>Running text.</summary>
    /// <param name="Runs">Its pieces; a blank between two stands only where one of them has it.</param>
    public sealed record Paragraph(IReadOnlyList<Run> Runs) : Block
    {
        /// <summary>One plain text, its English below it in a lighter tone.</summary>
        public Paragraph(Words text)
            : this(text.English is { } english ? [new(text.Indonesian), new("\n" + english, Quiet: true)] : [new(text.Indonesian)]) { }
    }

    /// <summary>Labels with their values, one below the other.</summary>
    /// <param name="Items">The facts, in reading order.</param>
    public sealed record Facts(IReadOnlyList<Fact> Items) : Block;

    /// <summary>A table whose header row is repeated on every page.</summary>
    /// <param name="Caption">What the table shows; empty leaves it out.</param>
    /// <param name="Columns">The columns, from the left.</param>
    /// <param name="Rows">
    /// The rows, each with one cell per column. They are read more than once and must come out the same each time (a list, or a query under a held
    /// read transaction), and are never held all at once.
    /// </param>
    public sealed record Table(Words Caption, IReadOnlyList<Column> Columns, IEnumerable<IReadOnlyList<Cell>> Rows) : Block
    {
        /// <summary>The table's name in kebab-case, under which it is also given as CSV; null for a table that is only printed.</summary>
        public string? Name { get; init; }

        /// <summary>What stands in the place of rows when there are none.</summary>
        public Words WhenEmpty { get; init; } = new("Tidak ada data.", "No data.");
    }

    /// <summary>The proof of genuineness: a QR code with words beside it.</summary>
    /// <param name="Payload">What the code says when scanned.</param>
    /// <param name="Alternative">What is read out in the place of the picture.</param>
    /// <param name="Items">What stands beside it.</param>
    public sealed record Proof(string Payload, Words Alternative, IReadOnlyList<Fact> Items) : Block;

    /// <summary>Room to sign: place and day, who signs, and a line. It is never parted, and never stands alone on a page.</summary>
    /// <param name="PlaceAndDay">Such as <c>Jakarta, 22 November 2026</c>.</param>
    public sealed record Signature(Words PlaceAndDay) : Block;

    /// <summary>What follows begins on a new page; nothing where it would anyway.</summary>
    public sealed record PageBreak : Block;
}

/// <summary>A piece of running text.</summary>
/// <param name="Text">The text, cleaned like all text of a report.</param>
/// <param name="Bold">Stands out.</param>
/// <param name="Quiet">Stands back: the other language, or a remark.</param>
public sealed record Run(string Text, bool Bold = false, bool Quiet = false)
{
    /// <summary>The text, cleaned.</summary>
    public string Text { get; } = CleanText.Of(Text);
}

/// <summary>One label with its value.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Value">What is so; empty shows a dash.</param>
/// <param name="Tone">Shows the value as a chip; <see cref="Tone.None"/> as plain text.</param>
public sealed record Fact(Words Label, Words Value, Tone Tone = Tone.None);

/// <summary>A column of a table.</summary>
/// <param name="Title">Its heading, repeated on each page.</param>
/// <param name="Weight">Its share of the width, against the other columns.</param>
/// <param name="Right">Aligned to the right, for numbers.</param>
public sealed record Column(Words Title, double Weight = 1, bool Right = false);

/// <summary>A cell of a table.</summary>
/// <param name="Text">What it says; empty shows a dash.</param>
/// <param name="Tone">Shows the text as a chip; <see cref="Tone.None"/> as plain text.</param>
/// <param name="Detail">A quiet line below; null leaves it out.</param>
public sealed record Cell(Words Text, Tone Tone = Tone.None, Words? Detail = null)
{
    /// <summary>The value for programs, where it is not what is printed: a number without separators, a time in ISO 8601. Null where the printed text is the value.</summary>
    public string? Value { get; init; }

    /// <summary>The whole value in one line, as CSV and the digest have it.</summary>
    internal string Whole => Value ?? (Detail is { Indonesian.Length: > 0 } detail ? $"{Text.Indonesian} · {detail.Indonesian}" : Text.Indonesian);

    /// <summary>A number.</summary>
    internal static Cell Number(int number) => new(Wordings.Number(number)) { Value = number.ToString(System.Globalization.CultureInfo.InvariantCulture) };

    /// <summary>A time in a narrow column; a dash where there is none.</summary>
    internal static Cell Time(DateTimeOffset? at) => at is { } time ? Wordings.Moment(time) : new("");
}

/// <summary>How a chip is meant. It always carries words: the tone alone says nothing.</summary>
public enum Tone
{
    /// <summary>No chip: plain text.</summary>
    None,

    /// <summary>Done, agreed, as wished.</summary>
    Good,

    /// <summary>Waits for somebody.</summary>
    Wait,

    /// <summary>Failed, refused, in contradiction.</summary>
    Bad,

    /// <summary>Worth knowing, neither good nor bad.</summary>
    Info,
}
