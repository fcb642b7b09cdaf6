using System.Text;
using BackOffice.Workflows.Reports;

namespace BackOffice.Workflows.Tests.Reports;

public sealed class CleanTextTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("PT Maju Jaya", "PT Maju Jaya")]
    [InlineData("cafe\u0301", "café")]
    [InlineData("exe.\u202Efdp\u202C \u2066a\u2069\u200F\u061C", "exe.fdp a")]
    [InlineData("a\u200Bb\u200Dc\u00ADd\uFEFFe\uFE0F", "abcde")]
    [InlineData("a\0b\u001b[31mc\u0085d\u007f", "ab[31mc\nd")]
    [InlineData("one\r\ntwo\rthree\u2028four\tfive", "one\ntwo\nthree\nfour five")]
    [InlineData("x\uFFFEy\uFDD0", "x\uFFFDy\uFFFD")]
    [InlineData("😀", "😀")]
    public void Text_is_cleaned(string? text, string clean) => Assert.Equal(clean, CleanText.Of(text));

    // A fact, for the texts of attributes are UTF-8 and cannot hold half a pair.
    [Fact]
    public void Half_a_surrogate_pair_is_replaced() => Assert.Equal("x\uFFFDy\uFFFD", CleanText.Of("x\ud800y\udc00"));

    [Fact]
    public void No_code_unit_whatever_is_an_obstacle_and_what_is_clean_stays_so()
    {
        var all = string.Concat(Enumerable.Range(0, 0x10000).Select(unit => (char)unit)) + string.Concat(Enumerable.Range(0x10000, 0x100000).Select(char.ConvertFromUtf32));

        var clean = CleanText.Of(all);

        Assert.True(clean.IsNormalized(NormalizationForm.FormC));
        Assert.Equal(clean, CleanText.Of(clean));
    }
}
