using BackOffice.Rules.Policies;

namespace BackOffice.Rules.Tests.Policies;

/// <summary>May detection start (decision 13; clauses 2.a, 4.c). The rules of rules.json, each hit both ways.</summary>
public sealed class ActivationPreCheckTests
{
    private static readonly ActivationPreCheckFacts Complete = new()
    {
        ProvinceLength = 5,
        RegencyLength = 11,
        RegenciesMatching = 1,
        TaxNumberDigits = 15,
        EmailLength = 21,
        EmailAtSigns = 1,
        EmailLocalLength = 4,
        EmailDomainLabels = 3,
        SiteStage = "aggregated",
        SiteCode = "7",
        AccountSiteCode = "7",
    };

    [Fact]
    public Task Complete_account_at_its_own_aggregated_site_passes() => Asserts(Complete);

    [Theory]
    [InlineData("non_v3")]
    [InlineData("v3")]
    [InlineData(null)]
    public Task Site_that_has_not_joined_activates_nobody_4c(string? stage) => Asserts(Complete with { SiteStage = stage }, "SiteAggregated refuse");

    [Theory]
    [InlineData("8")]
    [InlineData(null)]
    public Task Activation_is_at_the_site_of_registration_2a(string? registeredAt) => Asserts(Complete with { AccountSiteCode = registeredAt }, "AccountAtOwnSite refuse");

    [Fact]
    public Task Province_and_regency_must_be_there()
    {
        return Task.WhenAll(
            Asserts(Complete with { ProvinceLength = 0, RegenciesMatching = 0 }, "RegionPresent mend region"),
            Asserts(Complete with { RegencyLength = 0, RegenciesMatching = 0 }, "RegionPresent mend region"));
    }

    [Fact]
    public Task Regency_must_lie_in_the_province() => Asserts(Complete with { RegenciesMatching = 0 }, "RegionKnown mend regency");

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    [InlineData(16)]
    public Task Tax_number_has_15_or_16_digits_or_is_not_there(int digits) => Asserts(Complete with { TaxNumberDigits = digits });

    [Theory]
    [InlineData(1, 0)]
    [InlineData(14, 0)]
    [InlineData(17, 0)]
    [InlineData(15, 1)]
    public Task Malformed_tax_number_is_mended(int digits, int odd) =>
        Asserts(Complete with { TaxNumberDigits = digits, TaxNumberOddCharacters = odd }, "TaxNumberWellFormed mend npwp");

    [Fact]
    public Task Failed_check_digit_is_a_warning_only() => Asserts(Complete with { TaxNumberCheckRemainder = 3 }, "TaxNumberCheckDigit warning npwp");

    [Fact]
    public Task Email_is_one_address()
    {
        const string Mend = "EmailWellFormed mend email";
        return Task.WhenAll(
            Asserts(Complete with { EmailLength = 0, EmailAtSigns = 0, EmailLocalLength = 0, EmailDomainLabels = 0 }, Mend),
            Asserts(Complete with { EmailAtSigns = 2 }, Mend),
            Asserts(Complete with { EmailLocalLength = 0 }, Mend),
            Asserts(Complete with { EmailDomainLabels = 1 }, Mend),
            Asserts(Complete with { EmailOddCharacters = 1 }, Mend),
            Asserts(Complete with { EmailLength = 255 }, Mend));
    }

    [Fact]
    public Task Everything_to_mend_is_named_at_once() => Asserts(
        new ActivationPreCheckFacts { TaxNumberDigits = 3, SiteStage = "aggregated", SiteCode = "7", AccountSiteCode = "7" },
        "RegionPresent mend region", "TaxNumberWellFormed mend npwp", "EmailWellFormed mend email");

    [Theory]
    [InlineData("budi@perusahaan.co.id", true)]
    [InlineData(" <budi@perusahaan.co.id> ", true)]
    [InlineData("budi+tender@a.id", true)]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("budi", false)]
    [InlineData("@perusahaan.co.id", false)]
    [InlineData("budi@perusahaan", false)]
    [InlineData("budi@perusahaan..id", false)]
    [InlineData("budi@.id", false)]
    [InlineData("budi@perusahaan.id, ani@perusahaan.id", false)]
    [InlineData("budi @perusahaan.id", false)]
    [InlineData("budi@ani@perusahaan.id", false)]
    public Task Email_is_measured_as_it_was_registered(string? email, bool passes)
    {
        var measured = ActivationPreCheckFacts.Measure(" Jambi ", "Muaro Jambi", email) with { RegenciesMatching = 1, SiteStage = "aggregated", SiteCode = "7", AccountSiteCode = "7" };
        Assert.Equal((5, 11), (measured.ProvinceLength, measured.RegencyLength));
        return passes ? Asserts(measured) : Asserts(measured, "EmailWellFormed mend email");
    }

    private static async Task Asserts(ActivationPreCheckFacts facts, params string[] failed)
    {
        var outcome = await LoadedRules.Shipped.EvaluateAsync("ActivationPreCheck", facts, TestContext.Current.CancellationToken);
        Assert.Empty(outcome.Errors);
        Assert.Equal(failed, outcome.Failed.Select(result => $"{result.Name} {result.Outcome} {result.Field}".TrimEnd()));
    }
}
