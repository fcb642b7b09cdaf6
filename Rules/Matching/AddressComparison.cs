using BackOffice.Rules.Identity;

namespace BackOffice.Rules.Matching;

/// <summary>Two addresses compared part by part. A verdict is null where neither side states the part.</summary>
internal sealed class AddressComparison
{
    private readonly PostalAddress a, b;

    public AddressComparison(PostalAddress a, PostalAddress b)
    {
        this.a = a;
        this.b = b;
        Street = Named(a.StreetName, b.StreetName);
        Complex = Named(a.ComplexName, b.ComplexName);
        Building = Named(a.BuildingName, b.BuildingName);
        Hamlet = Named(a.HamletName, b.HamletName);
        (StreetQualifierDiffers, StreetQualifierMissing) = a.StreetName.IsMissing || b.StreetName.IsMissing ? default : Likeness.Qualifiers(a.StreetName, b.StreetName);
        CompareComplexQualifiers();
        CompareDoors();
        CompareUnits();
        Neighbourhood = Worst(Text(a.Neighbourhood, b.Neighbourhood), Text(a.Community, b.Community));
        ComparePlaces();
    }

    /// <summary>Likeness of a name, null where a side lacks it and its words stand nowhere on that side.</summary>
    public double? Street { get; }
    public double? Complex { get; private set; }
    public double? Building { get; }
    public double? Hamlet { get; }

    public bool StreetQualifierDiffers { get; }
    public bool StreetQualifierMissing { get; }
    public FieldVerdict? HouseNumber { get; private set; }
    public FieldVerdict? Block { get; private set; }
    public FieldVerdict? Kilometre { get; private set; }
    public FieldVerdict? Gang { get; private set; }
    public FieldVerdict? Unit { get; private set; }
    public FieldVerdict? Neighbourhood { get; }
    public FieldVerdict? Village { get; private set; }
    public FieldVerdict? District { get; private set; }

    /// <summary>The lowest likeness of what both sides name; 0 if they name nothing in common.</summary>
    public double Similarity
    {
        get
        {
            double? lowest = null;
            foreach (var likeness in (ReadOnlySpan<double?>)[Street, Complex, Building, Hamlet])
                if (likeness is { } value && !(lowest <= value))
                    lowest = value;
            return lowest ?? (a.IsRural && b.IsRural && Village is FieldVerdict.Agrees ? 1 : 0);
        }
    }

    /// <summary>Parts of the door that one side leaves out; 1 if no part of it agrees.</summary>
    public int DoorPartsMissing
    {
        get
        {
            var parts = (ReadOnlySpan<FieldVerdict?>)[HouseNumber, Block, Kilometre, Gang];
            var missing = StreetQualifierMissing ? 1 : 0;
            foreach (var part in parts)
                missing += part is FieldVerdict.Missing or FieldVerdict.Unclear ? 1 : 0;
            return missing > 0 || HasAgreedDoor ? missing : 1;
        }
    }

    private bool HasAgreedDoor => HouseNumber is FieldVerdict.Agrees || Block is FieldVerdict.Agrees || Kilometre is FieldVerdict.Agrees
        || (Building is not null && Unit is FieldVerdict.Agrees)
        || ((a.IsRural || b.IsRural || Hamlet is not null) && Neighbourhood is FieldVerdict.Agrees);

    private double? Named(PlaceName left, PlaceName right)
    {
        if (left.IsMissing && right.IsMissing)
            return null;
        // A name may stand under another label, or under none, when commas and labels are left out.
        if (left.IsMissing)
            return Likeness.IsIn(right, a.AllWords) ? 1 : null;
        if (right.IsMissing)
            return Likeness.IsIn(left, b.AllWords) ? 1 : null;
        var likeness = Likeness.Of(left, right);
        return likeness < UnclearLikeness && (Likeness.IsIn(left, b.AllWords) || Likeness.IsIn(right, a.AllWords)) ? UnclearLikeness : likeness;
    }

    /// <summary>What a name is worth whose words stand on the other side as well, but under a name of its own there.</summary>
    private const double UnclearLikeness = 0.55;

    // Griya Asri 1 and Griya Asri 2 are two estates.
    private void CompareComplexQualifiers()
    {
        if (a.ComplexName.IsMissing || b.ComplexName.IsMissing || Complex is null)
            return;
        var (differ, missing) = Likeness.Qualifiers(a.ComplexName, b.ComplexName);
        Complex = differ ? 0 : missing ? Math.Min(Complex.Value, UnclearLikeness) : Complex;
    }

    private void CompareDoors()
    {
        Gang = a.Gang.Length > 5 && b.Gang.Length > 5 && a.Gang != b.Gang && Digits(a.Gang) == Digits(b.Gang) && Spelling.Distance(a.Gang, b.Gang) is 1
            ? FieldVerdict.Similar
            : Text(a.Gang, b.Gang);
        Block = DoorCode.Compare(a.Block, b.Block);
        HouseNumber = Worst(DoorCode.Compare(a.HouseNumber, b.HouseNumber), DoorCode.Compare(a.Plot, b.Plot));
        Kilometre = Text(a.Kilometre, b.Kilometre);
        // One number may be read as block here and as house number there; then only the whole code can be compared.
        if (Block is FieldVerdict.Missing or FieldVerdict.Unclear || (Block is not null && HouseNumber is FieldVerdict.Missing))
            CompareWholeCodes();
        if (Kilometre is FieldVerdict.Missing && HouseNumber is FieldVerdict.Missing && (a.Kilometre.Length > 0) == (a.HouseNumber.Length is 0))
            (Kilometre, HouseNumber) = (FieldVerdict.Differs, null);
        // A door that agrees makes up for a further number that only one side gives.
        if (Block is FieldVerdict.Agrees && HouseNumber is FieldVerdict.Missing)
            HouseNumber = null;
        if (HouseNumber is FieldVerdict.Agrees && Block is FieldVerdict.Missing)
            Block = null;
        if (HouseNumber is FieldVerdict.Agrees && Kilometre is FieldVerdict.Missing)
            Kilometre = null;
    }

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    private void CompareWholeCodes()
    {
        var whole = DoorCode.Compare(Whole(a), Whole(b));
        if (whole is FieldVerdict.Agrees)
            (Block, HouseNumber) = (FieldVerdict.Agrees, null);
        else if (whole is FieldVerdict.Unclear && HouseNumber is FieldVerdict.Missing)
            (Block, HouseNumber) = (FieldVerdict.Unclear, null);

        static string Whole(PostalAddress address) =>
            address.Block.Length is 0 ? address.HouseNumber : address.HouseNumber.Length is 0 ? address.Block : $"{address.Block}-{address.HouseNumber}";
    }

    private void CompareUnits() => Unit = Worst(Text(a.Floor, b.Floor), Text(a.Unit, b.Unit));

    private void ComparePlaces()
    {
        Village = Place(a.VillageName, b.VillageName);
        District = Place(a.DistrictName, b.DistrictName);
        if (a.Area.IsMissing || b.Area.IsMissing)
            return;
        // Both leave the labels out: no common word means another village, and of two words or more also another district.
        if (Array.Exists(a.Area.Words, word => Array.IndexOf(b.AllWords.Words, word) >= 0) || Likeness.Of(a.Area, b.Area) > 0.5)
            return;
        Village ??= FieldVerdict.Differs;
        if (a.Area.Words.Length > 1 && b.Area.Words.Length > 1)
            District ??= FieldVerdict.Differs;
    }

    private FieldVerdict? Place(PlaceName left, PlaceName right)
    {
        if (left.IsMissing && right.IsMissing)
            return null;
        if (left.IsMissing)
            return IsNamed(right, a.AllWords) ? FieldVerdict.Agrees : a.Area.Words.Length > 1 ? FieldVerdict.Differs : FieldVerdict.Missing;
        if (right.IsMissing)
            return IsNamed(left, b.AllWords) ? FieldVerdict.Agrees : b.Area.Words.Length > 1 ? FieldVerdict.Differs : FieldVerdict.Missing;
        if (IsNamed(left, b.AllWords) || IsNamed(right, a.AllWords))
            return FieldVerdict.Agrees;
        return Likeness.Of(left, right) switch { >= 0.85 => FieldVerdict.Similar, >= 0.6 => FieldVerdict.Unclear, _ => FieldVerdict.Differs };
    }

    private static bool IsNamed(PlaceName place, PlaceName text) => Likeness.IsIn(place, text) || Likeness.IsWithin(place, text);

    private static FieldVerdict? Text(string left, string right) =>
        left.Length is 0 && right.Length is 0 ? null
        : left.Length is 0 || right.Length is 0 ? FieldVerdict.Missing
        : left == right ? FieldVerdict.Agrees
        : FieldVerdict.Differs;

    // The verdicts stand in order: the later one weighs more.
    private static FieldVerdict? Worst(FieldVerdict? one, FieldVerdict? other) => one is null ? other : other is null || one > other ? one : other;
}
