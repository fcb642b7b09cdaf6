using BackOffice.Rules.Identity;
using BackOffice.Workflows.Registry.Files;

namespace BackOffice.Workflows.Registry.Sample;

/// <summary>A town as addresses name it.</summary>
internal sealed record SamplePlace(string Regency, string Province, string PostalPrefix, string AreaCode);

/// <summary>What the sample is made of. Names of offices and towns are public; companies are put together and exist nowhere.</summary>
internal static class SampleWords
{
    public static readonly IReadOnlyList<SiteRow> Sites =
    [
        Aggregated("70", "Provinsi Jambi", 2012), Aggregated("73", "Kabupaten Sleman", 2012), Aggregated("16", "Kota Padang", 2012),
        Aggregated("25", "Kota Pekanbaru", 2012), Aggregated("31", "Kota Medan", 2013), Aggregated("44", "Kota Batam", 2013),
        Aggregated("58", "Kota Palembang", 2013), Aggregated("85", "Kota Bandar Lampung", 2013), Aggregated("97", "Kota Semarang", 2013),
        Aggregated("112", "Kota Bandung", 2014), Aggregated("128", "Kota Surabaya", 2014), Aggregated("153", "Kota Makassar", 2014),
        Aggregated("166", "Kota Denpasar", 2014), Aggregated("204", "Kabupaten Klaten", 2014),
        Outside("231", "Kabupaten Muaro Jambi", SiteStage.V3), Outside("248", "Kota Cirebon", SiteStage.V3), Outside("262", "Kabupaten Bantul", SiteStage.V3),
        Outside("289", "Kabupaten Kudus", SiteStage.NonV3), Outside("304", "Kota Depok", SiteStage.NonV3), Outside("317", "Kabupaten Sukabumi", SiteStage.NonV3),
    ];

    public static readonly IReadOnlyList<SamplePlace> Places =
    [
        new("Kota Jambi", "Jambi", "361", "0741"), new("Kabupaten Sleman", "DI Yogyakarta", "555", "0274"), new("Kota Padang", "Sumatera Barat", "251", "0751"),
        new("Kota Pekanbaru", "Riau", "282", "0761"), new("Kota Medan", "Sumatera Utara", "202", "061"), new("Kota Batam", "Kepulauan Riau", "294", "0778"),
        new("Kota Palembang", "Sumatera Selatan", "301", "0711"), new("Kota Bandar Lampung", "Lampung", "352", "0721"),
        new("Kota Semarang", "Jawa Tengah", "502", "024"), new("Kota Bandung", "Jawa Barat", "402", "022"), new("Kota Surabaya", "Jawa Timur", "602", "031"),
        new("Kota Makassar", "Sulawesi Selatan", "901", "0411"), new("Kota Denpasar", "Bali", "801", "0361"), new("Kabupaten Klaten", "Jawa Tengah", "574", "0272"),
    ];

    public static readonly IReadOnlyList<string> FirstNames =
    [
        "Karya", "Cipta", "Mitra", "Bina", "Sumber", "Tunas", "Sinar", "Citra", "Duta", "Sarana", "Prima", "Cahaya", "Anugerah", "Berkah", "Bangun",
    ];

    public static readonly IReadOnlyList<string> SecondNames =
    [
        "Batanghari", "Arunika", "Sagara", "Lembayung", "Cakrawala", "Nawasena", "Kertajaya", "Bimasakti", "Andalas", "Rantau", "Pusaka", "Samudra",
        "Tanjung", "Kencana", "Mahardika", "Gumilang", "Nirmala", "Pertiwi", "Swarna", "Dwipa",
    ];

    public static readonly IReadOnlyList<string> LastNames = ["Konstruksi", "Teknik", "Mandiri", "Abadi", "Persada", "Utama", "Sejahtera", "Nusantara"];

    public static readonly IReadOnlyList<string> Streets =
    [
        "Jenderal Sudirman", "Gatot Subroto", "Diponegoro", "Ahmad Yani", "Imam Bonjol", "Gajah Mada", "Hayam Wuruk", "Teuku Umar", "Cempaka", "Kenanga",
        "Pahlawan", "Veteran", "Siliwangi",
    ];

    public static readonly IReadOnlyList<string> Villages =
        ["Sukamaju", "Karangsari", "Mekarjaya", "Telagabiru", "Pasirwangi", "Kebonbaru", "Margahayu", "Wanasari"];

    private static SiteRow Aggregated(string code, string office, int year) => Site(code, office, "4.5", SiteStage.Aggregated, new(year, 3, 1));

    private static SiteRow Outside(string code, string office, SiteStage stage) => Site(code, office, stage is SiteStage.V3 ? "3.6" : "2.1", stage, null);

    private static SiteRow Site(string code, string office, string version, SiteStage stage, DateOnly? joined) => new(
        SiteCode.Parse(code), $"LPSE {office}", $"https://lpse.{office.ToLowerInvariant().Replace(" ", "", StringComparison.Ordinal)}.example/eproc", version, stage, joined);
}
