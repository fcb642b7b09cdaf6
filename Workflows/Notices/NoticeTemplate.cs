using BackOffice.Rules;

namespace BackOffice.Workflows.Notices;

/// <summary>A piece of a line: words, or the name of a variable that stands for words.</summary>
internal sealed record Run(string Text, bool Bold = false, bool IsVariable = false);

/// <summary>What a notice is made of.</summary>
internal abstract record Block
{
    private Block()
    {
    }

    public sealed record Paragraph(IReadOnlyList<Run> Runs) : Block;

    /// <summary>Something not to be overlooked.</summary>
    public sealed record Callout(IReadOnlyList<Run> Runs) : Block;

    public sealed record Items(bool Numbered, IReadOnlyList<IReadOnlyList<Run>> Lines) : Block;

    public sealed record Facts(IReadOnlyList<Fact> Rows) : Block;

    public sealed record Fact(IReadOnlyList<Run> Label, IReadOnlyList<Run> Value);

    /// <summary>Every line of the block.</summary>
    public IEnumerable<IReadOnlyList<Run>> AllLines => this switch
    {
        Paragraph paragraph => [paragraph.Runs],
        Callout callout => [callout.Runs],
        Items items => items.Lines,
        Facts facts => facts.Rows.SelectMany(row => new[] { row.Label, row.Value }),
        var other => throw new InvalidOperationException($"Unhandled block {other.GetType().Name}."),
    };
}

/// <summary>A notice in one language.</summary>
internal sealed record NoticeSection(IReadOnlyList<Run> Title, IReadOnlyList<Block> Blocks)
{
    public IEnumerable<string> Variables => Blocks.SelectMany(block => block.AllLines).Append(Title)
        .SelectMany(line => line)
        .Where(run => run.IsVariable)
        .Select(run => run.Text)
        .Distinct();

    /// <summary>The title as plain words; of a section whose variables are filled.</summary>
    public string TitleText => string.Concat(Title.Select(run => run.Text));

    /// <summary>The same section with words in place of its variables.</summary>
    public NoticeSection Fill(Func<string, string> value) => new(FillLine(Title, value), [.. Blocks.Select(block => Fill(block, value))]);

    private static Block Fill(Block block, Func<string, string> value) => block switch
    {
        Block.Paragraph paragraph => new Block.Paragraph(FillLine(paragraph.Runs, value)),
        Block.Callout callout => new Block.Callout(FillLine(callout.Runs, value)),
        Block.Items items => new Block.Items(items.Numbered, [.. items.Lines.SelectMany(line => FillItem(line, value))]),
        Block.Facts facts => new Block.Facts([.. facts.Rows.Select(row => new Block.Fact(FillLine(row.Label, value), FillLine(row.Value, value)))]),
        var other => throw new InvalidOperationException($"Unhandled block {other.GetType().Name}."),
    };

    private static IEnumerable<IReadOnlyList<Run>> FillItem(IReadOnlyList<Run> line, Func<string, string> value) => line is [{ IsVariable: true } alone]
        ? value(alone.Text).Split('\n').Select(text => (IReadOnlyList<Run>)[new Run(CleanText.OneLine(text), alone.Bold)])
        : [FillLine(line, value)];

    private static IReadOnlyList<Run> FillLine(IReadOnlyList<Run> line, Func<string, string> value) =>
        [.. line.Select(run => run.IsVariable ? new Run(CleanText.OneLine(value(run.Text)), run.Bold) : run)];
}

/// <summary>One notice in both languages.</summary>
internal sealed record NoticeTemplate(string Name, NoticeSection Indonesian, NoticeSection English)
{
    /// <summary>The notice in both languages with words in place of its variables.</summary>
    public NoticeTemplate Fill(IReadOnlyDictionary<string, Sentence> variables) => this with
    {
        Indonesian = Indonesian.Fill(name => Shown(name, variables[name].Indonesian)),
        English = English.Fill(name => Shown(name, variables[name].English)),
    };

    private static string Shown(string name, string value) =>
        name.StartsWith(NoticeCatalogue.MaskedPrefix, StringComparison.Ordinal) ? Mask.UserId(value) : value;
}
