using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;

namespace BackOffice.Rules.Identity;

/// <summary>
/// The words of the field, read once from the data files in <c>Identity/Vocabulary</c>: abbreviations, titles, legal forms, spellings.
/// A new one is a line in a file, never a branch in code.
/// </summary>
internal static class Vocabulary
{
    /// <summary>Legal form as shown, by its squashed spelling: <c>perseroanterbatas</c> is <c>PT</c>.</summary>
    public static FrozenDictionary<string, string> LegalForms { get; } = Spellings("legal-forms", Text.Squash);

    /// <summary>Kind of a word that is no part of a company's core name: <c>status</c>, <c>joiner</c>, <c>branch</c>, <c>headoffice</c>, <c>formername</c>.</summary>
    public static FrozenDictionary<string, string> CompanyWords { get; } = Spellings("company-words", Text.Squash);

    /// <summary>What a word of an address announces.</summary>
    public static FrozenDictionary<string, AddressLabel> AddressLabels { get; } =
        Spellings("address-labels", Text.Squash).ToFrozenDictionary(line => line.Key, line => Label(line.Value));

    /// <summary>Labels that are read also where the blank behind them is lost.</summary>
    public static IReadOnlyList<string> GluedLabels { get; } = [.. Items("glued-labels")];

    /// <summary>Titles and ranks in street names.</summary>
    public static FrozenSet<string> Titles { get; } = Items("titles").ToFrozenSet();

    /// <summary>Titles long enough that a slip of the keyboard in one can be recognised.</summary>
    public static IReadOnlyList<string> LongTitles { get; } = [.. Titles.Where(title => title.Length >= 6)];

    /// <summary>One usual word for its other spellings.</summary>
    public static FrozenDictionary<string, string> StreetWords { get; } = Spellings("street-words", Text.Squash);

    /// <summary>One usual street name, squashed, for other ways to write the whole name.</summary>
    public static FrozenDictionary<string, string> StreetNames { get; } = Spellings("street-names", Text.Squash);

    /// <summary>Letters of the spelling before 1972, in the order in which they are applied.</summary>
    public static IReadOnlyList<OldLetters> OldSpelling { get; } = [.. Entries("old-spelling").Select(entry => OldLetters.Read(entry.Name, entry.Others[0]))];

    /// <summary>The words of <see cref="StreetQualifiers"/> with two neighbouring letters swapped: Seltaan is Selatan. Never a word that is one by itself.</summary>
    public static FrozenDictionary<string, string> SwappedQualifiers { get; } = Swapped([.. Items("street-qualifiers")], [.. Items("known-streets")]);

    /// <summary>Words that tell one street from its neighbour, such as directions.</summary>
    public static FrozenSet<string> StreetQualifiers { get; } = ModernItems("street-qualifiers");

    /// <summary>Digits by the word that stands for them.</summary>
    public static FrozenDictionary<string, string> NumberWords { get; } = Spellings("number-words", Text.Squash);

    /// <summary>Common words of street names, two of which are never slips of each other.</summary>
    public static FrozenSet<string> KnownStreets { get; } = ModernItems("known-streets");

    /// <summary>First nine digits of tax numbers that are nobody's.</summary>
    public static FrozenSet<string> PlaceholderTaxpayers { get; } = Placeholders("taxpayer");

    /// <summary>Texts that stand for an empty field, squashed.</summary>
    public static FrozenSet<string> PlaceholderTexts { get; } = Placeholders("text");

    /// <summary>A plain sign with the signs that a person takes for it in a user ID.</summary>
    public static IReadOnlyList<(string Name, string[] Others)> UserIdLookalikes { get; } = [.. Entries("user-id-lookalikes")];

    /// <summary>The lines of one data file, without comments.</summary>
    public static IEnumerable<string> Lines(string file)
    {
        using var stream = typeof(Vocabulary).Assembly.GetManifestResourceStream($"Vocabulary/{file}")
            ?? throw new InvalidOperationException($"The vocabulary {file} is missing from the assembly.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            if (line.Trim() is { Length: > 0 } kept && kept[0] != '#')
                yield return kept;
    }

    /// <summary>Names the content of data files: with other lines it is another name.</summary>
    public static string Digest(params string[] files) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', files.SelectMany(Lines)))))[..16];

    /// <summary>A line <c>name = other; other</c> in its parts; without an equals sign there are no others.</summary>
    public static (string Name, string[] Others) Entry(string line)
    {
        var cut = line.IndexOf('=', StringComparison.Ordinal);
        return cut < 0 ? (line, []) : (line[..cut].Trim(), Split(line[(cut + 1)..]));
    }

    private static IEnumerable<(string Name, string[] Others)> Entries(string file) => Lines(file).Select(Entry);

    private static IEnumerable<string> Items(string file) => Lines(file).SelectMany(Split).Distinct();

    // Compared with words in modern spelling, so brought into it here; stands behind the properties that spelling is made of.
    private static FrozenSet<string> ModernItems(string file) => Items(file).Select(word => PlaceName.Area([word]).ToString()).ToFrozenSet();

    // Of four letters only the later ones: Arya is a name, and not Raya.
    private static FrozenDictionary<string, string> Swapped(HashSet<string> qualifiers, HashSet<string> streets) => qualifiers.Where(word => word.Length >= 4)
        .SelectMany(word => Enumerable.Range(word.Length > 4 ? 0 : 1, word.Length - (word.Length > 4 ? 1 : 2)), (word, at) => (Swapped: Spelling.Swap(word, at), word))
        .Where(line => !qualifiers.Contains(line.Swapped) && !streets.Contains(line.Swapped) && !StreetWords.ContainsKey(line.Swapped))
        .DistinctBy(line => line.Swapped)
        .ToFrozenDictionary(line => line.Swapped, line => line.word);

    private static FrozenSet<string> Placeholders(string kind) =>
        Entries("placeholders").Where(entry => entry.Name == kind).SelectMany(entry => entry.Others).Select(Text.Squash).ToFrozenSet();

    // The first line that claims a spelling keeps it.
    private static FrozenDictionary<string, string> Spellings(string file, Func<string, string> key) => Entries(file)
        .SelectMany(entry => entry.Others.Select(other => (Key: key(other), entry.Name)))
        .DistinctBy(line => line.Key)
        .ToFrozenDictionary(line => line.Key, line => line.Name);

    private static string[] Split(string list) => list.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static AddressLabel Label(string name) =>
        Enum.Parse<AddressLabel>(name.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
}

/// <summary>What a word of an address announces; the names are the kinds in <c>address-labels.txt</c>.</summary>
internal enum AddressLabel
{
    None, Street, Gang, Complex, Building, BuildingName, Floor, Unit, Block, Plot, Number, Kilometre,
    Neighbourhood, Community, Village, Hamlet, District, City, Province, Postal, Landmark, Ignored,
}

/// <summary>A line of <c>old-spelling.txt</c>.</summary>
/// <param name="Old">The letters before 1972.</param>
/// <param name="Modern">Today's letters.</param>
/// <param name="AtStart">Whether only the beginning of a word counts.</param>
/// <param name="IsCertain">Whether no modern name has these letters.</param>
internal sealed record OldLetters(string Old, string Modern, bool AtStart, bool IsCertain)
{
    public static OldLetters Read(string name, string modern)
    {
        var letters = name.Split(' ')[^1];
        return new(letters.TrimStart('^'), modern, letters[0] is '^', name.StartsWith("certain ", StringComparison.Ordinal));
    }

    public string Apply(string word) =>
        !AtStart ? word.Replace(Old, Modern, StringComparison.Ordinal)
        : word.StartsWith(Old, StringComparison.Ordinal) ? Modern + word[Old.Length..]
        : word;
}
