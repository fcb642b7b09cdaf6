using System.Text;

namespace BackOffice.Workflows.Notices;

/// <summary>Lays a notice out as plain text, in lines that fit every reader.</summary>
internal static class NoticeText
{
    private const int Width = 72;

    public static string Render(params NoticeLetter[] letters) => "(English version below)\n\n" + string.Join($"\n{new string('=', Width)}\n\n", letters.Select(Letter));

    private static string Letter(NoticeLetter letter)
    {
        var text = new StringBuilder();
        text.Append(Wrap(letter.Title.ToUpperInvariant(), "")).Append('\n');
        foreach (var block in letter.Body)
            text.Append(Render(block)).Append('\n');
        text.Append("--\n");
        foreach (var block in letter.SmallPrint)
            text.Append(Render(block)).Append('\n');
        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static string Render(Block block) => block switch
    {
        Block.Paragraph paragraph => Wrap(Words(paragraph.Runs), ""),
        Block.Callout callout => Wrap(Words(callout.Runs), "! "),
        Block.Items items => string.Concat(items.Lines.Select((line, index) => Wrap(Words(line), items.Numbered ? $"{index + 1}. " : "- "))),
        Block.Facts facts => string.Concat(facts.Rows.Select(row => Wrap($"{Words(row.Label)}: {Words(row.Value)}", "  "))),
        var other => throw new InvalidOperationException($"Unhandled block {other.GetType().Name}."),
    };

    private static string Words(IReadOnlyList<Run> runs) => string.Concat(runs.Select(run => run.Text));

    private static string Wrap(string text, string bullet)
    {
        var result = new StringBuilder(bullet);
        var column = bullet.Length;
        foreach (var word in text.Split(' '))
        {
            if (column > bullet.Length && column + 1 + word.Length > Width)
            {
                result.Append('\n').Append(' ', bullet.Length);
                column = bullet.Length;
            }
            else if (column > bullet.Length)
            {
                result.Append(' ');
                column++;
            }
            result.Append(word);
            column += word.Length;
        }
        return result.Append('\n').ToString();
    }
}
