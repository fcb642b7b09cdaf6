using System.Globalization;
using System.Text;
using BackOffice.Rules.Identity;

namespace BackOffice.Benchmarks;

/// <summary>A registry of companies with two accounts each, among four times as many that are alone: each second account is a member that merges into the first.</summary>
internal static class ActivationRegistry
{
    /// <summary>The site of every Default.</summary>
    public static SiteCode DefaultSite { get; } = SiteCode.Parse("1");

    /// <summary>The site of every member.</summary>
    public static SiteCode MemberSite { get; } = SiteCode.Parse("2");

    /// <summary>The user ID of a company's member.</summary>
    public static UserId MemberOf(int company) => UserId.Parse(string.Create(CultureInfo.InvariantCulture, $"anggota{company}"));

    /// <summary>Writes the files.</summary>
    public static RegistryFiles Write(string folder, int companies)
    {
        Directory.CreateDirectory(folder);
        var files = new RegistryFiles(folder, companies * 6);
        File.WriteAllText(files.Sites, "code,name,url,spse_version,stage,aggregated_on\n"
            + string.Concat(Enumerable.Range(1, 20).Select(site => $"{site},LPSE {site},https://lpse-{site}.example,4.5,aggregated,2026-01-01\n")));
        using var accounts = new StreamWriter(files.AccountsFile, append: false, new UTF8Encoding(false));
        accounts.WriteLine("lpse_code,user_id,password_hash,company_name,npwp,nitku,address,regency,province,postal_code,phone,email,package_count,registered_on,verified");
        for (var company = 0; company < companies; company++)
        {
            Line(accounts, 1, $"induk{company}", company, packages: 40);
            Line(accounts, 2, $"anggota{company}", company, packages: 3);
            for (var other = 0; other < 4; other++)
                Line(accounts, 3 + other, $"lain{company}-{other}", companies + (company * 4) + other, packages: 1);
        }
        return files;
    }

    private static void Line(StreamWriter file, int site, string userId, int company, int packages)
    {
        var npwp = string.Create(CultureInfo.InvariantCulture, $"{10_000_000 + company:00\\.000\\.000}.1-331.000");
        file.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{site},{userId},md5:0123456789abcdef0123456789abcdef,PT Penyedia {Word(company)},{npwp},,\"Jl. Melati {Word(company + 7)} No. {company % 900}\",Kota Jambi,Jambi,36122,0741-{100_000 + (company % 899_999)},kantor{company}@penyedia{company}.example,{packages},2019-04-01,true"));
    }

    // Letters only, and no two alike: company names that differ by a number alone would be a question for a person.
    private static string Word(int number)
    {
        var word = new StringBuilder();
        for (var left = number + 7_919; left > 0; left /= 21)
            word.Append("bcdfghjklmnpqrstvwxyz"[left % 21]).Append("aeiou"[(left / 3) % 5]);
        return word.ToString();
    }
}
