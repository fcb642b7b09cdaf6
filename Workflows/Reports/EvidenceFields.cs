namespace BackOffice.Workflows.Reports;

/// <summary>How people call the fields that a comparison names.</summary>
internal static class EvidenceFields
{
    private static readonly Dictionary<string, Words> Names = new(StringComparer.Ordinal)
    {
        ["user_id"] = "User ID",
        ["npwp"] = new("NPWP", "Tax number"),
        ["branch"] = new("Cabang", "Branch"),
        ["company_name"] = new("Nama", "Name"),
        ["legal_form"] = new("Bentuk hukum", "Legal form"),
        ["regency"] = new("Kabupaten/Kota", "Regency"),
        ["street"] = new("Jalan", "Street"),
        ["complex"] = new("Kompleks", "Complex"),
        ["building"] = new("Gedung", "Building"),
        ["house_number"] = new("Nomor rumah", "House number"),
        ["block"] = new("Blok", "Block"),
        ["kilometre"] = new("Kilometer", "Kilometre"),
        ["gang"] = new("Gang", "Lane"),
        ["unit"] = new("Lantai/unit", "Floor and unit"),
        ["hamlet"] = new("Dusun", "Hamlet"),
        ["rt_rw"] = "RT/RW",
        ["village"] = new("Kelurahan/Desa", "Village"),
        ["district"] = new("Kecamatan", "District"),
        ["postal_code"] = new("Kode pos", "Postal code"),
        ["phone"] = new("Telepon", "Phone"),
        ["email"] = "E-mail",
    };

    /// <summary>The name of a field; one that a later release of the rules adds keeps its own.</summary>
    public static Words Name(string field) => Names.TryGetValue(field, out var name) ? name : field;
}
