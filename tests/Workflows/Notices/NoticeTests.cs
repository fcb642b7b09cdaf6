using System.Net;
using BackOffice.Rules;
using BackOffice.Workflows.Notices;

namespace BackOffice.Workflows.Tests.Notices;

public sealed class NoticeTests
{
    private static readonly NoticeTemplates Templates = NoticeTemplates.Load();

    public static TheoryData<string> Names => [.. NoticeCatalogue.Variables.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_notice_says_everything_in_both_languages_and_both_forms(string name)
    {
        var variables = Some.Variables(name);
        var mail = Compose(name, variables);

        var html = WebUtility.HtmlDecode(mail.Html);
        foreach (var body in new[] { mail.Html, mail.Text })
        {
            Assert.DoesNotContain("{{", body, StringComparison.Ordinal);
            Assert.DoesNotContain("**", body, StringComparison.Ordinal);
        }
        foreach (var (variable, value) in variables.Where(variable => !variable.Key.StartsWith(NoticeCatalogue.MaskedPrefix, StringComparison.Ordinal)))
            foreach (var line in value.Indonesian.Split('\n').Concat(value.English.Split('\n')))
                Assert.True(html.Contains(line, StringComparison.Ordinal) && Unwrapped(mail.Text).Contains(line, StringComparison.Ordinal), $"{variable} is missing.");
        Assert.Equal("id, en", mail.Languages);
        Assert.True(mail.Text.IndexOf("Yth.", StringComparison.Ordinal) < mail.Text.IndexOf("To the management", StringComparison.Ordinal));
        Assert.All(mail.Text.Split('\n'), line => Assert.True(line.Length <= 76, line));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_notice_loads_or_links_to_anything(string name)
    {
        var html = Compose(name, Some.Variables(name)).Html;

        foreach (var word in new[] { "src=", "href=", "url(", "http:", "https:", "<script", "<img", "<link", "@import" })
            Assert.DoesNotContain(word, html, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Hostile_values_stay_text(string name)
    {
        var hostile = Some.Variables(name).ToDictionary(variable => variable.Key, _ => NoticeValue.Same("<img src=x onerror=alert(1)>\"'&\r\nBcc: lain@x.example\u202Etxt **tebal** {{UserId}}"));

        var mail = Compose(name, hostile);

        Assert.DoesNotContain("<img", mail.Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('\u202E', mail.Html + mail.Text + mail.Subject);
        Assert.DoesNotContain('\n', mail.Subject);
        Assert.Contains("**tebal** {{UserId}}", Unwrapped(mail.Text), StringComparison.Ordinal);
    }

    [Fact]
    public void User_id_of_an_account_not_yet_merged_is_masked_whatever_the_caller_gives()
    {
        var mail = Compose(NoticeCatalogue.GroupFormed, Some.Variables(NoticeCatalogue.GroupFormed));

        Assert.DoesNotContain("maju_pusat", mail.Html + mail.Text, StringComparison.Ordinal);
        Assert.Contains("ma•••t", mail.Html, StringComparison.Ordinal);
        Assert.Contains("ma•••t", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_things_to_do_are_several_items()
    {
        var variables = Some.Variables(NoticeCatalogue.IdentityMustBeMended);
        variables["Fields"] = NoticeValue.Lines([new("Provinsi belum diisi.", "The province is empty."), new("Format NPWP salah.", "The NPWP is malformed.")]);

        var text = Compose(NoticeCatalogue.IdentityMustBeMended, variables).Text;

        Assert.Contains("- Provinsi belum diisi.\n- Format NPWP salah.\n", text, StringComparison.Ordinal);
        Assert.Contains("- The province is empty.\n- The NPWP is malformed.\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Notice_without_a_value_is_refused_before_it_is_sent()
    {
        var variables = Some.Variables(NoticeCatalogue.Reminder);
        variables.Remove("Remaining");

        var refusal = Assert.Throws<ArgumentException>(() => NoticeTemplates.Check(NoticeCatalogue.Reminder, variables));

        Assert.Contains("Remaining", refusal.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => NoticeTemplates.Check("no-such-notice", variables));
    }

    [Theory]
    [InlineData("{{CaseNumber}}", "", "id does not use {{CaseNumber}}")]
    [InlineData("{{CaseNumber}}", "{{CaseNumbr}}", "id uses the unknown variable {{CaseNumbr}}")]
    [InlineData("{{CaseNumber}}", "{{Case Number}}", "braces that name no variable")]
    [InlineData("**{{UserId}}**", "**{{UserId}}", "'**' is not closed")]
    [InlineData("--- en:", "--- eng", "the section '--- en: TITLE' is missing")]
    [InlineData("--- en:", "--- id:", "the section 'id' stands there twice")]
    public void Broken_template_stops_the_start_with_its_name_and_problem(string from, string to, string problem)
    {
        var sources = NoticeTemplates.BuiltIn();
        sources[NoticeCatalogue.Reminder] = sources[NoticeCatalogue.Reminder].Replace(from, to, StringComparison.Ordinal);

        var refusal = Assert.Throws<InvalidOperationException>(() => NoticeTemplates.Load(sources));

        Assert.Contains("reminder: ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(problem, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_and_unexpected_templates_stop_the_start()
    {
        var sources = NoticeTemplates.BuiltIn();
        sources.Remove(NoticeCatalogue.Reminder);
        sources["spring-greetings"] = "--- id: Salam\n\nHalo\n\n--- en: Greetings\n\nHello\n";

        var refusal = Assert.Throws<InvalidOperationException>(() => NoticeTemplates.Load(sources));

        Assert.Contains("reminder: there is no template", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("spring-greetings: the catalogue has no such notice", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Times_are_those_of_western_indonesia()
    {
        var moment = NoticeValue.Moment(new(2026, 12, 31, 18, 5, 0, TimeSpan.Zero));

        Assert.Equal("1 Januari 2027 pukul 01.05 WIB", moment.Indonesian);
        Assert.Equal("1 January 2027, 01:05 WIB (UTC+7)", moment.English);
    }

    [Theory]
    [InlineData("maju_konstruksi", "ma•••i")]
    [InlineData("maju", "m•••")]
    [InlineData("", "•••")]
    public void Mask_hides_the_length_too(string userId, string shown) => Assert.Equal(shown, Mask.UserId(userId));

    [Fact]
    public void Mask_of_an_address_keeps_its_domain() => Assert.Equal("di•••r@maju.example", Mask.Email("direktur@maju.example"));

    private static OutgoingMail Compose(string name, IReadOnlyDictionary<string, Sentence> variables) =>
        new NoticeComposer(Templates).Compose(name, variables, new("budi@penyedia.example", "CV Maju"), "notice-1@backoffice.example", Some.Noon);

    private static string Unwrapped(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
