using BackOffice.Rules.Identity;
using CsCheck;

namespace BackOffice.Rules.Tests.Identity;

public class RegionTests
{
    [Theory]
    [InlineData("Kab. Solok", "Kabupaten Solok")]
    [InlineData("SOLOK (KOTA)", "Kota Solok")]
    [InlineData("Kodya Jakarta Pusat", "Kota Administrasi Jakarta Pusat")]
    [InlineData("jaksel", "Kota Administrasi Jakarta Selatan")]
    [InlineData("Sleman", "Kabupaten Sleman")]
    [InlineData("Kotamadya  Ujung Pandang", "Kota Makassar")]
    [InlineData("Kab. Lima Puluh Kota", "Kabupaten Lima Puluh Kota")]
    [InlineData("Kota Kotamobagu", "Kota Kotamobagu")]
    [InlineData("Pontianak", "Kota Pontianak")]
    [InlineData("Kab. Pontianak", "Kabupaten Mempawah")]
    public void A_region_is_found_in_every_spelling(string text, string wanted) => Assert.Equal(wanted, Region.Parse(text, "").ToString());

    [Fact]
    public void A_bare_name_of_a_city_and_a_regency_is_unclear_unless_the_province_tells()
    {
        Assert.True(Region.Parse("Bogor", "Jawa Barat").IsTwin);
        Assert.Equal("Kota Banjar", Region.Parse("Banjar", "Jabar").ToString());
        Assert.Equal("Kabupaten Banjar", Region.Parse("Banjar", "Kalsel").ToString());
    }

    [Theory]
    [InlineData("Kota Jambi", "Jambi", true)]
    [InlineData("Bogor", "Jabar", true)]
    [InlineData("Kab. Bantul", "D.I. Yogyakarta", true)]
    [InlineData("Kota Jambi", "Sumatra Barat", false)]
    [InlineData("Kota Jambi", "", false)]
    [InlineData("", "Jambi", false)]
    [InlineData("Kota Antah", "Jambi", false)]
    public void Province_and_regency_must_belong_together(string regency, string province, bool known) => Assert.Equal(known, Region.IsKnownPair(regency, province));

    [Fact]
    public void The_list_has_all_provinces_and_regencies() =>
        Assert.Equal((38, 514), (KnownRegions.CountProvinces, KnownRegions.CountRegions));

    [Fact]
    public void Any_text_has_an_answer() => Gen.String.Sample(text => Region.Parse(text, text));
}
