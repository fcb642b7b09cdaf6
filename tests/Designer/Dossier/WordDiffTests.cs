using BackOffice.Designer.Dossier;

namespace BackOffice.Designer.Tests.Dossier;

/// <summary>Where two texts differ is marked, and nothing else.</summary>
public sealed class WordDiffTests
{
    [Theory]
    [InlineData("Jl. Jend. A. Yani No. 12", "Jl. Jend. A. Yani No. 14", "Jl. Jend. A. Yani No. [12]", "Jl. Jend. A. Yani No. [14]")]
    [InlineData("Gedung Graha Lt. 3, Jl. Merdeka 1", "Jl. Merdeka 1", "[Gedung Graha Lt. 3, ]Jl. Merdeka 1", "Jl. Merdeka 1")]
    [InlineData("PT Sinar Kencana", "CV Sinar Kencana Jaya", "[PT ]Sinar Kencana", "[CV ]Sinar Kencana [Jaya]")]
    [InlineData("PT SINAR KENCANA", "pt sinar kencana", "PT SINAR KENCANA", "pt sinar kencana")]
    [InlineData("", "Jambi", "", "[Jambi]")]
    [InlineData("Kota Jambi", "", "[Kota Jambi]", "")]
    public void Words_that_the_other_text_lacks_are_marked(string a, string b, string markedA, string markedB) => Assert.Equal((markedA, markedB), Marked(a, b));

    [Theory]
    [InlineData("01.234.567.4-331.000", "01.234.567.4-331.001", "01.234.567.4-331.00[0]", "01.234.567.4-331.00[1]")]
    [InlineData("kantor@sinar.co.id", "admin@sinar.co.id", "[kantor]@sinar.co.id", "[admin]@sinar.co.id")]
    [InlineData("aaa", "aa", "aa[a]", "aa")]
    [InlineData("sinar", "SINAR", "sinar", "SINAR")]
    public void Two_single_words_are_compared_by_letters(string a, string b, string markedA, string markedB) => Assert.Equal((markedA, markedB), Marked(a, b));

    [Theory]
    [InlineData("Jl.  A.\tYani   No. 12 ", " Jl. A. Yani")]
    [InlineData("satu dua tiga", "tiga dua satu")]
    public void Pieces_put_together_are_the_text_again(string a, string b)
    {
        var (left, right) = WordDiff.Between(a, b);

        Assert.Equal(a, string.Concat(left.Select(piece => piece.Text)));
        Assert.Equal(b, string.Concat(right.Select(piece => piece.Text)));
    }

    private static (string, string) Marked(string a, string b)
    {
        var (left, right) = WordDiff.Between(a, b);
        return (Show(left), Show(right));

        static string Show(IEnumerable<(string Text, bool Differs)> pieces) => string.Concat(pieces.Select(piece => piece.Differs ? $"[{piece.Text}]" : piece.Text));
    }
}
