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
        var missing = Sources().SelectMany(source => source.Asked.Where(key => !source.Words.Keys.Any(key.IsMatch)).Select(key => $"{source.File}: {key}"));

        Assert.Empty(missing);
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public void What_is_there_is_asked_for(string resource)
    {
        var words = Path.GetFileNameWithoutExtension(resource);
        var asked = Sources().Where(source => source.Name == words).SelectMany(source => source.Asked).ToList();

        Assert.DoesNotContain(Read(resource).Keys, key => !asked.Exists(one => one.IsMatch(key)));
    }

    private static IEnumerable<(string File, IReadOnlyList<Regex> Asked, string Name, Dictionary<string, string> Words)> Sources() =>
        from file in Directory.EnumerateFiles(Designer, "*", SearchOption.AllDirectories)
        where Path.GetExtension(file) is ".razor" or ".cs" && !file.Contains("/obj/", StringComparison.Ordinal)
        let text = File.ReadAllText(file)
        from Match localizer in Localizer().Matches(text)
        let name = localizer.Groups[1].Value
        let resource = Directory.EnumerateFiles(Designer, $"{name}.resx", SearchOption.AllDirectories).Single()
        select (Path.GetRelativePath(Designer, file), AskedOf(text, localizer.Groups[2].Value), name, Read(resource));

    // A key that is made of parts, such as $"{Kind}.Do", asks for every key of its form. Only the first argument is a key; what follows fills its places.
    private static IReadOnlyList<Regex> AskedOf(string text, string localizer) =>
    [
        .. Regex.Matches(text, $@"\b{localizer}\[([^,\]]*)").SelectMany(use => Literal().Matches(use.Groups[1].Value))
            .Select(literal => new Regex($"^{(literal.Value[0] == '$' ? Part().Replace(Regex.Escape(literal.Groups[1].Value), ".+") : Regex.Escape(literal.Groups[1].Value))}$")),
    ];

    private static string Places(string text) => string.Join(' ', Place().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal));

    private static Dictionary<string, string> Read(string resource) => XDocument.Load(Path.Combine(Designer, resource)).Root!.Elements("data")
        .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value, StringComparer.Ordinal);

    [GeneratedRegex(@"IStringLocalizer<(\w+)>\s+(\w+)")]
    private static partial Regex Localizer();

    [GeneratedRegex("\\$?\"([^\"]+)\"")]
    private static partial Regex Literal();

    [GeneratedRegex(@"\\\{.*?\}")]
    private static partial Regex Part();

    [GeneratedRegex(@"\{\d+[^}]*\}")]
    private static partial Regex Place();
}
