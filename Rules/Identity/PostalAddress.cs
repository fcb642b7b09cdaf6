using System.Text;

namespace BackOffice.Rules.Identity;

/// <summary>
/// An address in its parts. Whatever tells one place from another is kept: direction words, house and block numbers, roman numerals, kilometres,
/// floors and units. What only a style of writing adds (Jl/Jalan, titles, old spelling, order, punctuation) is gone. A part that the text does not state is empty.
/// </summary>
public sealed class PostalAddress
{
    internal PostalAddress()
    {
    }

    /// <summary>The street's name without its type and titles.</summary>
    public string Street => StreetName.ToString();

    /// <summary>House number with letter or range, such as <c>33-a</c> or <c>52-53</c>.</summary>
    public string HouseNumber { get; internal set; } = "";

    /// <summary>Plot (Kavling), in the form of a house number.</summary>
    public string Plot { get; internal set; } = "";

    /// <summary>Block and number within a complex, such as <c>f-2-9</c>.</summary>
    public string Block { get; internal set; } = "";

    /// <summary>Kilometres along the road, with a decimal point.</summary>
    public string Kilometre { get; internal set; } = "";

    /// <summary>Name or number of the alley (Gang); roman numerals are numbers.</summary>
    public string Gang { get; internal set; } = "";

    /// <summary>The complex: housing estate, row of shop-houses.</summary>
    public string Complex => ComplexName.ToString();

    /// <summary>The building.</summary>
    public string Building => BuildingName.ToString();

    /// <summary>Floor within the building, a number or a word.</summary>
    public string Floor { get; internal set; } = "";

    /// <summary>Unit, room, suite or market stall.</summary>
    public string Unit { get; internal set; } = "";

    /// <summary>RT without leading zeros.</summary>
    public string Neighbourhood { get; internal set; } = "";

    /// <summary>RW without leading zeros.</summary>
    public string Community { get; internal set; } = "";

    /// <summary>Dusun, kampung, jorong.</summary>
    public string Hamlet => HamletName.ToString();

    /// <summary>Kelurahan or desa.</summary>
    public string Village => VillageName.ToString();

    /// <summary>Kecamatan.</summary>
    public string District => DistrictName.ToString();

    /// <summary>Five digits of the postal code, if the address states one.</summary>
    public string PostalCode { get; internal set; } = "";

    /// <summary>The regency as the address names it ("Kota Bogor"), used when its own field is empty.</summary>
    public string City { get; internal set; } = "";

    /// <summary>Whether the text names no street, complex, building or hamlet: it says in which town, not where.</summary>
    public bool IsPoor => StreetName.IsMissing && ComplexName.IsMissing && BuildingName.IsMissing && HamletName.IsMissing && !IsRural;

    /// <summary>Whether the place is told by village and RT, as in the country.</summary>
    internal bool IsRural => StreetName.IsMissing && ComplexName.IsMissing && BuildingName.IsMissing && Neighbourhood.Length > 0 && (!VillageName.IsMissing || !HamletName.IsMissing);

    internal PlaceName StreetName { get; set; } = PlaceName.None;
    internal PlaceName ComplexName { get; set; } = PlaceName.None;
    internal PlaceName BuildingName { get; set; } = PlaceName.None;
    internal PlaceName HamletName { get; set; } = PlaceName.None;
    internal PlaceName VillageName { get; set; } = PlaceName.None;
    internal PlaceName DistrictName { get; set; } = PlaceName.None;

    /// <summary>Words without a label that are no part of the names above: often a village or district written bare.</summary>
    internal PlaceName Area { get; set; } = PlaceName.None;

    /// <summary>Every word of the text, to find a name again that stands under another label.</summary>
    internal PlaceName AllWords { get; set; } = PlaceName.None;

    /// <summary>Reads an address as registered; every text has an answer.</summary>
    /// <param name="text">The address field.</param>
    /// <param name="region">The account's own region, whose name in the text says nothing new.</param>
    /// <param name="province">The account's own province, likewise.</param>
    public static PostalAddress Parse(string? text, Region region, string? province) => AddressReader.Read(text, region, province);

    /// <summary>The normal form for evidence: every stated part with its label, always in one order.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        Add("", Building);
        Add("lt ", Floor);
        Add("unit ", Unit);
        Add("komp ", Complex);
        Add("blok ", Block);
        Add("jl ", Street);
        Add("gg ", Gang);
        Add("km ", Kilometre);
        Add("kav ", Plot);
        Add("no ", HouseNumber);
        Add("dsn ", Hamlet);
        Add("rt ", Neighbourhood);
        Add("rw ", Community);
        Add("kel ", Village);
        Add("kec ", District);
        Add("", Area.ToString());
        Add("", PostalCode);
        return text.ToString();

        void Add(string label, string part)
        {
            if (part.Length is 0)
                return;
            if (text.Length > 0)
                text.Append(' ');
            text.Append(label).Append(part);
        }
    }
}
