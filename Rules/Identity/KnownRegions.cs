using System.Collections.Frozen;

namespace BackOffice.Rules.Identity;

/// <summary>One line of <c>regions.txt</c>.</summary>
/// <param name="Kind">City or regency.</param>
/// <param name="ShownName">The name as public law writes it, without the kind.</param>
/// <param name="Name">The same squashed.</param>
/// <param name="Province">The province that it lies in.</param>
internal sealed record KnownRegion(RegionKind Kind, string ShownName, string Name, string Province);

/// <summary>The provinces, regencies and cities of <c>regions.txt</c>, by every spelling.</summary>
internal static class KnownRegions
{
    private static readonly FrozenDictionary<string, string> Provinces;
    private static readonly FrozenDictionary<string, KnownRegion[]> Official;
    private static readonly FrozenDictionary<string, KnownRegion[]> Aliases;

    static KnownRegions()
    {
        Dictionary<string, string> provinces = [];
        List<(string Spelling, KnownRegion Region)> official = [], aliases = [];
        var province = "";
        foreach (var (name, others) in Vocabulary.Lines("regions").Select(Vocabulary.Entry))
        {
            if (name.StartsWith("province ", StringComparison.Ordinal))
            {
                province = name["province ".Length..];
                foreach (var spelling in others.Prepend(province))
                    provinces.TryAdd(Spelling(spelling), province);
                continue;
            }
            var cut = name.IndexOf(' ', StringComparison.Ordinal);
            var shown = name[(cut + 1)..];
            var region = new KnownRegion(Enum.Parse<RegionKind>(name[..cut]), shown, Spelling(shown), province);
            official.Add((region.Name, region));
            aliases.AddRange(others.Select(other => (Spelling(other), region)));
        }
        Provinces = provinces.ToFrozenDictionary();
        Official = Grouped(official);
        Aliases = Grouped(aliases);
    }

    /// <summary>How many provinces the list has.</summary>
    public static int CountProvinces => Provinces.Values.Distinct().Count();

    /// <summary>How many regencies and cities the list has.</summary>
    public static int CountRegions => Official.Values.Sum(regions => regions.Length);

    /// <summary>The province that a text names, as the list writes it.</summary>
    public static string? Province(string? text) => Provinces.GetValueOrDefault(Spelling(text));

    /// <summary>
    /// All regions that the name can mean: of the kind, if one is stated, and in the province, if any of them lies there.
    /// An official name goes before a former name or abbreviation of another region.
    /// </summary>
    public static KnownRegion[] Find(RegionKind kind, string name, string? province)
    {
        var found = OfKind(Official, name, kind);
        if (found.Length is 0)
            found = OfKind(Aliases, name, kind);
        if (found.Length < 2 || Province(province) is not { } within)
            return found;
        return Array.FindAll(found, region => region.Province == within) is { Length: > 0 } inside ? inside : found;
    }

    /// <summary>Takes the words for the kind off a regency: <c>Kab. Solok</c>, <c>Solok (Kota)</c>, <c>Kodya Jakarta Pusat</c>.</summary>
    public static (RegionKind Kind, string Name) Split(string? regency)
    {
        var whole = SplitWords(regency);
        // "Ogan Komering Ilir (OKI)", "Kota Jambi, Jambi": what is added stands behind a sign.
        if (whole.Name.Length is 0 || Official.ContainsKey(whole.Name) || Aliases.ContainsKey(whole.Name) || regency.AsSpan().IndexOfAny(",(/") is not (> 0 and var sign))
            return whole;
        var first = SplitWords(regency![..sign]);
        return Official.ContainsKey(first.Name) || Aliases.ContainsKey(first.Name) ? first : whole;
    }

    private static (RegionKind Kind, string Name) SplitWords(string? regency)
    {
        var kind = RegionKind.Unstated;
        var name = "";
        foreach (var word in Text.Words(Text.Fold(regency)))
            if (KindOf(word) is var stated and not RegionKind.Unstated && (kind is RegionKind.Unstated || kind == stated))
                kind = stated;
            else
                name += Word(word);
        return Vocabulary.PlaceholderTexts.Contains(name) ? (kind, "") : (kind, name);
    }

    private static RegionKind KindOf(string word) => word switch
    {
        "kota" or "kodya" or "kotamadya" or "kotip" or "kodia" => RegionKind.Kota,
        "kabupaten" or "kab" or "kabupatan" or "dati2" => RegionKind.Kabupaten,
        _ => RegionKind.Unstated,
    };

    private static string Word(string word) => word switch
    {
        "kep" => "kepulauan",
        "sumatra" => "sumatera",
        "administrasi" or "adm" or "administratif" or "prov" or "provinsi" or "propinsi" or "prop" => "",
        _ => word,
    };

    private static string Spelling(string? text) => string.Concat(Text.Words(Text.Fold(text)).Select(Word));

    private static KnownRegion[] OfKind(FrozenDictionary<string, KnownRegion[]> regions, string name, RegionKind kind) =>
        !regions.TryGetValue(name, out var found) ? []
        : kind is RegionKind.Unstated ? found
        : Array.FindAll(found, region => region.Kind == kind);

    private static FrozenDictionary<string, KnownRegion[]> Grouped(List<(string Spelling, KnownRegion Region)> regions) =>
        regions.GroupBy(line => line.Spelling).ToFrozenDictionary(lines => lines.Key, lines => lines.Select(line => line.Region).Distinct().ToArray());
}
