using BackOffice.Rules;

namespace BackOffice.Workflows.Activation.Desk;

/// <summary>The acts on a case, as they stand in the audit trail, in words.</summary>
internal static class CaseActs
{
    public const string Assigned = "case-assigned";
    public const string Reminded = "provider-reminded";
    public const string Extended = "deadline-extended";
    public const string ClaimTakenOver = "claim-taken-over";

    private static readonly Dictionary<string, Sentence> Words = new(StringComparer.Ordinal)
    {
        [Assigned] = new("mengganti penanggung jawab", "changed the owner"),
        [Reminded] = new("mengingatkan penyedia", "reminded the provider"),
        [Extended] = new("memperpanjang batas waktu", "extended the deadline"),
        [ClaimTakenOver] = new("mengambil alih pengerjaan", "took the case over"),
        ["note-added"] = new("menulis catatan", "wrote a note"),
        ["verdict-given"] = new("memberi putusan", "gave a verdict"),
        ["verdict-reopened"] = new("membuka kembali putusan", "reopened a verdict"),
        ["provider-asked"] = new("bertanya kepada penyedia", "asked the provider"),
        ["question-answered"] = new("menjawab pertanyaan", "answered a question"),
        ["default-chosen"] = new("menetapkan User ID Default", "named the Default"),
        ["groups-united"] = new("menyatukan grup", "united groups"),
        ["merge-undone"] = new("membatalkan penggabungan", "undid the merge"),
        ["incident-retry"] = new("mengulangi langkah", "retried the step"),
        ["incident-skip"] = new("melewati langkah", "skipped the step"),
        ["incident-cancel"] = new("membatalkan kasus", "cancelled the case"),
        ["workflow-moved"] = new("memindahkan kasus ke versi alur lain", "moved the case to another version of its workflow"),
        ["activation-postponed"] = new("menunda aktivasi", "postponed the activation"),
        ["account-activated"] = new("mengaktifkan akun", "activated the account"),
        ["account-merged"] = new("menggabungkan akun", "merged the account"),
        ["recovery-requested"] = new("meminta pemulihan password", "asked for the recovery of the password"),
    };

    /// <summary>What an act is called; one without words by its stable name.</summary>
    public static Sentence Describe(string act) => Words.GetValueOrDefault(act) ?? new(act, act);
}
