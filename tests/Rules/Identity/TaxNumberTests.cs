using BackOffice.Rules.Identity;
using CsCheck;

namespace BackOffice.Rules.Tests.Identity;

public class TaxNumberTests
{
    [Theory]
    [InlineData("01.482.917.0-331.000", "", "014829170-000")]
    [InlineData("014829170331002", "", "014829170-002")]
    [InlineData("14829170331000", "", "014829170-000")]
    [InlineData(" 01 482 917 0 331 000 ", "", "014829170-000")]
    [InlineData("01.482.917.0‐331.000", "", "014829170-000")]
    [InlineData("01_482_917_0_331_000", "", "014829170-000")]
    [InlineData("NPWP: 01.482.917.0-331.000", "", "014829170-000")]
    [InlineData("٠١٤٨٢٩١٧٠٣٣١٠٠٠", "", "014829170-000")]
    [InlineData("0014829170331000", "", "014829170-???")]
    [InlineData("0014829170331000", "0014829170331000000003", "014829170-003")]
    [InlineData("0014829170331000000003", "", "014829170-003")]
    [InlineData("01.482.917.0-331.001", "0014829170331000000002", "014829170-???")]
    [InlineData("01.482.917.0-331.001", "0099999999331000000002", "014829170-001")]
    [InlineData("3171234567890001", "", "3171234567890001-???")]
    public void A_number_is_taxpayer_and_branch_however_it_is_written(string npwp, string nitku, string wanted) =>
        Assert.Equal(wanted, TaxNumber.Read(npwp, nitku).ToString());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" - ")]
    [InlineData("0")]
    [InlineData("00.000.000.0-000.000")]
    [InlineData("XX.XXX.XXX.X-XXX.XXX")]
    [InlineData("01.***.***.*-***.000")]
    [InlineData("tidak ada")]
    [InlineData("99.999.999.9-999.999")]
    public void Empty_zero_and_masked_numbers_are_none(string? npwp) => Assert.Equal(TaxNumberState.None, TaxNumber.Read(npwp).State);

    [Theory]
    [InlineData("1234")]
    [InlineData("01.482.917.0-331")]
    [InlineData("1.48291E+13")]
    [InlineData("lihat lampiran")]
    [InlineData("01.482.917.0-331.000 / 02.337.105.7-331.000")]
    public void What_has_no_such_shape_is_malformed(string npwp) => Assert.Equal(TaxNumberState.Malformed, TaxNumber.Read(npwp).State);

    [Theory]
    [InlineData("01.482.917.0-331.000", true)]
    [InlineData("02.359.714.1-218.000", false)]
    public void The_ninth_digit_is_checked_by_Luhn(string npwp, bool holds) => Assert.Equal(holds, TaxNumber.Read(npwp).CheckDigitHolds);

    [Fact]
    public void Fifteen_fourteen_and_sixteen_digits_are_one_taxpayer() => Gen.Int[1_000_000, 9_999_999].Sample(serial =>
    {
        var fifteen = $"01{serial}331000";
        Assert.Equal(TaxNumber.Read(fifteen).Taxpayer, TaxNumber.Read(fifteen[1..]).Taxpayer);
        Assert.Equal(TaxNumber.Read(fifteen).Taxpayer, TaxNumber.Read("0" + fifteen).Taxpayer);
    });

    [Fact]
    public void Any_text_has_an_answer() => Gen.String.Sample(text => TaxNumber.Read(text, text));
}
