namespace BackOffice.Host.Tests.Clauses;

/// <summary>Accounts that a test can begin with. Two of one company are one company; two of different ones have nothing in common.</summary>
internal static class Some
{
    /// <summary>A password that no test types wrongly by chance.</summary>
    public const string Password = "kata sandi sendiri";

    /// <summary>A verified account of PT Sinar Kencana, as its site sends it.</summary>
    public static Account Account(
        string? name = null, string? npwp = null, string? address = null, string? email = null, string password = Password,
        int packages = 5, string registered = "2019-04-01", bool verified = true) => SinarKencana with
        {
            CompanyName = name ?? SinarKencana.CompanyName,
            Npwp = npwp ?? SinarKencana.Npwp,
            Address = address ?? SinarKencana.Address,
            Email = email ?? SinarKencana.Email,
            Password = password,
            PackageCount = packages,
            RegisteredOn = DateOnly.ParseExact(registered, "yyyy-MM-dd"),
            Verified = verified,
        };

    private static Account SinarKencana { get; } = new()
    {
        Password = Password,
        CompanyName = "PT Sinar Kencana",
        Npwp = "01.234.567.4-331.000",
        Address = "Jl. Jend. A. Yani No. 12",
        Regency = "Kota Jambi",
        Province = "Jambi",
        PostalCode = "36122",
        Phone = "0741-66269",
        Email = "kantor@sinar-kencana.co.id",
        PackageCount = 5,
        RegisteredOn = new(2019, 4, 1),
        Verified = true,
    };

    /// <summary>A company that has nothing in common with the first.</summary>
    public static Account OtherCompany { get; } = new()
    {
        Password = "kata sandi Bumi Perkasa",
        CompanyName = "CV Bumi Perkasa",
        Npwp = "02.765.432.6-211.000",
        Address = "Jl. Sisingamangaraja No. 88",
        Regency = "Kota Medan",
        Province = "Sumatera Utara",
        PostalCode = "20217",
        Phone = "061-4512345",
        Email = "admin@bumi-perkasa.co.id",
        PackageCount = 7,
        RegisteredOn = new(2018, 9, 17),
        Verified = true,
    };

    /// <summary>A company that has nothing in common with the first two.</summary>
    public static Account ThirdCompany { get; } = OtherCompany with
    {
        Password = "kata sandi Cahaya Timur",
        CompanyName = "PT Cahaya Timur Abadi",
        Npwp = "03.111.222.0-805.000",
        Address = "Jl. Perintis Kemerdekaan Km. 9 No. 4",
        Regency = "Kota Makassar",
        Province = "Sulawesi Selatan",
        PostalCode = "90245",
        Phone = "0411-588123",
        Email = "kantor@cahaya-timur.co.id",
    };
}
