using System.Text.RegularExpressions;

namespace BackOffice.Workflows.Notices;

/// <summary>
/// Reads the source of a notice: two sections, <c>--- id: TITLE</c> and <c>--- en: TITLE</c>, of paragraphs, items (<c>- …</c>, <c>1. …</c>), facts
/// (<c>| label | value |</c>) and callouts (<c>&gt; …</c>), with <c>**bold**</c> and <c>{{Variable}}</c> in any line.
/// </summary>
internal static partial class NoticeParser
{
    private static readonly string[] Languages = ["id", "en"];

    /// <summary>The template, or what is wrong with its source.</summary>
    public static (NoticeTemplate? Template, IReadOnlyList<string> Problems) Parse(string name, string source)
    {
        var problems = new List<string>();
        var sections = new Dictionary<string, NoticeSection>();
        foreach (Match head in SectionHead().Matches(source))
        {
            var body = source[(head.Index + head.Length)..];
            var next = SectionHead().Match(body);
            var section = new NoticeSection(Line(name, head.Groups["title"].Value.Trim(), problems), [.. Blocks(name, next.Success ? body[..next.Index] : body, problems)]);
            if (!sections.TryAdd(head.Groups["language"].Value, section))
                problems.Add($"{name}: the section '{head.Groups["language"].Value}' stands there twice.");
        }
        foreach (var language in Languages.Where(language => !sections.ContainsKey(language)))
            problems.Add($"{name}: the section '--- {language}: TITLE' is missing.");
        return problems.Count > 0 ? (null, problems) : (new(name, sections["id"], sections["en"]), problems);
    }

    private static IEnumerable<Block> Blocks(string name, string body, List<string> problems)
    {
        foreach (var chunk in BlankLines().Split(body).Select(chunk => chunk.Trim()).Where(chunk => chunk.Length > 0))
        {
            var lines = chunk.Split('\n', StringSplitOptions.TrimEntries);
            if (lines.All(line => FactLine().IsMatch(line)))
                yield return new Block.Facts([.. lines.Select(line => FactLine().Match(line)).Select(fact =>
                    new Block.Fact(Line(name, fact.Groups["label"].Value, problems), Line(name, fact.Groups["value"].Value, problems)))]);
            else if (lines.All(line => line.StartsWith("- ", StringComparison.Ordinal)))
                yield return new Block.Items(false, [.. lines.Select(line => Line(name, line[2..], problems))]);
            else if (lines.All(NumberedLine().IsMatch))
                yield return new Block.Items(true, [.. lines.Select(line => Line(name, NumberedLine().Replace(line, ""), problems))]);
            else if (lines.All(line => line.StartsWith("> ", StringComparison.Ordinal)))
                yield return new Block.Callout(Line(name, string.Join(' ', lines.Select(line => line[2..])), problems));
            else
                yield return new Block.Paragraph(Line(name, string.Join(' ', lines), problems));
        }
    }

    private static List<Run> Line(string name, string text, List<string> problems)
    {
        var runs = new List<Run>();
        var bold = false;
        foreach (var piece in Marks().Split(text).Where(piece => piece.Length > 0))
        {
            if (piece == "**")
                bold = !bold;
            else if (Variable().Match(piece) is { Success: true } variable)
                runs.Add(new(variable.Groups[1].Value, bold, IsVariable: true));
            else
                runs.Add(new(piece, bold));
        }
        if (bold)
            problems.Add($"{name}: '**' is not closed in '{text}'.");
        if (runs.Any(run => !run.IsVariable && (run.Text.Contains("{{", StringComparison.Ordinal) || run.Text.Contains("}}", StringComparison.Ordinal))))
            problems.Add($"{name}: braces that name no variable in '{text}'.");
        return runs;
    }

    [GeneratedRegex(@"^--- (?<language>[a-z]{2}):(?<title>.*)$", RegexOptions.Multiline)]
    private static partial Regex SectionHead();

    [GeneratedRegex(@"\n[ \t]*\n")]
    private static partial Regex BlankLines();

    [GeneratedRegex(@"^\|\s*(?<label>[^|]+?)\s*\|\s*(?<value>[^|]+?)\s*\|$")]
    private static partial Regex FactLine();

    [GeneratedRegex(@"^[0-9]+\. ")]
    private static partial Regex NumberedLine();

    [GeneratedRegex(@"(\*\*|\{\{[A-Za-z]+\}\})")]
    private static partial Regex Marks();

    [GeneratedRegex(@"^\{\{([A-Za-z]+)\}\}$")]
    private static partial Regex Variable();
}
