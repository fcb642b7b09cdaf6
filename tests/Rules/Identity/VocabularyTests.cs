using BackOffice.Rules.Identity;

namespace BackOffice.Rules.Tests.Identity;

/// <summary>What whoever adds a line to a data file has to keep to.</summary>
public class VocabularyTests
{
    private static readonly string[] Files =
        ["address-labels", "company-words", "known-streets", "legal-forms", "old-spelling", "placeholders", "regions", "street-names", "street-qualifiers", "street-words", "titles"];

    [Fact]
    public void Every_file_is_written_in_plain_text_without_tabs_and_twins() => Assert.All(Files, file =>
    {
        var lines = Vocabulary.Lines(file).ToList();
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.DoesNotContain('\t', line));
        if (file is not ("regions" or "placeholders"))
            Assert.Equal(lines.Distinct(StringComparer.Ordinal), lines);
    });

    [Fact]
    public void No_spelling_of_a_legal_form_is_too_long_to_be_found() => Assert.All(Vocabulary.LegalForms.Keys.Concat(Vocabulary.CompanyWords.Keys), spelling => Assert.InRange(spelling.Length, 1, 40));

    [Theory]
    [InlineData("anggrek")]
    [InlineData("manggar")]
    [InlineData("hatta")]
    public void A_known_street_is_known_in_the_spelling_in_which_addresses_are_compared(string word) =>
        Assert.Contains(PlaceName.Area([word]).ToString(), (IReadOnlySet<string>)Vocabulary.KnownStreets);

    [Fact]
    public void A_direction_is_no_title_and_no_known_street() =>
        Assert.All(Vocabulary.StreetQualifiers, word => Assert.False(Vocabulary.Titles.Contains(word) || Vocabulary.KnownStreets.Contains(word)));
}
