using System.Globalization;
using BackOffice.Rules.Identity;
using BackOffice.Rules.Matching;
using BackOffice.Rules.Tests.Policies;

namespace BackOffice.Rules.Tests.Matching;

/// <summary>Makes what does not matter to a test; the test shows what does.</summary>
internal static class Some
{
    public const string Npwp = "01.482.917.0-331.000";
    public const string OtherNpwp = "02.337.105.7-331.000";
    public const string Address = "Jalan Jenderal Ahmad Yani No. 1, RT 001 RW 002, Kel. Telanaraya Kec. Telanaipura";

    public static PairJudge Judge { get; } = new(LoadedRules.Shipped);

    public static PreparedAccount Account(
        int site = 70, string userId = "belantika", string name = "PT Belantika Karya Sentosa", string npwp = Npwp, string nitku = "", string address = Address,
        string regency = "Kota Jambi", string province = "Jambi", string postalCode = "", string phone = "", string email = "", int packages = 1,
        string registeredOn = "2011-01-01", bool verified = true) =>
        PreparedAccount.From(new(
            SiteCode.Parse(site.ToString(CultureInfo.InvariantCulture)), UserId.Parse(userId), name, npwp, nitku, address, regency, province, postalCode, phone,
            email, packages, DateOnly.ParseExact(registeredOn, "yyyy-MM-dd", CultureInfo.InvariantCulture), verified));

    public static async Task<PairFinding> FindingAsync(PreparedAccount one, PreparedAccount other, VerdictAnswer? verdict = null) =>
        await Judge.JudgeAsync(one, other, verdict, TestContext.Current.CancellationToken);

    public static async Task<ScanResult> ScanAsync(IEnumerable<PreparedAccount> accounts, IReadOnlyCollection<Verdict>? verdicts = null, Func<SiteCode, bool>? takesPart = null)
    {
        var scan = new DuplicateScan(Judge, takesPart ?? (_ => true));
        foreach (var account in accounts)
            scan.Add(account);
        return await scan.RunAsync(verdicts, TestContext.Current.CancellationToken);
    }

    public static Verdict Verdict(PreparedAccount one, PreparedAccount other, VerdictAnswer answer) => new(new(one.Key, other.Key), answer);
}
