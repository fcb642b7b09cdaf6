using BackOffice.Rules.Identity;
using CsCheck;

namespace BackOffice.Rules.Tests.Identity;

public class ContactTests
{
    [Theory]
    [InlineData("(0741) 47674", "+6274147674")]
    [InlineData("0741.47674", "+6274147674")]
    [InlineData("62741 47674", "+6274147674")]
    [InlineData("+62 (0)741 47674", "+6274147674")]
    [InlineData("Telp. (0741) – 47674 ext 12", "+6274147674")]
    [InlineData("0741 47674/47675", "+6274147674")]
    [InlineData("0741 47674, 0812 3456 7890", "+6274147674, +6281234567890")]
    [InlineData("-", "")]
    [InlineData("47674", "")]
    public void Telephone_numbers_are_read_in_every_spelling(string text, string wanted) => Assert.Equal(wanted, PhoneNumberList.Parse(text).ToString());

    [Theory]
    [InlineData(" Info@Kantor.Example ", "info@kantor.example")]
    [InlineData("<a@b.example>", "a@b.example")]
    public void An_e_mail_is_compared_without_case_and_blanks(string text, string wanted) => Assert.Equal(wanted, EmailAddress.TryParse(text, out var email) ? email.Value : null);

    [Theory]
    [InlineData(null)]
    [InlineData("-")]
    [InlineData("a@b")]
    [InlineData("a@@b.example")]
    [InlineData("a b@c.example")]
    [InlineData("@b.example")]
    [InlineData("a@.example")]
    [InlineData("a@b..example")]
    [InlineData("a@b.example, c@d.example")]
    public void What_no_mail_can_reach_is_no_e_mail(string? text) => Assert.False(EmailAddress.TryParse(text, out _));

    [Fact]
    public void Any_text_has_an_answer() => Gen.String.Sample(text =>
    {
        PhoneNumberList.Parse(text);
        Assert.Equal(EmailAddress.TryParse(text, out var email), email is not null);
    });
}
