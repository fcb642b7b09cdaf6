namespace BackOffice.Rules.Identity;

/// <summary>Which of the two kinds of second-level region a text names.</summary>
public enum RegionKind
{
    /// <summary>The text does not say: "Bogor" may be the city or the regency around it.</summary>
    Unstated,

    /// <summary>A city: Kota, Kodya, Kotamadya.</summary>
    Kota,

    /// <summary>A regency: Kabupaten, Kab.</summary>
    Kabupaten,
}

/// <summary>
/// The regency or city of an account, read from its two fields. Kota X and Kabupaten X are two places; a bare name that belongs to both is unclear.
/// </summary>
public sealed record Region
{
    private Region(RegionKind kind, string name, KnownRegion? known, bool isTwin)
    {
        Kind = kind;
        Name = name;
        Known = known;
        IsTwin = isTwin;
    }

    /// <summary>What kind the text names, or the list knows.</summary>
    public RegionKind Kind { get; }

    /// <summary>The name without its kind, small letters, no blanks; empty if the field is.</summary>
    public string Name { get; }

    /// <summary>Whether nothing is stated.</summary>
    public bool IsMissing => Name.Length is 0;

    /// <summary>Whether the list of regions knows exactly this one.</summary>
    public bool IsKnown => Known is not null;

    /// <summary>Whether the name is written bare and belongs to a city and a regency both.</summary>
    public bool IsTwin { get; }

    internal KnownRegion? Known { get; }

    /// <summary>Reads the two fields; every text has an answer. The province only decides between regions of one name.</summary>
    public static Region Parse(string? regency, string? province)
    {
        var (kind, name) = KnownRegions.Split(regency);
        if (name.Length is 0)
            return new(kind, "", null, isTwin: false);
        var found = KnownRegions.Find(kind, name, province);
        // The two fields are often swapped; only where the regency is no region and the province is no province are they read so.
        if (found is [] && KnownRegions.Province(regency) is not null && KnownRegions.Province(province) is null && KnownRegions.Split(province).Name.Length > 0)
            return Parse(province, regency);
        return found switch
        {
            [var one] => new(one.Kind, one.Name, one, isTwin: false),
            [] => new(kind, name, null, isTwin: false),
            _ => new(kind, name, null, isTwin: true),
        };
    }

    /// <summary>
    /// Whether both fields name a region of the list and the regency lies in that province: the fact <c>RegionKnown</c> of the pre-check (decision 13).
    /// A bare name that fits a city and a regency of the province is known: where it matters, matching asks a person.
    /// </summary>
    public static bool IsKnownPair(string? regency, string? province)
    {
        if (KnownRegions.Province(province) is not { } within)
            return false;
        var (kind, name) = KnownRegions.Split(regency);
        return name.Length > 0 && KnownRegions.Find(kind, name, province).Any(region => region.Province == within);
    }

    /// <summary>The name that the list gives to a province, such as <c>Sumatera Barat</c> for <c>Sumbar</c>; null if it is none.</summary>
    public static string? ProvinceName(string? province) => KnownRegions.Province(province);

    /// <summary>The normal form for evidence: kind and name as the list has them, or as read.</summary>
    public override string ToString() =>
        Known is not null ? $"{Known.Kind} {Known.ShownName}" : Kind is RegionKind.Unstated ? Name : $"{Kind} {Name}";
}
