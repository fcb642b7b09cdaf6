using BackOffice.Rules.Matching;

namespace BackOffice.Rules.Tests.Matching;

/// <summary>Two accounts of one taxpayer whose addresses look alike and are not, or look apart and are one (2.f.2).</summary>
public class AdversarialPairsTests
{
    [Theory]
    [InlineData("Jl. Raya Bogor Km. 30 No. 12", "JALAN RAYA BOGOR KM.30 NO.12")]
    [InlineData("Jl. 17 Agustus No. 8", "Jalan 17 Agustus 8")]
    [InlineData("Jl. A. Yani No. 5, RT/RW 003/002, Kel. Sukamaju", "Jalan Jenderal Achmad Yani 5 RT.3 RW.2")]
    [InlineData("Komp. Griya Asri Blok AA-12, Kel. Sukamaju", "Perumahan Griya Asri Blok AA No 12")]
    [InlineData("Griya Asri AA/12", "Perum Griya Asri Blok AA 12")]
    [InlineData("Gedung Menara Sagara Lt. III No. 305, Jl. Sudirman Kav. 12", "Menara Sagara Lantai 3 Ruang 5, Jl. Jend. Sudirman Kav 12")]
    [InlineData("Jl. Gajah Mada No. 12-14", "Jln Gadjah Mada 12/14")]
    [InlineData("Jl. Teratai V No. 3", "Jl. Teratai 5 No. 3")]
    [InlineData("Jl. Merdeka No.3,RT.01/RW.02,Kel.Kota Baru,Kec.Kota Baru,Jambi", "Jalan Merdeka Nomor 3")]
    [InlineData("Jl. Kenanga Gg. Mawar No. 4", "Jalan Kenanga Gang Mawar 4")]
    [InlineData("Jl. Sultan No. 1", "Jalan Sultan 1")]
    [InlineData("Jl. Kapten Muslim No. 10 (depan Pasar Baru)", "Jl. Kapt. Muslim 10")]
    [InlineData("Jl. Cut Meutia No. 7, Lantai Dasar", "Jalan Tjoet Meutia No. 7 Lt. Dasar")]
    [InlineData("Jl. Prof. Dr. Hamka No 3 Kel. Air Dingin", "Jl Hamka 3, Air Dingin")]
    [InlineData("Jalan Sudirman No. ５５", "Jl. Sudirman No. 55")]
    [InlineData("Jl. Mangun Kusumo No. 3", "Jl. Mangunkusumo No. 3")]
    [InlineData("JL.VETERAN NO.9-B", "Jl. Veteran 9B")]
    [InlineData("Jl. Pemuda, No. 150", "Jl. Pemuda No. 150 Kode Pos 36128")]
    [InlineData("Pasar Angso Duo Blok C Los 12", "Pasar Angso Duo Blok C Los No. 12")]
    public async Task One_address_in_two_spellings_is_one_company(string one, string other) =>
        Assert.Equal(PairDecision.SameCompany, await DecideAsync(one, other));

    [Theory]
    [InlineData("Jl. Raya Bogor Km. 30 No. 12", "Jl. Raya Bogor Km. 31 No. 12")]
    [InlineData("Jl. Kenanga II No. 4", "Jl. Kenanga III No. 4")]
    [InlineData("Jl. Kenanga No. 4", "Jl. Kenanga No. 40")]
    [InlineData("Jl. Kenanga No. 12-14", "Jl. Kenanga No. 16")]
    [InlineData("Jl. Pasar Baru Timur No. 4", "Jl. Pasar Baru Barat No. 4")]
    [InlineData("Perum Griya Asri Blok A No. 12", "Perum Griya Asri Blok A1 No. 2")]
    [InlineData("Perum Griya Asri I Blok A No. 5", "Perum Griya Asri II Blok A No. 5")]
    [InlineData("Jl. Melati No. 5", "Jl. Merpati No. 5")]
    [InlineData("Jl. Imam Bonjol No. 5", "Jl. Imam Bonjol No. 5 A")]
    [InlineData("Jl. Mawar Gg. Melati No. 5", "Jl. Mawar Gg. Kenanga No. 5")]
    [InlineData("Jl. Lintas Sumatera Km 12", "Jl. Lintas Sumatera No. 12")]
    [InlineData("Dusun Krajan RT 01 RW 02 Desa Tegalrejo", "Dusun Krajan RT 01 RW 02 Desa Sendangadi")]
    public async Task Another_door_is_another_branch(string one, string other) =>
        Assert.Equal(PairDecision.DifferentBranch, await DecideAsync(one, other));

    [Theory]
    [InlineData("Jl. Kenanga No. 4", "Jl. Kenanga")]
    [InlineData("Jl. Kenanga No. 12-14", "Jl. Kenanga No. 12")]
    [InlineData("Jl. Kenanga Timur No. 4", "Jl. Kenanga No. 4")]
    [InlineData("Jl. Kenanga Gg. II No. 4", "Jl. Kenanga No. 4")]
    [InlineData("Ruko Permata Hijau A5", "Jl. Gatot Subroto No. 5")]
    [InlineData("Gedung Menara Sagara Lt. 5, Jl. Sudirman Kav. 12", "Gedung Menara Sagara, Jl. Sudirman Kav. 12")]
    [InlineData("Pasar Angso Duo Blok C Los 12", "Pasar Angso Duo Blok C Los 14")]
    [InlineData("Jl. Kenanga No. 4, RT 01 RW 02", "Jl. Kenanga No. 4, RT 05 RW 02")]
    [InlineData("Jl. Nawangsih No. 4", "Jl. Kawangsih No. 4")]
    [InlineData("", "")]
    [InlineData("Kota Jambi", "Jambi")]
    [InlineData("Kel. Sukamaju Kec. Sukajaya", "Kel. Sukamaju Kec. Sukajaya")]
    public async Task What_an_address_leaves_open_a_person_decides(string one, string other) =>
        Assert.Equal(PairDecision.Review, await DecideAsync(one, other));

    [Theory]
    [InlineData("PT Belantika Karya Sentosa", "CV Belantika Karya Sentosa")]
    [InlineData("PT Belantika Karya Sentosa", "PT Lumintara Abadi")]
    public async Task A_name_that_contradicts_is_a_doubt_even_at_one_address(string one, string other) =>
        Assert.Equal(PairDecision.Review, (await Some.FindingAsync(Some.Account(1, name: one), Some.Account(2, name: other))).Decision);

    [Theory]
    [InlineData("01.482.917.0-331.000", "0014829170331000", "", PairDecision.SameCompany)]
    [InlineData("01.482.917.0-331.001", "0014829170331000", "", PairDecision.Review)]
    [InlineData("01.482.917.0-331.001", "0014829170331000", "0014829170331000000001", PairDecision.SameCompany)]
    [InlineData("01.482.917.0-331.000", "0014829170331000", "0014829170331000000001", PairDecision.DifferentBranch)]
    [InlineData("01.482.917.0-331.000", "01.482.917.0-335.000", "", PairDecision.SameCompany)]
    [InlineData("01.482.917.0-331.000", "O1.482.9l7.0-331.000", "", PairDecision.SameCompany)]
    [InlineData("01.482.917.0-331.000", "", "", PairDecision.Review)]
    public async Task Taxpayer_and_branch_come_from_number_and_NITKU(string one, string other, string nitku, PairDecision wanted) =>
        Assert.Equal(wanted, (await Some.FindingAsync(Some.Account(1, npwp: one), Some.Account(2, npwp: other, nitku: nitku))).Decision);

    [Theory]
    [InlineData("Kota Bogor", "Kabupaten Bogor", PairDecision.DifferentBranch)]
    [InlineData("Kota Bogor", "Bogor", PairDecision.Review)]
    [InlineData("Kota Jambi", "JAMBI", PairDecision.SameCompany)]
    [InlineData("Kota Adm. Jakarta Pusat", "Jakpus", PairDecision.SameCompany)]
    [InlineData("Kab. Muaro Jambi", "Muara Jambi (Kabupaten)", PairDecision.SameCompany)]
    [InlineData("Kota Jambi", "Telanaipura", PairDecision.Review)]
    public async Task Kota_and_Kabupaten_are_two_places(string one, string other, PairDecision wanted) =>
        Assert.Equal(wanted, (await Some.FindingAsync(Some.Account(1, regency: one, province: ""), Some.Account(2, regency: other, province: ""))).Decision);

    private static async Task<PairDecision> DecideAsync(string one, string other) =>
        (await Some.FindingAsync(Some.Account(1, userId: "a", address: one), Some.Account(2, userId: "b", address: other))).Decision;
}
