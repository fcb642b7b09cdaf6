using BackOffice.Rules.Identity;

namespace BackOffice.Rules.Matching;

/// <summary>
/// Measures two accounts against each other (2.e, 2.f). It decides nothing: thresholds and their combination stand in the policy <c>DuplicateCase</c>.
/// Comparing is symmetric: the order of the two accounts changes no fact.
/// </summary>
public static class PairComparer
{
    /// <summary>Slips that stand for "not comparable": as many as a taxpayer's digits.</summary>
    private const int NoSlips = 9;

    /// <summary>Compares two accounts.</summary>
    public static PairComparison Compare(PreparedAccount a, PreparedAccount b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var (x, y) = (a.Identity, b.Identity);
        var address = new AddressComparison(x.Address, y.Address);
        return new(a, b, FactsOf(x, y, address, CompareRegions(x.Region, y.Region), a.Site == b.Site));
    }

    private static DuplicatePairFacts FactsOf(ProviderIdentity x, ProviderIdentity y, AddressComparison address, FieldVerdict? region, bool sameSite)
    {
        var (taxX, taxY) = (x.TaxNumber.Taxpayer, y.TaxNumber.Taxpayer);
        var (branchX, branchY) = (x.TaxNumber.Branch, y.TaxNumber.Branch);
        var sameTaxpayer = taxX is not null && taxX == taxY;
        var postal = ComparePostalCodes(x, y);
        return new()
        {
            SiteEqual = sameSite,
            TaxpayerEqual = sameTaxpayer,
            TaxpayerMissing = taxX is null || taxY is null,
            TaxpayerSlips = taxX is null || taxY is null ? NoSlips : sameTaxpayer ? 0 : Spelling.Distance(taxX.AsSpan(0, 8), taxY.AsSpan(0, 8)),
            BranchDiffers = sameTaxpayer && branchX is not null && branchY is not null && branchX != branchY,
            BranchUnclear = sameTaxpayer && branchX is null != branchY is null && (branchX ?? branchY) is not 0,
            NameSimilarity = Likeness.Of(x.Name, y.Name),
            NameFormDiffers = x.Name.Form.Length > 0 && y.Name.Form.Length > 0 && x.Name.Form != y.Name.Form,
            RegionDiffers = region is FieldVerdict.Differs,
            RegionUnclear = region is FieldVerdict.Unclear,
            RegionMissing = region is FieldVerdict.Missing or null,
            AddressSimilarity = address.Similarity,
            AddressPoor = x.Address.IsPoor || y.Address.IsPoor,
            StreetCompared = address.Street is not null,
            StreetSimilarity = address.Street ?? 0,
            StreetQualifierDiffers = address.StreetQualifierDiffers,
            ComplexCompared = address.Complex is not null,
            ComplexSimilarity = address.Complex ?? 0,
            BuildingCompared = address.Building is not null,
            BuildingSimilarity = address.Building ?? 0,
            HamletCompared = address.Hamlet is not null,
            HamletSimilarity = address.Hamlet ?? 0,
            HouseNumberDiffers = address.HouseNumber is FieldVerdict.Differs,
            BlockDiffers = address.Block is FieldVerdict.Differs,
            KilometreDiffers = address.Kilometre is FieldVerdict.Differs,
            GangDiffers = address.Gang is FieldVerdict.Differs,
            DoorPartsMissing = address.DoorPartsMissing,
            UnitDiffers = address.Unit is FieldVerdict.Differs,
            UnitMissing = address.Unit is FieldVerdict.Missing,
            NeighbourhoodEqual = address.Neighbourhood is FieldVerdict.Agrees,
            NeighbourhoodDiffers = address.Neighbourhood is FieldVerdict.Differs,
            VillageDiffers = address.Village is FieldVerdict.Differs,
            DistrictDiffers = address.District is FieldVerdict.Differs,
            AddressRural = x.Address.IsRural || y.Address.IsRural,
            PostalCodeDiffers = postal is FieldVerdict.Differs,
            PlaceAgrees = address.Village is FieldVerdict.Agrees || address.District is FieldVerdict.Agrees || postal is FieldVerdict.Agrees,
            PhoneEqual = x.Phones.Shares(y.Phones),
            EmailEqual = x.Email is not null && x.Email == y.Email,
            UserIdEqual = x.UserId == y.UserId,
        };
    }

    private static FieldVerdict? ComparePostalCodes(ProviderIdentity x, ProviderIdentity y) =>
        x.PostalCode is null && y.PostalCode is null ? null
        : x.PostalCode is null || y.PostalCode is null ? FieldVerdict.Missing
        : x.PostalCode == y.PostalCode ? FieldVerdict.Agrees
        : FieldVerdict.Differs;

    // Only the list makes two names surely two regions: an unknown one may be a spelling of the other, or a district.
    internal static FieldVerdict? CompareRegions(Region x, Region y)
    {
        if (x.IsMissing && y.IsMissing)
            return null;
        if (x.IsMissing || y.IsMissing)
            return FieldVerdict.Missing;
        if (x.IsKnown && y.IsKnown)
            return x.Known == y.Known ? FieldVerdict.Agrees : FieldVerdict.Differs;
        if ((x.IsKnown || x.IsTwin) && (y.IsKnown || y.IsTwin))
            return x.Name == y.Name ? FieldVerdict.Unclear : FieldVerdict.Differs;
        return x.Name == y.Name && x.Kind == y.Kind ? FieldVerdict.Agrees : FieldVerdict.Unclear;
    }
}
