using BackOffice.Rules.Identity;

namespace BackOffice.Rules.Policies;

/// <summary>Takes the measures of <see cref="ActivationPreCheckFacts"/> from the texts of a registry: what was written, never what it should mean.</summary>
public static class PreCheckMeasures
{
    /// <summary>Measures one account.</summary>
    /// <param name="npwp">The tax number as written.</param>
    /// <param name="nitku">The number of the place of business as written.</param>
    /// <param name="regency">Kabupaten or Kota as written.</param>
    /// <param name="province">The province as written.</param>
    /// <param name="email">The e-mail address as written.</param>
    /// <param name="site">Where activation was asked: code and stage, as <c>accounts.csv</c> and <c>sites.csv</c> write them.</param>
    /// <param name="accountSite">Where the account was registered.</param>
    public static ActivationPreCheckFacts Take(
        string npwp, string nitku, string regency, string province, string email, (string Code, string Stage) site, string accountSite)
    {
        var taxNumber = TaxNumber.Read(npwp, nitku);
        return ActivationPreCheckFacts.Measure(province, regency, email) with
        {
            RegenciesMatching = Region.IsKnownPair(regency, province) ? 1 : 0,
            TaxNumberDigits = taxNumber.State is TaxNumberState.None ? 0 : Digits(npwp),
            TaxNumberOddCharacters = taxNumber.State switch
            {
                TaxNumberState.None => 0,
                // What is malformed for another reason than its length must not pass as a number of 15 digits.
                TaxNumberState.Malformed => Math.Max(1, LettersAmongDigits(npwp)),
                _ => LettersAmongDigits(npwp),
            },
            TaxNumberCheckRemainder = taxNumber.State is TaxNumberState.WellFormed && !taxNumber.CheckDigitHolds ? 1 : 0,
            SiteStage = site.Stage,
            SiteCode = site.Code,
            AccountSiteCode = accountSite,
        };
    }

    // A word before the number is a label; a letter between its digits is a slip, such as O for 0.
    private static int LettersAmongDigits(string npwp)
    {
        var first = npwp.AsSpan().IndexOfAnyInRange('0', '9');
        var last = npwp.AsSpan().LastIndexOfAnyInRange('0', '9');
        return first < 0 ? npwp.Count(char.IsLetter) : npwp[first..last].Count(char.IsLetter);
    }

    // 14 digits are 15 whose leading zero a spreadsheet took; 22 are a NITKU in the wrong field, which begins with the tax number.
    private static int Digits(string npwp) => npwp.Count(char.IsDigit) switch
    {
        14 => 15,
        21 or 22 => 16,
        var digits => digits,
    };
}
