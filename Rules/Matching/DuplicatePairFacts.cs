using BackOffice.Rules.Policies;

namespace BackOffice.Rules.Matching;

/// <summary>
/// All that a rule of the policy <c>DuplicateCase</c> may know of two accounts: measures without a verdict. Similarities run from 0 (nothing in common) to
/// 1 (equal in normal form) and are 0 where a side states nothing; "differs" means that both sides state the part and it is surely another one.
/// </summary>
public sealed record DuplicatePairFacts
{
    /// <summary>The policy's shape; rules call these facts <c>pair</c>.</summary>
    public static PolicyShape Shape { get; } = PolicyShape.Of(PairJudge.Policy, "pair", PolicyMode.FirstHolding, new DuplicatePairFacts(), PairDecisions.Outcomes);

    /// <summary>Both accounts are registered at one site (decision 6).</summary>
    public bool SiteEqual { get; init; }

    /// <summary>Both tax numbers are usable and name one taxpayer (digits 1-9).</summary>
    public bool TaxpayerEqual { get; init; }

    /// <summary>A side has no usable tax number (decision 10).</summary>
    public bool TaxpayerMissing { get; init; }

    /// <summary>How many slips lie between two different taxpayers' first eight digits; 9 where a number is missing, 0 where they are equal.</summary>
    public int TaxpayerSlips { get; init; }

    /// <summary>Both branches are known and differ (2.f.2.a).</summary>
    public bool BranchDiffers { get; init; }

    /// <summary>One side names a branch office and the other cannot say which it is: 16 digits without NITKU.</summary>
    public bool BranchUnclear { get; init; }

    /// <summary>Likeness of the core names, word by word.</summary>
    public double NameSimilarity { get; init; }

    /// <summary>Both legal forms are written and differ: PT and CV are two legal persons.</summary>
    public bool NameFormDiffers { get; init; }

    /// <summary>Two different regencies or cities; Kota X and Kabupaten X differ.</summary>
    public bool RegionDiffers { get; init; }

    /// <summary>A side does not say which region it is: a bare name that is Kota and Kabupaten both, or a spelling between two readings.</summary>
    public bool RegionUnclear { get; init; }

    /// <summary>A side states no region at all.</summary>
    public bool RegionMissing { get; init; }

    /// <summary>Likeness of what both sides state of street, complex, building and hamlet: the lowest of them; 0 if they share none.</summary>
    public double AddressSimilarity { get; init; }

    /// <summary>A side names no street, complex, building or hamlet.</summary>
    public bool AddressPoor { get; init; }

    /// <summary>Both sides name a street.</summary>
    public bool StreetCompared { get; init; }

    /// <summary>Likeness of the streets.</summary>
    public double StreetSimilarity { get; init; }

    /// <summary>Direction or number words of the streets differ: Barat and Timur, I and II.</summary>
    public bool StreetQualifierDiffers { get; init; }

    /// <summary>Both sides name a complex.</summary>
    public bool ComplexCompared { get; init; }

    /// <summary>Likeness of the complexes.</summary>
    public double ComplexSimilarity { get; init; }

    /// <summary>Both sides name a building.</summary>
    public bool BuildingCompared { get; init; }

    /// <summary>Likeness of the buildings.</summary>
    public double BuildingSimilarity { get; init; }

    /// <summary>Both sides name a hamlet.</summary>
    public bool HamletCompared { get; init; }

    /// <summary>Likeness of the hamlets.</summary>
    public double HamletSimilarity { get; init; }

    /// <summary>House number, its letter or the plot (Kavling).</summary>
    public bool HouseNumberDiffers { get; init; }

    /// <summary>Block or number within the complex.</summary>
    public bool BlockDiffers { get; init; }

    /// <summary>Kilometres, or a kilometre on one side and a house number on the other.</summary>
    public bool KilometreDiffers { get; init; }

    /// <summary>Alley (Gang).</summary>
    public bool GangDiffers { get; init; }

    /// <summary>How many parts that tell one door from another one side states and the other leaves out: number, alley, direction; 1 if neither states any.</summary>
    public int DoorPartsMissing { get; init; }

    /// <summary>Floor, unit, room or stall within one building.</summary>
    public bool UnitDiffers { get; init; }

    /// <summary>One side states a floor or unit, the other does not.</summary>
    public bool UnitMissing { get; init; }

    /// <summary>RT and RW are stated on both sides and agree.</summary>
    public bool NeighbourhoodEqual { get; init; }

    /// <summary>RT or RW.</summary>
    public bool NeighbourhoodDiffers { get; init; }

    /// <summary>Kelurahan or desa.</summary>
    public bool VillageDiffers { get; init; }

    /// <summary>Kecamatan.</summary>
    public bool DistrictDiffers { get; init; }

    /// <summary>A side is told by village and RT alone, as in the country.</summary>
    public bool AddressRural { get; init; }

    /// <summary>Postal code.</summary>
    public bool PostalCodeDiffers { get; init; }

    /// <summary>Village, district or postal code are stated on both sides and one of them agrees.</summary>
    public bool PlaceAgrees { get; init; }

    /// <summary>One telephone number stands on both sides.</summary>
    public bool PhoneEqual { get; init; }

    /// <summary>The e-mail addresses are equal.</summary>
    public bool EmailEqual { get; init; }

    /// <summary>The user IDs are equal: trimmed, NFKC, without case (decision 7).</summary>
    public bool UserIdEqual { get; init; }
}
