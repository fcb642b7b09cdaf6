namespace BackOffice.Rules.Identity;

/// <summary>The end of reading: the account's own region says nothing new, and phrases without a label find their part.</summary>
internal sealed partial class AddressReader
{
    private void Settle(Region region, string? province)
    {
        address.Unit = WithoutFloor(address.Unit, address.Floor);
        address.City = city.Count > 1 ? string.Join(' ', city) : "";
        var ownProvince = Region.ProvinceName(province);
        foreach (var part in (ReadOnlySpan<List<string>>)[street, complex, building, hamlet, village, district])
            DropOwnRegion(part, region, province, ownProvince, keepOne: true);
        foreach (var phrase in phrases)
            DropOwnRegion(phrase.Words, region, province, ownProvince, keepOne: false);
        phrases.RemoveAll(phrase => phrase.Words.TrueForAll(Vocabulary.Titles.Contains));

        List<string> area = [];
        foreach (var phrase in phrases)
            (PartOf(phrase) ?? area).AddRange(phrase.Words);

        address.StreetName = PlaceName.Street(street);
        address.ComplexName = PlaceName.Area(complex);
        address.BuildingName = PlaceName.Area(building);
        address.HamletName = PlaceName.Area(hamlet);
        address.VillageName = PlaceName.Area(village);
        address.DistrictName = PlaceName.Area(district);
        address.Gang = PlaceName.Area(gang).ToString();
        address.Area = PlaceName.Area(area);
        address.AllWords = PlaceName.Area(all);
    }

    private List<string>? PartOf(Phrase phrase) => phrase.Position switch
    {
        AddressLabel.Floor when building.Count is 0 => building,
        AddressLabel.Block when complex.Count is 0 => complex,
        AddressLabel.Number or AddressLabel.Kilometre or AddressLabel.Plot when street.Count is 0 && complex.Count is 0 => street,
        _ when street.Count + complex.Count + building.Count + hamlet.Count + gang.Count + village.Count + district.Count is 0 && phrase == phrases[0] => street,
        _ => null,
    };

    private static void DropOwnRegion(List<string> words, Region region, string? province, string? ownProvince, bool keepOne)
    {
        for (var dropped = true; dropped;)
        {
            dropped = false;
            for (var count = Math.Min(4, words.Count); count > 0 && !dropped; count--)
            {
                if (keepOne && !words.Take(words.Count - count).Any(word => !Vocabulary.StreetQualifiers.Contains(word)))
                    continue;
                var tail = count is 1 ? words[^1] : string.Concat(words.TakeLast(count));
                if (!IsOwn(tail, region, province, ownProvince))
                    continue;
                words.RemoveRange(words.Count - count, count);
                dropped = true;
            }
        }
    }

    private static bool IsOwn(string name, Region region, string? province, string? ownProvince) =>
        name == region.Name
        || (ownProvince is not null && KnownRegions.Province(name) == ownProvince)
        || (region.Known is { } known && Array.IndexOf(KnownRegions.Find(RegionKind.Unstated, name, province), known) >= 0);

    // Unit 806 on floor 8 is unit 6 there.
    private static string WithoutFloor(string unit, string floor) =>
        floor.Length > 0 && unit.Length == floor.Length + 2 && unit.StartsWith(floor, StringComparison.Ordinal) && unit.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0
            ? unit[floor.Length..].TrimStart('0')
            : unit;
}
