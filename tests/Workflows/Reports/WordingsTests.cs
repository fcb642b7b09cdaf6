using BackOffice.Workflows.Reports;

namespace BackOffice.Workflows.Tests.Reports;

/// <summary>What reports say of days: whole in both languages, also in the months of which both have the same name.</summary>
public sealed class WordingsTests
{
    [Theory]
    [InlineData("2026-11-01", "2026-11-22", "1 November 2026 sampai 22 November 2026", "1 November 2026 to 22 November 2026")]
    [InlineData("2026-03-31", "2026-04-01", "31 Maret 2026 sampai 1 April 2026", "31 March 2026 to 1 April 2026")]
    [InlineData("2026-05-02", "2026-05-02", "2 Mei 2026", "2 May 2026")]
    [InlineData("2026-09-02", "2026-09-02", "2 September 2026", "2 September 2026")]
    public void Period_reads_in_both_languages(string first, string last, string indonesian, string english)
    {
        var words = Wordings.LongDays(DateOnly.ParseExact(first, "yyyy-MM-dd"), DateOnly.ParseExact(last, "yyyy-MM-dd"));

        Assert.Equal((indonesian, english), (words.Indonesian, words.InEnglish()));
    }

    [Theory]
    [InlineData("2026-11-22T18:00:00Z", "Jakarta, 23 November 2026", "Jakarta, 23 November 2026")]
    [InlineData("2026-12-31T16:59:59Z", "Jakarta, 31 Desember 2026", "Jakarta, 31 December 2026")]
    public void Line_above_a_signature_has_the_day_of_western_Indonesia(string at, string indonesian, string english)
    {
        var words = Wordings.Signed("Jakarta", DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal((indonesian, english), (words.Indonesian, words.InEnglish()));
    }
}
