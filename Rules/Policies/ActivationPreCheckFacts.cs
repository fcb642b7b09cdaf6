namespace BackOffice.Rules.Policies;

/// <summary>
/// What the policy <c>ActivationPreCheck</c> may know of an account whose provider asks for activation (decision 13; clauses 2.a, 4.c).
/// Measures only: how much is enough stands in the rules.
/// </summary>
public sealed record ActivationPreCheckFacts
{
    /// <summary>The policy's shape; rules call these facts <c>check</c>.</summary>
    public static PolicyShape Shape { get; } = PolicyShape.Of(
        "ActivationPreCheck", "check", PolicyMode.AllMustHold, new ActivationPreCheckFacts(), ["mend", "warning", "refuse"], ["region", "province", "regency", "npwp", "email"]);

    /// <summary>Characters of the province, without blanks around it; 0 if there is none.</summary>
    public int ProvinceLength { get; init; }

    /// <summary>Characters of the regency or city, without blanks around it; 0 if there is none.</summary>
    public int RegencyLength { get; init; }

    /// <summary>How many known regencies and cities of that province bear that name; 0 if either is empty or unknown, or they do not belong together.</summary>
    public int RegenciesMatching { get; init; }

    /// <summary>Digits of the tax number after a lost leading zero was put back; 0 if there is none: empty, all zeros or masked.</summary>
    public int TaxNumberDigits { get; init; }

    /// <summary>Characters of the tax number that are neither digits nor the usual dots, dashes and blanks; 0 if there is no tax number.</summary>
    public int TaxNumberOddCharacters { get; init; }

    /// <summary>Remainder of the check sum over digits 1 to 9: 0 if it passes, and 0 where there is nothing to check.</summary>
    public int TaxNumberCheckRemainder { get; init; }

    /// <summary>Characters of the e-mail address, without blanks and angle brackets around it; 0 if there is none.</summary>
    public int EmailLength { get; init; }

    /// <summary>How many <c>@</c> the e-mail address has.</summary>
    public int EmailAtSigns { get; init; }

    /// <summary>Characters before the last <c>@</c>.</summary>
    public int EmailLocalLength { get; init; }

    /// <summary>Labels of the domain, the parts between its dots; 0 if one of them is empty.</summary>
    public int EmailDomainLabels { get; init; }

    /// <summary>Blanks, control characters, commas, semicolons, quotes and angle brackets in the e-mail address.</summary>
    public int EmailOddCharacters { get; init; }

    /// <summary>Stage of the site where activation was asked: <c>non_v3</c>, <c>v3</c> or <c>aggregated</c>; null if the site is unknown.</summary>
    public string? SiteStage { get; init; }

    /// <summary>Code of the site where activation was asked.</summary>
    public string? SiteCode { get; init; }

    /// <summary>Code of the site where the account was registered; null if there is no such account.</summary>
    public string? AccountSiteCode { get; init; }

    /// <summary>
    /// Measures what the texts of an identity tell by themselves. Site, region and tax number are for the caller to add, who has them parsed;
    /// left out they read as no site, no such region and no tax number.
    /// </summary>
    /// <param name="province">The province as registered.</param>
    /// <param name="regency">The regency or city as registered.</param>
    /// <param name="email">The e-mail address as registered.</param>
    public static ActivationPreCheckFacts Measure(string? province, string? regency, string? email)
    {
        var address = (email ?? "").Trim().Trim('<', '>').Trim();
        var at = address.LastIndexOf('@');
        string[] labels = at < 0 ? [] : address[(at + 1)..].Split('.');
        return new()
        {
            ProvinceLength = (province ?? "").Trim().Length,
            RegencyLength = (regency ?? "").Trim().Length,
            EmailLength = address.Length,
            EmailAtSigns = address.Count(c => c is '@'),
            EmailLocalLength = Math.Max(at, 0),
            EmailDomainLabels = labels.Contains("") ? 0 : labels.Length,
            EmailOddCharacters = address.Count(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is ',' or ';' or '"' or '<' or '>' or '\uFFFD'),
        };
    }
}
