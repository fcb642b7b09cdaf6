using BackOffice.Rules;

namespace BackOffice.Workflows.Registry.Files;

/// <summary>What can be wrong with a line of a registry file, in sentences for whoever has to mend it.</summary>
internal static class Faults
{
    public static readonly Sentence TooLong = new(
        "Baris ini lebih panjang dari 65.536 bita.", "The line is longer than 65,536 bytes.");

    public static readonly Sentence Unclosed = new(
        "Tanda kutip dibuka tetapi tidak pernah ditutup.", "A quotation mark is opened and never closed.");

    public static readonly Sentence StrayQuote = new(
        "Ada tanda kutip di tengah kolom; tanda kutip harus membungkus seluruh kolom dan di dalamnya ditulis dua kali.",
        "There is a quotation mark inside a field; marks must enclose the whole field and are doubled within it.");

    public static readonly Sentence NotUtf8 = new(
        "Baris ini bukan teks UTF-8.", "The line is not UTF-8 text.");

    public static Sentence Width(int found, int expected) => new(
        $"Baris ini memiliki {found} kolom; seharusnya {expected}.", $"The line has {found} fields where the header has {expected}.");

    public static Sentence NotASite(string text) => new(
        $"{Quoted(text)} bukan kode LPSE; kode terdiri atas satu sampai sembilan angka.", $"{Quoted(text)} is not a site code; a code has one to nine digits.");

    public static Sentence UnknownSite(string code) => new(
        $"LPSE {code} tidak ada dalam daftar LPSE.", $"Site {code} is not in the list of sites.");

    public static Sentence SiteTwice(string code, int line) => new(
        $"LPSE {code} sudah ada di baris {line}; baris pertama yang dipakai.", $"Site {code} stands in line {line} already; the first line holds.");

    public static readonly Sentence NotAUserId = new(
        "User ID kosong, lebih dari 100 karakter, atau memuat karakter yang tidak diperbolehkan (karakter kendali, / \\ %).",
        "The user ID is empty, longer than 100 characters, or holds characters that are not allowed (control characters, / \\ %).");

    public static Sentence UserIdTwice(string site) => new(
        $"User ID ini sudah ada pada baris sebelumnya untuk LPSE {site} (huruf besar-kecil dan spasi di tepi tidak dibedakan); baris pertama yang dipakai.",
        $"The user ID stands in an earlier line for site {site} (case and surrounding blanks do not count); the first line holds.");

    public static Sentence UserIdClaimed(string site) => new(
        $"User ID ini sudah menjadi milik penyedia lain secara nasional, sehingga tidak dapat dipakai untuk akun baru di LPSE {site}.",
        $"The user ID belongs to another provider nationally and cannot be used for a new account at site {site}.");

    public static readonly Sentence UnknownHash = new(
        "Bentuk hash sandi tidak dikenal; yang dikenal adalah md5:, sha1: dan kdf:.",
        "The password hash has an unknown form; known are md5:, sha1: and kdf:.");

    public static Sentence FieldTooLong(string column, int most) => new(
        $"Kolom {column} lebih panjang dari {most} karakter.", $"The field {column} is longer than {most} characters.");

    public static Sentence ControlCharacter(string column) => new(
        $"Kolom {column} memuat karakter kendali.", $"The field {column} holds a control character.");

    public static Sentence NotACount(string text) => new(
        $"{Quoted(text)} bukan jumlah paket; isi dengan bilangan bulat mulai dari 0.", $"{Quoted(text)} is not a package count; give a whole number from 0.");

    public static Sentence NotADate(string column, string text) => new(
        $"{Quoted(text)} di kolom {column} bukan tanggal; tulis seperti 2014-03-24.", $"{Quoted(text)} in {column} is not a date; write it like 2014-03-24.");

    public static Sentence NotAYesOrNo(string column, string text) => new(
        $"{Quoted(text)} di kolom {column} harus true atau false.", $"{Quoted(text)} in {column} must be true or false.");

    public static Sentence NotAStage(string text) => new(
        $"{Quoted(text)} bukan tahap; yang dikenal adalah non_v3, v3 dan aggregated.", $"{Quoted(text)} is not a stage; known are non_v3, v3 and aggregated.");

    public static Sentence Empty(string column) => new(
        $"Kolom {column} kosong.", $"The field {column} is empty.");

    // A whole wrong cell does not belong into a sentence.
    private static string Quoted(string text) => text.Length <= 40 ? $"\"{text}\"" : $"\"{text[..40]}…\"";
}
