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
        var missing = Sources().SelectMany(source => Asked(source.Text).Where(key => !source.Words.ContainsKey(key)).Select(key => $"{source.File}: {key}"));

        Assert.Empty(missing);
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public void What_is_there_is_asked_for(string resource)
    {
        var words = Path.GetFileNameWithoutExtension(resource);
        // A key that is made of parts ends in the part that is not fixed: Keys.{key}.
        var asked = Sources().Where(source => source.Name == words || words == "ConsoleWords").SelectMany(source => Asked(source.Text).Concat(Beginnings(source.Text))).ToHashSet();

        Assert.DoesNotContain(Read(resource).Keys, key => !asked.Contains(key) && !asked.Any(begin => begin.EndsWith('.') && key.StartsWith(begin, StringComparison.Ordinal)));
    }

    private static IEnumerable<(string File, string Text, string Name, Dictionary<string, string> Words)> Sources() =>
        from file in Directory.EnumerateFiles(Designer, "*", SearchOption.AllDirectories)
        where Path.GetExtension(file) is ".razor" or ".cs" && !file.Contains("/obj/", StringComparison.Ordinal)
        let text = File.ReadAllText(file)
        from Match localizer in Localizer().Matches(text)
        let name = localizer.Groups[1].Value
        let resource = Directory.EnumerateFiles(Designer, $"{name}.resx", SearchOption.AllDirectories).Single()
        select (Path.GetRelativePath(Designer, file), UsesOf(text, localizer.Groups[2].Value), name, Read(resource));

    private static string UsesOf(string text, string localizer) => string.Join('\n', Regex.Matches(text, $@"\b{localizer}\[[^\]]*\]").Select(match => match.Value));

    private static IEnumerable<string> Asked(string text) => Plain().Matches(text).Select(match => match.Groups[1].Value);

    private static IEnumerable<string> Beginnings(string text) => Composed().Matches(text).Select(match => match.Groups[1].Value);

    private static string Places(string text) => string.Join(' ', Place().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal));

    private static Dictionary<string, string> Read(string resource) => XDocument.Load(Path.Combine(Designer, resource)).Root!.Elements("data")
        .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value, StringComparer.Ordinal);

    [GeneratedRegex(@"IStringLocalizer<(\w+)>\s+(\w+)")]
    private static partial Regex Localizer();

    [GeneratedRegex("(?<!\\$)\"([^\"{\\n]+)\"")]
    private static partial Regex Plain();

    [GeneratedRegex("\\$\"([^\"{]+)\\{")]
    private static partial Regex Composed();

    [GeneratedRegex(@"\{\d+[^}]*\}")]
    private static partial Regex Place();
}
