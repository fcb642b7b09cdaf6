using BackOffice.Rules.Identity;

namespace BackOffice.Rules.Matching;

/// <summary>Puts a comparison into lines that a clerk can agree or disagree with.</summary>
internal static class Explanation
{
    /// <summary>From here on two names count as one but for a slip.</summary>
    private const double Alike = 0.8;

    /// <summary>Below this they are two names.</summary>
    private const double Apart = 0.5;

    public static IReadOnlyList<FieldEvidence> Of(PreparedAccount a, PreparedAccount b, DuplicatePairFacts facts)
    {
        var (rawA, rawB) = (a.Record, b.Record);
        var (x, y) = (a.PassingIdentity, b.PassingIdentity);
        var (placeA, placeB) = (x.Address, y.Address);
        var address = new AddressComparison(placeA, placeB);
        List<FieldEvidence> lines = [];

        Add("user_id", rawA.UserId.Value, rawB.UserId.Value, x.UserId.Key, y.UserId.Key);
        Add("npwp", rawA.Npwp, rawB.Npwp, x.TaxNumber.Taxpayer ?? "", y.TaxNumber.Taxpayer ?? "");
        Add("branch", Raw(rawA), Raw(rawB), Branch(x.TaxNumber), Branch(y.TaxNumber), facts.BranchUnclear ? FieldVerdict.Unclear : null);
        Add("company_name", rawA.CompanyName, rawB.CompanyName, string.Join(' ', x.Name.Words), string.Join(' ', y.Name.Words), Graded(facts.NameSimilarity));
        Add("legal_form", rawA.CompanyName, rawB.CompanyName, x.Name.Form, y.Name.Form);
        Add("regency", rawA.Regency, rawB.Regency, x.Region.ToString(), y.Region.ToString(), PairComparer.CompareRegions(x.Region, y.Region));
        AddPlace("street", placeA.Street, placeB.Street, Qualified(address));
        AddPlace("complex", placeA.Complex, placeB.Complex, Graded(address.Complex));
        AddPlace("building", placeA.Building, placeB.Building, Graded(address.Building));
        AddPlace("house_number", Door(placeA.HouseNumber, placeA.Plot), Door(placeB.HouseNumber, placeB.Plot), address.HouseNumber);
        AddPlace("block", placeA.Block, placeB.Block, address.Block);
        AddPlace("kilometre", placeA.Kilometre, placeB.Kilometre, address.Kilometre);
        AddPlace("gang", placeA.Gang, placeB.Gang, address.Gang);
        AddPlace("unit", Door(placeA.Floor, placeA.Unit), Door(placeB.Floor, placeB.Unit), address.Unit);
        AddPlace("hamlet", placeA.Hamlet, placeB.Hamlet, Graded(address.Hamlet));
        AddPlace("rt_rw", Door(placeA.Neighbourhood, placeA.Community), Door(placeB.Neighbourhood, placeB.Community), address.Neighbourhood);
        AddPlace("village", placeA.Village, placeB.Village, address.Village);
        AddPlace("district", placeA.District, placeB.District, address.District);
        Add("postal_code", rawA.PostalCode, rawB.PostalCode, x.PostalCode ?? "", y.PostalCode ?? "");
        Add("phone", rawA.Phone, rawB.Phone, x.Phones.ToString(), y.Phones.ToString(), facts.PhoneEqual ? FieldVerdict.Agrees : null);
        Add("email", rawA.Email, rawB.Email, x.Email?.Value ?? "", y.Email?.Value ?? "");
        return lines;

        void AddPlace(string field, string normalA, string normalB, FieldVerdict? verdict) => Add(field, rawA.Address, rawB.Address, normalA, normalB, verdict);

        void Add(string field, string left, string right, string normalA, string normalB, FieldVerdict? verdict = null)
        {
            if (normalA.Length > 0 || normalB.Length > 0)
                lines.Add(new(field, left, right, normalA, normalB, verdict ?? Plain(normalA, normalB)));
        }
    }

    private static FieldVerdict Plain(string a, string b) =>
        a.Length is 0 || b.Length is 0 ? FieldVerdict.Missing : a == b ? FieldVerdict.Agrees : FieldVerdict.Differs;

    private static FieldVerdict? Graded(double? likeness) => likeness switch
    {
        null => FieldVerdict.Missing,
        1 => FieldVerdict.Agrees,
        >= Alike => FieldVerdict.Similar,
        >= Apart => FieldVerdict.Unclear,
        _ => FieldVerdict.Differs,
    };

    private static FieldVerdict? Qualified(AddressComparison address) =>
        address.StreetQualifierDiffers ? FieldVerdict.Differs
        : address.StreetQualifierMissing && address.Street >= Apart ? FieldVerdict.Unclear
        : Graded(address.Street);

    private static string Branch(TaxNumber number) => number.Branch is { } branch ? branch.ToString("000", null) : "";

    private static string Raw(AccountRecord record) => record.Nitku.Length > 0 ? $"{record.Npwp} {record.Nitku}" : record.Npwp;

    private static string Door(string one, string other) => one.Length is 0 ? other : other.Length is 0 ? one : $"{one}/{other}";
}
