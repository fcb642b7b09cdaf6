using BackOffice.Rules.Identity;
using BackOffice.Rules.Matching;

namespace BackOffice.Workflows.Registry.Sample;

/// <summary>An account of the sample and its password.</summary>
internal sealed record SampleAccount(AccountRecord Record, string Password)
{
    public SampleLogin As(string part) => new(part, Record.Site, Record.UserId, Password);
}

/// <summary>Puts accounts on the stage, one method for each case of clause 2.f. What is not said follows from the company's number.</summary>
internal sealed class SampleCast
{
    private static readonly DateOnly FirstDay = new(2010, 1, 4);

    private static readonly IReadOnlyList<SiteCode> Aggregated =
        [.. SampleWords.Sites.Where(site => site.Stage is SiteStage.Aggregated).Select(site => site.Code)];

    private readonly List<SampleAccount> accounts = [];

    public IReadOnlyList<SampleAccount> Accounts => accounts;

    /// <summary>An account without a counterpart.</summary>
    public SampleAccount Unique(int number) => Add(new(number), Site(number), packages: number % 5 * 4);

    /// <summary>Accounts of one company, each at another site and written in another way; the packages say how many.</summary>
    public IReadOnlyList<SampleAccount> Group(int number, params IReadOnlyList<int> packages) =>
        [.. packages.Select((count, place) => Add(new(number), Site(number + place * 3), count, place))];

    /// <summary>Two offices of one taxpayer in two towns (2.f.2.a).</summary>
    public IReadOnlyList<SampleAccount> Branches(int number) =>
        [Add(new(number), Site(number), packages: 12), Add(new SampleCompany(number).Branch(), Site(number + 4), packages: 7, place: 1)];

    /// <summary>Two companies under one user ID (2.f.1).</summary>
    public IReadOnlyList<SampleAccount> Clash(int number, string userId) =>
        [Add(new(number), Site(number), packages: 9, userId: userId), Add(new(number + 1), Site(number + 2), packages: 3, userId: userId)];

    /// <summary>One company twice, once without its tax number (decision 10).</summary>
    public IReadOnlyList<SampleAccount> Doubt(int number)
    {
        var known = Add(new(number), Site(number), packages: 8);
        return [Add(new(number), Site(number + 3), packages: 2, place: 1, change: record => record with { Npwp = "" }), known];
    }

    /// <summary>Two companies whose paper work one consultant does (decision 12).</summary>
    public IReadOnlyList<SampleAccount> SharedContact(int number, string consultant)
    {
        var email = $"berkas@{consultant}.example";
        return [Add(new SampleCompany(number) { Email = email }, Site(number), packages: 6), Add(new SampleCompany(number + 1) { Email = email }, Site(number + 5), packages: 4)];
    }

    /// <summary>One company at a site that takes part, and with more packages at one that does not (4.c).</summary>
    public IReadOnlyList<SampleAccount> TwinOutside(int number, SiteCode outside) =>
        [Add(new(number), Site(number), packages: 5), Add(new(number), outside, packages: 90, place: 1)];

    /// <summary>An account at a given site.</summary>
    /// <param name="company">Whose.</param>
    /// <param name="site">Where.</param>
    /// <param name="packages">How many packages it has there.</param>
    /// <param name="place">Which of the company's accounts it is: it is written in another way than its neighbours, and was registered later.</param>
    /// <param name="userId">Its user ID, if not the company's usual one.</param>
    /// <param name="change">What is different about it.</param>
    public SampleAccount Add(
        SampleCompany company, SiteCode site, int packages, int place = 0, string? userId = null, Func<AccountRecord, AccountRecord>? change = null)
    {
        var plain = place % 2 == 0;
        userId ??= place == 0 ? company.UserId : $"{company.UserId}{place + 1}";
        var record = new AccountRecord(
            site, UserId.Parse(userId), company.Name(plain), company.Npwp(plain), "", company.Address(plain), company.Place.Regency, company.Place.Province,
            company.PostalCode, company.Phone, company.Email, packages, FirstDay.AddDays(company.Number * 11 + place * 97), Verified: true);
        var account = new SampleAccount(change?.Invoke(record) ?? record, $"Sandi-{userId}-{site}");
        accounts.Add(account);
        return account;
    }

    private static SiteCode Site(int number) => Aggregated[number % Aggregated.Count];
}
