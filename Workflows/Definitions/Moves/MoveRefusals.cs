namespace BackOffice.Workflows.Definitions.Moves;

/// <summary>Why cases do not go over to another version.</summary>
internal static class MoveRefusals
{
    public static Refusal SameVersion { get; } = new("move-same-version", new("Kedua versi itu sama.", "The two versions are the same one."));

    public static Refusal MappingUnknown(string node) => new("move-mapping-unknown", new(
        $"Pemetaan menyebut aktivitas '{node}', yang tidak ada.", $"The mapping names the activity '{node}', which does not exist."));

    public static Refusal NodeMissing(string node, string version) => new("move-node-missing", new(
        $"Versi {version} tidak memiliki aktivitas '{node}'. Petakan ke aktivitas lain, atau biarkan kasusnya selesai pada versinya.",
        $"The version {version} has no activity '{node}'. Map it to another one, or let the case finish on its version."));

    public static Refusal OtherStep(string node, string step) => new("move-other-step", new(
        $"Aktivitas '{node}' menjalankan langkah lain, yaitu {step}. Petakan ke aktivitas dengan langkah yang sama.",
        $"The activity '{node}' runs another step, {step}. Map it to one that runs the same."));

    public static Refusal NotResting { get; } = new("move-not-resting", new(
        "Kasus ini sedang berjalan; hanya kasus yang menunggu atau terhenti dapat dipindahkan.", "The case is on its way; only one that waits or is parked can be moved."));

    public static Refusal GoneOn { get; } = new("move-gone-on", new(
        "Kasus ini sudah berjalan lebih jauh sejak pemindahan dimulai. Lihat pratinjau lagi.", "The case has gone on since the move was started. Look at the preview again."));

    public static Refusal PlanChanged { get; } = new("move-plan-changed", new(
        "Rencana pemindahan sudah lain daripada yang Anda lihat. Periksa lagi, lalu konfirmasi.", "The plan of the move is another than the one you have seen. Look again, then confirm."));

    public static Refusal Nothing { get; } = new("move-empty", new("Tidak ada kasus terbuka pada versi itu.", "No open case runs on that version."));

    public static Refusal UnderWay { get; } = new("move-under-way", new(
        "Pemindahan lain dari versi itu masih berjalan. Tunggu atau hentikan dahulu.", "Another move from that version is under way. Wait for it, or stop it first."));

    public static Refusal Unknown { get; } = new("move-unknown", new("Pemindahan ini tidak dikenal.", "This move is not known."));
}
