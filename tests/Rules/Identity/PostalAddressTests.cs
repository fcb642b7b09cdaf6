using BackOffice.Rules.Identity;
using CsCheck;

namespace BackOffice.Rules.Tests.Identity;

public class PostalAddressTests
{
    [Theory]
    [InlineData("Jl. Jend. A.Yani No.1", "jl ahmad yani no 1")]
    [InlineData("Jl. Letjend. Suprapto No. 33 A, RT 010/RW 008", "jl suprapto no 33-a rt 10 rw 8")]
    [InlineData("JL PROF DR SOEPOMO NO 45", "jl supomo no 45")]
    [InlineData("Jalan Raya Jambi - Muara Bulian KM. 5,5", "jl raya jambi muara bulian km 5.5")]
    [InlineData("RUKO SENTRA NIAGA A/5 JL. GATOT SUBROTO", "komp sentra niaga blok a-5 jl gatot subroto")]
    [InlineData("Perum. Griya Asri F2/9", "komp griya asri blok f-2-9")]
    [InlineData("Jl. Siliwangi Gg. II/7", "jl siliwangi gg 2 no 7")]
    [InlineData("Menara Sagara Lt. 5/503, Jl Sudirman Kav 52 - 53", "menara sagara lt 5 unit 3 jl sudirman kav 52-53")]
    [InlineData("DSN. KRAJAN, 03/02, DS. TEGALREJO", "dsn krajan rt 3 rw 2 kel tegalrejo")]
    [InlineData("No. 12, Jl. Teratai", "jl teratai no 12")]
    [InlineData("Teratai 80, Jambi - Jambi 36128", "jl teratai no 80 36128")]
    [InlineData("Jl. 28 Oktober No. 3", "jl 28 oktober no 3")]
    [InlineData("Jl. Veteran No. 3 Kel. Sukamaju Kec. Kota Baru Kota Jambi", "jl veteran no 3 kel sukamaju kec kota baru")]
    [InlineData("", "")]
    [InlineData("-", "")]
    public void An_address_is_read_into_its_parts(string text, string wanted) => Assert.Equal(wanted, Read(text).ToString());

    [Theory]
    [InlineData("Jambi")]
    [InlineData("Kota Jambi, Jambi")]
    [InlineData("Kec. Sukajaya")]
    [InlineData(".")]
    public void An_address_that_names_only_a_town_is_poor(string text) => Assert.True(Read(text).IsPoor);

    [Fact]
    public void Capitals_and_blanks_say_nothing() => Gen.Int[0, Spellings.Length - 1].Select(i => Spellings[i]).Sample(text =>
        Assert.Equal(Read(text).ToString(), Read($"  {text.ToUpperInvariant().Replace(" ", "  ", StringComparison.Ordinal)} ").ToString()));

    [Fact]
    public void Any_text_has_an_answer() => Gen.String.Sample(text => Read(text));

    [Fact]
    public void Any_mixture_of_labels_and_numbers_has_an_answer() =>
        Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]).Array[0, 12].Sample(words => Read(string.Join(' ', words)));

    private static string[] Pieces { get; } =
        ["Jl.", "No.", "Blok", "RT", "RW", "/", "-", ",", "12", "A", "Km", "5,5", "Lt.", "II", "Kel.", "Ruko", "Gg.", "Kav", "Kota", "Pos", "36128", "X", "Unit", "Dusun"];

    private static string[] Spellings { get; } =
        ["Jl. Kenanga No. 4 A, Kel. Sukamaju", "Ruko Permata Hijau C12", "Gedung Graha Lt. 3 Unit 5, Jl. Veteran 10", "Dusun Krajan RT 03 RW 02 Desa Tegalrejo"];

    private static PostalAddress Read(string text) => PostalAddress.Parse(text, Region.Parse("Kota Jambi", "Jambi"), "Jambi");
}
