using BackOffice.Rules;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Engine;

namespace BackOffice.Workflows.Reports;

/// <summary>
/// What happened in a case, for whoever may read its report: acts from the audit trail, decisions of the path from the journal. Internal notes, incidents and technical
/// passages have no words here and are left out.
/// </summary>
internal static class CaseTimeline
{
    private static readonly Words System = new("Sistem", "System");

    private static readonly Dictionary<string, Sentence> Acts = new(StringComparer.Ordinal)
    {
        ["activation-opened"] = new("Aktivasi dibuka oleh penyedia.", "The provider opened the activation."),
        ["activation-postponed"] = new("Aktivasi ditunda oleh penyedia.", "The provider postponed the activation."),
        ["group-formed"] = new("Kelompok aktivasi terbentuk.", "The activation group was formed."),
        ["default-chosen"] = new("User ID Default dipilih oleh petugas.", "A member of staff chose the Default."),
        ["verdict-given"] = new("Petugas memutuskan apakah dua akun satu perusahaan.", "A member of staff decided whether two accounts are one company."),
        ["default-password-wrong"] = new("Password User ID Default diketik salah.", "The Default's password was typed wrongly."),
        ["default-password-proven"] = new("Password User ID Default terbukti benar.", "The Default's password was proved."),
        ["account-merged"] = new("Login dan identitas diganti dengan milik User ID Default.", "Login and identity were replaced by the Default's."),
        ["account-activated"] = new("Akun diaktifkan.", "The account was activated."),
    };

    private static readonly Dictionary<(string Step, string Outcome), Sentence> Passages = new()
    {
        [("BackOffice.CheckIdentity", "Passed")] = new("Data wajib lengkap.", "The required data is complete."),
        [("BackOffice.CheckIdentity", "Mend")] = new("Ada data yang harus diperbaiki di LPSE tempat terdaftar.", "Some data must be mended at the site of registration."),
        [("BackOffice.CheckIdentity", "Refused")] = new("Aktivasi tidak dapat dilakukan.", "The activation is not possible."),
        [("BackOffice.DetectDuplicates", "Alone")] = new("Tidak ada akun lain dari perusahaan yang sama.", "There is no other account of the same company."),
        [("BackOffice.DetectDuplicates", "SameCompany")] = new("Ditemukan akun lain dari perusahaan yang sama.", "Another account of the same company was found."),
        [("BackOffice.DetectDuplicates", "Clash")] = new("User ID ini juga dipakai penyedia lain.", "Another provider uses this user ID too."),
        [("BackOffice.DetectDuplicates", "Doubt")] = new("Kesamaan dengan akun lain harus diputuskan petugas.", "A person must decide about the likeness with another account."),
        [("BackOffice.AwaitUserId", "Changed")] = new("User ID diganti.", "The user ID was changed."),
        [("BackOffice.AwaitIdentity", "Changed")] = new("Data diperbaiki.", "The data was mended."),
        [("BackOffice.AwaitDefaultPassword", "Exhausted")] = new("Batas percobaan password User ID Default tercapai.", "The limit of attempts at the Default's password was reached."),
        [("BackOffice.AwaitHelpdesk", "Resumed")] = new("Helpdesk melanjutkan aktivasi.", "The helpdesk let the activation go on."),
        [("BackOffice.MergeIntoDefault", "Changed")] = new("Kelompok berubah; kesamaan diperiksa kembali.", "The group had changed; duplicates were looked for again."),
        [("BackOffice.MergeIntoDefault", "ProofStale")] = new("Password User ID Default harus diketik lagi.", "The Default's password must be typed again."),
        [("BackOffice.MergeIntoDefault", "DefaultMustRename")] = new("User ID Default harus diganti lebih dahulu.", "The Default must change its user ID first."),
    };

    public static IReadOnlyList<ReportedEvent> Of(IEnumerable<JournalEntry> journal, IEnumerable<AuditEntry> acts) =>
    [
        // Where times are equal, an act comes before what the path made of it.
        .. acts.Where(act => Acts.ContainsKey(act.Act)).OrderBy(act => act.Id).Select(act => new ReportedEvent(act.At, Acts[act.Act], Actor(act)))
            .Concat(journal.Where(entry => Passages.ContainsKey((entry.Step, entry.Outcome))).OrderBy(entry => entry.Id)
                .Select(entry => new ReportedEvent(entry.At, Passages[(entry.Step, entry.Outcome)], System)))
            .OrderBy(entry => entry.At),
    ];

    private static Words Actor(AuditEntry act) => act.ActorKind switch
    {
        ActorKind.Site => $"LPSE {act.Actor}",
        ActorKind.Provider => new("Penyedia", "Provider"),
        ActorKind.Staff => act.Actor,
        ActorKind.System => System,
        _ => throw new InvalidOperationException($"Unhandled kind of actor {act.ActorKind}."),
    };
}
