using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using BackOffice.Fixtures;

namespace BackOffice.Designer.Tests.Console;

/// <summary>Every text of a page exists, in both languages, and is used.</summary>
public sealed partial class WordsTests
{
    private static readonly string Designer = RepositoryRoot.File("Designer");

    public static TheoryData<string> Resources => [.. Directory.EnumerateFiles(Designer, "*Words.resx", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Designer, file)).Order()];

    [Theory]
    [MemberData(nameof(Resources))]
    public void Indonesian_and_English_have_the_same_texts_with_the_same_places(string resource)
    {
        var indonesian = Read(resource);
        var english = Read(Path.ChangeExtension(resource, ".en.resx"));

        Assert.Equal(indonesian.Keys.Order(StringComparer.Ordinal), english.Keys.Order(StringComparer.Ordinal));
        Assert.All(indonesian, text => Assert.Equal(Places(text.Value), Places(english[text.Key])));
        Assert.All(indonesian.Values.Concat(english.Values), text => Assert.False(string.IsNullOrWhiteSpace(text)));
    }

    [Fact]
    public void What_pages_ask_for_is_there()
    {
        var missing = Sources().SelectMany(source => source.Uses.SelectMany(use => use.Keys).Where(key => !source.Words.Keys.Any(key.IsMatch)).Select(key => $"{source.File}: {key}"));

        Assert.Empty(missing);
    }

    [Fact]
    public void Every_place_of_a_text_is_filled()
    {
        // Of a key that is made of parts nobody can tell which of its form it asks for.
        var unfilled = from source in Sources()
                       from use in source.Uses
                       from word in source.Words
                       where use.Keys.Any(key => key.IsMatch(word.Key) && !$"{key}".Contains(".+", StringComparison.Ordinal)) && PlacesOf(word.Value) > use.Arguments
                       select $"{source.File}: {word.Key} has {PlacesOf(word.Value)} places and gets {use.Arguments}";

        Assert.Empty(unfilled);
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public void What_is_there_is_asked_for(string resource)
    {
        var words = Path.GetFileNameWithoutExtension(resource);
        var asked = Sources().Where(source => source.Name == words).SelectMany(source => source.Uses).SelectMany(use => use.Keys).ToList();

        Assert.DoesNotContain(Read(resource).Keys, key => !asked.Exists(one => one.IsMatch(key)));
    }

    private static IEnumerable<(string File, IReadOnlyList<Use> Uses, string Name, Dictionary<string, string> Words)> Sources() =>
        from file in Directory.EnumerateFiles(Designer, "*", SearchOption.AllDirectories)
        where Path.GetExtension(file) is ".razor" or ".cs" && !file.Contains("/obj/", StringComparison.Ordinal)
        let text = File.ReadAllText(file)
        from Match localizer in Localizer().Matches(text)
        let name = localizer.Groups[1].Value
        let resource = Directory.EnumerateFiles(Designer, $"{name}.resx", SearchOption.AllDirectories).Single()
        select (Path.GetRelativePath(Designer, file), UsesOf(text, localizer.Groups[2].Value), name, Read(resource));

    // A key that is made of parts, such as $"{Kind}.Do", asks for every key of its form. Only the first argument is a key; what follows fills its places.
    private static IReadOnlyList<Use> UsesOf(string text, string localizer) =>
    [
        .. from Match use in Regex.Matches(text, $@"\b{localizer}\[")
           let arguments = ArgumentsOf(text, use.Index + use.Length)
           select new Use(
           [
               .. Literal().Matches(arguments[0])
                   .Select(literal => new Regex($"^{(literal.Value[0] == '$' ? Part().Replace(Regex.Escape(literal.Groups[1].Value), ".+") : Regex.Escape(literal.Groups[1].Value))}$")),
           ], arguments.Count - 1),
    ];

    // Up to the bracket that closes what was opened just before; a string may hold calls in its braces.
    private static List<string> ArgumentsOf(string text, int start)
    {
        var (arguments, open) = (new List<string>(), new Stack<char>(['[']));
        for (var at = start; ; at++)
        {
            var (here, isText) = (text[at], open.Peek() == '"');
            if (here == ',' && open.Count == 1)
                (arguments, start) = ([.. arguments, text[start..at]], at + 1);
            else if (here == '"' ? isText : !isText && here is ')' or ']' or '}')
                open.Pop();
            else if (here is '"' or '{' || (!isText && here is '(' or '['))
                open.Push(here);
            if (open.Count == 0)
                return [.. arguments, text[start..at]];
        }
    }

    private static int PlacesOf(string text) => Place().Matches(text).Select(match => int.Parse(match.Value[1..].TrimEnd('}').Split(':', ',')[0], CultureInfo.InvariantCulture) + 1).DefaultIfEmpty().Max();

    private static string Places(string text) => string.Join(' ', Place().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal));

    private static Dictionary<string, string> Read(string resource) => XDocument.Load(Path.Combine(Designer, resource)).Root!.Elements("data")
        .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value, StringComparer.Ordinal);

    // One use of a localizer: the keys that it may ask for, and how many places it fills.
    private sealed record Use(IReadOnlyList<Regex> Keys, int Arguments);

    [GeneratedRegex(@"IStringLocalizer<(\w+)>\s+(\w+)")]
    private static partial Regex Localizer();

    [GeneratedRegex("\\$?\"([^\"]+)\"")]
    private static partial Regex Literal();

    [GeneratedRegex(@"\\\{.*?\}")]
    private static partial Regex Part();

    [GeneratedRegex(@"\{\d+[^}]*\}")]
    private static partial Regex Place();
}
