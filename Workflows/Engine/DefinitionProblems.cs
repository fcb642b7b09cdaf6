using BackOffice.Rules;

namespace BackOffice.Workflows.Engine;

/// <summary>Why a definition is refused, in the words of its process owner.</summary>
internal static class DefinitionProblems
{
    public static Sentence NotJson(long line, long column) => new(
        $"Berkas ini bukan JSON yang sah: kesalahan pada baris {line}, posisi {column}.",
        $"The file is not valid JSON: the mistake is on line {line} at position {column}.");

    public static Sentence Twice { get; } = new("Sebuah properti ditulis dua kali dalam objek yang sama.", "A property stands twice in the same object.");

    public static Sentence HalfCharacter { get; } = new(
        "Sebuah teks dalam berkas ini memuat setengah karakter (\\ud800 sampai \\udfff).", "A text in the file holds half a character (\\ud800 to \\udfff).");

    public static Sentence NotUtf8 { get; } = new("Berkas ini tidak ditulis dalam UTF-8.", "The file is not written in UTF-8.");

    public static Sentence Missing(string name) => new($"Properti '{name}' tidak ada.", $"The property '{name}' is missing.");

    public static Sentence Unknown(string name) => new(
        $"Properti '{name}' berada di luar format yang didukung.", $"The property '{name}' is outside the supported format.");

    public static Sentence WrongKind(string expected, string expectedInIndonesian) => new(
        $"Di sini harus ada {expectedInIndonesian}.", $"There must be {expected} here.");

    public static Sentence Text { get; } = WrongKind("a text that is not empty", "teks yang tidak kosong");

    public static Sentence Object { get; } = WrongKind("an object", "sebuah objek");

    public static Sentence List { get; } = WrongKind("a list", "sebuah daftar");

    public static Sentence Flag { get; } = WrongKind("true or false", "true atau false");

    public static Sentence Number { get; } = WrongKind("a whole number above zero", "bilangan bulat di atas nol");

    public static Sentence NotPublished { get; } = new(
        "Definisi ini masih konsep; hanya yang isPublished-nya true yang diterima.", "The definition is a draft; only one with isPublished true is taken.");

    public static Sentence NoVariables(string name) => new(
        $"'{name}' tidak didukung: data kasus berada di basis data, bukan di alur kerja.",
        $"'{name}' are not supported: the data of a case are in the database, not in the workflow.");

    public static Sentence MustBe(string name, string value) => new($"'{name}' harus '{value}'.", $"'{name}' must be '{value}'.");

    public static Sentence NoActivities { get; } = new("Alur ini tidak memiliki aktivitas.", "The flow has no activity.");

    public static Sentence UnknownStep(string type) => new($"Langkah '{type}' tidak dikenal.", $"The step '{type}' is not known.");

    public static Sentence DuplicateId(string id) => new($"Id '{id}' sudah dipakai aktivitas lain.", $"The id '{id}' is already that of another activity.");

    public static Sentence UnknownSetting(string step, string name) => new(
        $"Langkah {step} tidak memiliki pengaturan '{name}'.", $"The step {step} has no setting '{name}'.");

    public static Sentence SettingRequired(string step, string name) => new(
        $"Langkah {step} memerlukan pengaturan '{name}'.", $"The step {step} requires the setting '{name}'.");

    public static Sentence OnlyLiterals(string kind) => new(
        $"Ekspresi '{kind}' tidak didukung; hanya 'Literal'.", $"An expression of kind '{kind}' is not supported; only 'Literal' is.");

    public static Sentence NotAllowed(string name, string literal, IReadOnlyList<string> allowed) => new(
        $"'{literal}' bukan nilai untuk '{name}'; pilihannya: {string.Join(", ", allowed)}.",
        $"'{literal}' is not a value of '{name}'; the choice is: {string.Join(", ", allowed)}.");

    public static Sentence NotADuration(string name, string literal) => new(
        $"'{literal}' untuk '{name}' bukan jangka waktu di atas nol seperti 3.00:00:00.",
        $"'{literal}' for '{name}' is not a time span above zero such as 3.00:00:00.");

    public static Sentence NotACount(string name, string literal) => new(
        $"'{literal}' untuk '{name}' bukan bilangan bulat mulai dari nol.", $"'{literal}' for '{name}' is not a whole number from zero up.");

    public static Sentence Nowhere(string activity) => new(
        $"Sambungan ini menunjuk ke aktivitas '{activity}', yang tidak ada.", $"The connection points to the activity '{activity}', which does not exist.");

    public static Sentence UnknownOutcome(string step, string port, IEnumerable<string> outcomes) => new(
        $"Langkah {step} tidak memiliki hasil '{port}'; hasilnya: {string.Join(", ", outcomes)}.",
        $"The step {step} has no outcome '{port}'; its outcomes are: {string.Join(", ", outcomes)}.");

    public static Sentence TwoTargets(string activity, string port) => new(
        $"Hasil '{port}' dari '{activity}' sudah memiliki tujuan.", $"The outcome '{port}' of '{activity}' has a target already.");

    public static Sentence MayNotEnd(string activity, string port) => new(
        $"Hasil '{port}' dari '{activity}' tidak memiliki tujuan, dan kasus tidak boleh berakhir di sana.",
        $"The outcome '{port}' of '{activity}' has no target, and the case may not end there.");

    public static Sentence NoStart { get; } = new(
        "Tidak ada awal: setiap aktivitas memiliki sambungan masuk.", "There is no start: every activity has an inbound connection.");

    public static Sentence SeveralStarts(IEnumerable<string> ids) => new(
        $"Ada beberapa awal, yaitu aktivitas tanpa sambungan masuk: {string.Join(", ", ids)}.",
        $"There are several starts, that is activities without an inbound connection: {string.Join(", ", ids)}.");

    public static Sentence Unreachable(string activity) => new(
        $"Aktivitas '{activity}' tidak dapat dicapai dari awal.", $"The activity '{activity}' cannot be reached from the start.");

    public static Sentence Endless(IEnumerable<string> ids) => new(
        $"Putaran ini tidak melewati langkah yang menunggu: {string.Join(" → ", ids)}.",
        $"This loop passes no step that waits: {string.Join(" → ", ids)}.");
}
