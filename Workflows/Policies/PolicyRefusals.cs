using BackOffice.Workflows.Policies.Drafts;

namespace BackOffice.Workflows.Policies;

/// <summary>What the policies' use cases refuse.</summary>
internal static class PolicyRefusals
{
    public static Refusal DraftUnknown { get; } = new("draft-unknown", new("Rancangan ini tidak ada.", "There is no such draft."));

    public static Refusal VersionUnknown { get; } = new("rules-version-unknown", new("Versi aturan ini tidak ada.", "There is no such version of the rules."));

    public static Refusal DraftOutdated { get; } = new("version-outdated", new(
        "Rancangan ini sudah diubah sejak Anda membacanya. Bacalah kembali sebelum melanjutkan.", "This draft was changed since you read it. Read it again before you go on."));

    public static Refusal DraftOfAnother(string author) => new("draft-of-another", new(
        $"Rancangan ini ditulis oleh {author}; hanya penulisnya yang dapat mengubahnya.", $"This draft was written by {author}; only its author may change it."));

    public static Refusal NotFromOwnHand { get; } = new("second-person-needed", new(
        "Penulis tidak boleh menyetujui rancangannya sendiri.", "Nobody approves a draft of their own."));

    public static Refusal WrongState(DraftState state) => new("draft-state", new(
        $"Hal ini tidak dapat dilakukan pada rancangan yang berstatus {state}.", $"This cannot be done with a draft that is {state}."));

    public static Refusal NotClean(IReadOnlyList<Rules.Policies.RuleProblem> problems) => new("draft-not-clean", new(
        $"Rancangan ini belum dapat dipakai: {problems[0].Sentence.Indonesian} ({problems.Count} temuan)",
        $"This draft cannot be used yet: {problems[0].Sentence.English} ({problems.Count} findings)"));

    public static Refusal BaseMoved(int written, int newest) => new("draft-base-moved", new(
        $"Rancangan ini ditulis atas versi {written}, sedangkan versi {newest} sudah diterbitkan. Bandingkan keduanya, lalu dasarkan rancangan pada versi {newest}.",
        $"This draft was written on version {written}, and version {newest} was published since. Compare them, then base the draft on version {newest}."));

    public static Refusal NothingChanged { get; } = new("draft-changes-nothing", new(
        "Isi rancangan ini sama dengan versi terbaru.", "This draft is the same as the newest version."));

    public static Refusal BeforeScheduled(int number, DateTimeOffset from) => new("version-scheduled-later", new(
        $"Versi {number} sudah dijadwalkan berlaku mulai {from:yyyy-MM-dd HH:mm} UTC. Versi baru tidak boleh berlaku lebih dahulu; batalkan jadwal itu atau pilih waktu yang lebih kemudian.",
        $"Version {number} is scheduled to be in force from {from:yyyy-MM-dd HH:mm} UTC. A newer version must not be in force before it; cancel it, or choose a later time."));

    public static Refusal NotScheduled { get; } = new("version-not-scheduled", new(
        "Hanya versi yang belum berlaku dapat dibatalkan.", "Only a version that is not in force yet can be cancelled."));

    public static Refusal TooLarge { get; } = new("draft-too-large", new(
        "Aturan atau ujinya lebih besar daripada 1.000.000 karakter.", "The rules or their tests are larger than 1,000,000 characters."));

    public static Refusal TooFar { get; } = new("effective-date-too-far", new(
        "Waktu berlaku tidak boleh lebih dari satu tahun ke depan.", "The time to be in force must not be more than a year ahead."));

    public static Refusal HalfText { get; } = new("draft-malformed", new(
        "Aturan dan ujinya harus berupa teks.", "Rules and tests must be text."));

    public static Refusal PreviewMissing { get; } = new("draft-preview-missing", new(
        "Dampak rancangan ini atas data yang ada belum dihitung. Jalankan pratinjau dan baca hasilnya sebelum menyetujui.",
        "The impact of this draft on the registry was not worked out yet. Run the preview and read what it says before you approve."));

    public static Refusal PreviewUnknown { get; } = new("draft-preview-unknown", new("Pratinjau untuk rancangan ini belum pernah diminta.", "No preview of this draft was asked for."));

    public static Refusal PreviewNotReady { get; } = new("draft-preview-not-ready", new("Pratinjau ini belum selesai.", "This preview is not finished."));
}
