using BackOffice.Host.Tests.Clauses;

namespace BackOffice.Host.Tests.Upgrade;

/// <summary>Who stands where when the first release is replaced: a case at every state in which one can wait, and what lies beside cases.</summary>
internal static class Cast
{
    public const string DefaultPassword = "kata sandi Jambi";

    public static IReadOnlyList<string> Sites { get; } = ["277", "12", "300", "301"];

    /// <summary>Waits for a field to be mended.</summary>
    public static (string Site, string UserId) Mends => ("301", "tanpa-provinsi");

    /// <summary>Wait for another user ID: both parties of one clash.</summary>
    public static IReadOnlyList<(string Site, string UserId)> Clash { get; } = [("12", "maju"), ("300", "maju")];

    /// <summary>Waits for a person's verdict.</summary>
    public static (string Site, string UserId) Doubt => ("12", "cahaya-tanpa-npwp");

    /// <summary>An active Default.</summary>
    public static (string Site, string UserId) Default => ("277", "sinar-277");

    /// <summary>Merged into the Default.</summary>
    public static (string Site, string UserId) Merged => ("12", "sinar-12");

    /// <summary>Waits for the Default's password, and has postponed.</summary>
    public static (string Site, string UserId) Postponed => ("300", "sinar-300");

    /// <summary>Its attempts are used up: with the helpdesk, and a recovery is asked for.</summary>
    public static (string Site, string UserId) WithHelpdesk => ("301", "sinar-301");

    /// <summary>How many mails the first release could not send.</summary>
    public const int MailsDue = 21;

    /// <summary>All accounts.</summary>
    public static IReadOnlyList<(string Site, string UserId, Account Account)> Accounts { get; } =
    [
        ("277", "sinar-277", Some.Account(packages: 40, email: "277@sinar.example", password: DefaultPassword)),
        ("12", "sinar-12", Some.Account(packages: 3, email: "12@sinar.example")),
        ("300", "sinar-300", Some.Account(packages: 2, email: "300@sinar.example")),
        ("301", "sinar-301", Some.Account(packages: 1, email: "301@sinar.example")),
        ("12", "maju", Some.OtherCompany with { Email = "maju-12@maju.example" }),
        ("300", "maju", Some.Account(name: "CV Maju Sentosa", npwp: "03.222.333.6-805.000", address: "Jl. Pahlawan No. 70", email: "maju-300@maju.example") with { Phone = "0411-900100" }),
        ("301", "cahaya", Some.ThirdCompany),
        ("12", "cahaya-tanpa-npwp", Some.ThirdCompany with { Npwp = "", Email = "kedua@cahaya.example" }),
        ("301", "tanpa-provinsi", Some.ThirdCompany with { CompanyName = "CV Tanpa Alamat", Npwp = "", Email = "lain@tanpa.example", Phone = "0411-777000", Address = "Jl. Lain 3", Province = "" }),
    ];
}
