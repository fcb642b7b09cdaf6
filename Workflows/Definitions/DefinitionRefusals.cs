using BackOffice.Workflows.Definitions.Drafts;
using BackOffice.Workflows.Engine;

namespace BackOffice.Workflows.Definitions;

/// <summary>What the use cases of workflow definitions refuse.</summary>
internal static class DefinitionRefusals
{
    public static Refusal DefinitionUnknown { get; } = new("workflow-unknown", new("Alur kerja ini tidak ada.", "There is no such workflow."));

    public static Refusal VersionUnknown { get; } = new("workflow-version-unknown", new("Versi alur kerja ini tidak ada.", "There is no such version of a workflow."));

    public static Refusal Unreadable(string id) => new("workflow-version-unreadable", new(
        $"Rilis ini tidak mengenal semua langkah dari {id}.", $"This release does not know every step of {id}."));

    public static Refusal OtherDefinition { get; } = new("workflow-versions-differ", new(
        "Kedua versi itu bukan dari alur kerja yang sama.", "The two versions are not of the same workflow."));

    public static Refusal DraftUnknown { get; } = new("workflow-draft-unknown", new("Rancangan alur ini tidak ada.", "There is no such draft of a workflow."));

    public static Refusal DraftOutdated { get; } = new("version-outdated", new(
        "Rancangan ini sudah diubah sejak Anda membacanya. Bacalah kembali sebelum melanjutkan.", "This draft was changed since you read it. Read it again before you go on."));

    public static Refusal DraftOfAnother(string author) => new("draft-of-another", new(
        $"Rancangan ini ditulis oleh {author}; hanya penulisnya yang dapat mengubahnya.", $"This draft was written by {author}; only its author may change it."));

    public static Refusal DraftOver(DefinitionDraftState state) => new("draft-state", state == DefinitionDraftState.Published
        ? new("Rancangan ini sudah diterbitkan.", "This draft was published.")
        : new("Rancangan ini sudah ditarik.", "This draft was withdrawn."));

    public static Refusal NotFromOwnHand { get; } = new("second-person-needed", new(
        "Rancangan diterbitkan oleh pemilik proses lain, bukan oleh penulisnya.", "A draft is published by another process owner, not by its author."));

    public static Refusal TooLarge { get; } = new("draft-too-large", new("Definisi ini lebih besar daripada 1.000.000 karakter.", "The definition is larger than 1,000,000 characters."));

    public static Refusal Malformed { get; } = new("draft-malformed", new("Definisi harus berupa teks.", "The definition must be text."));

    public static Refusal NotClean(IReadOnlyList<DefinitionProblem> problems) => new("draft-not-clean", new(
        $"Definisi ini belum dapat dipakai: {problems[0].Path}: {problems[0].Sentence.Indonesian} ({problems.Count} temuan)",
        $"The definition cannot be used yet: {problems[0].Path}: {problems[0].Sentence.English} ({problems.Count} findings)"));

    public static Refusal IdTaken(string id) => new("workflow-id-taken", new(
        $"Id '{id}' sudah dipakai versi yang diterbitkan; versi yang diterbitkan tidak pernah berubah. Beri id baru.",
        $"The id '{id}' is that of a published version, which never changes. Give the draft an id of its own."));

    public static Refusal NotTheNext(int version, int newest) => new("workflow-version-taken", new(
        $"Versi {version} tidak lebih baru daripada versi {newest}, yang sudah diterbitkan. Bandingkan keduanya, lalu beri nomor {newest + 1}.",
        $"Version {version} is not newer than version {newest}, which is published. Compare them, then number the draft {newest + 1}."));
}
