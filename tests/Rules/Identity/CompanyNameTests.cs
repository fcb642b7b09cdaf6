using BackOffice.Rules.Identity;
using CsCheck;

namespace BackOffice.Rules.Tests.Identity;

public class CompanyNameTests
{
    [Theory]
    [InlineData("PT Belantika Karya")]
    [InlineData("PT. Belantika Karya")]
    [InlineData("PT.BELANTIKA KARYA")]
    [InlineData("P.T. Belantika Karya")]
    [InlineData("Belantika Karya, PT.")]
    [InlineData("Perseroan Terbatas Belantika Karya")]
    [InlineData("PT Belantika Karya Tbk")]
    [InlineData("PT Belantika Karya (Persero) Tbk.")]
    [InlineData("PT \"Belantika Karya\"")]
    [InlineData("PT Belantika Karya (Cab. Padang)")]
    [InlineData("PT Belantika Karya Cabang Padang")]
    [InlineData("PT Belantika Karya d/h Usaha Lama")]
    [InlineData("PT Bélantika Karya")]
    [InlineData("=HYPERLINK(\"http://lpse.example\",\"PT Belantika Karya\")")]
    [InlineData("=cmd|' /C calc'!A0 PT Belantika Karya")]
    [InlineData("+PT Belantika Karya")]
    public void A_name_is_legal_form_and_core(string text) => Assert.Equal("PT belantika karya", CompanyName.Parse(text).ToString());

    [Theory]
    [InlineData("Kop. Mitra Jaya", "Koperasi", "mitrajaya")]
    [InlineData("Multi Tirtamaya & Rekan", "", "multitirtamayarekan")]
    [InlineData("Fa. Multi Tirtamaya dan Rekan", "Fa", "multitirtamayarekan")]
    [InlineData("PD Pasar Yudistara", "PD", "pasaryudistara")]
    [InlineData("PT A.B.C. Jaya", "PT", "abcjaya")]
    [InlineData("PT", "", "pt")]
    [InlineData("", "", "")]
    [InlineData("(Belantika)", "", "belantika")]
    public void Forms_joiners_and_initials_are_read(string text, string form, string core)
    {
        var name = CompanyName.Parse(text);
        Assert.Equal((form, core), (name.Form, name.Core));
    }

    [Fact]
    public void Any_text_has_an_answer() => Gen.String.Sample(text => CompanyName.Parse(text));
}
