using BackOffice.Rules;
using BackOffice.Workflows.Engine;

namespace BackOffice.Workflows.Activation.Dossiers;

/// <summary>Whose turn it is in a case.</summary>
public enum ActingParty
{
    /// <summary>Nobody's: it is over.</summary>
    Nobody,

    /// <summary>The provider's, at a site.</summary>
    Provider,

    /// <summary>The helpdesk's.</summary>
    Helpdesk,

    /// <summary>A verifikator's.</summary>
    Verifikator,

    /// <summary>The system's: it goes on by itself.</summary>
    System,
}

/// <summary>What comes next in a case, for staff: a function of what the case is.</summary>
/// <param name="By">Whose turn it is.</param>
/// <param name="Site">The site at which it is done; null when it is done by staff or the system.</param>
/// <param name="What">What has to be done, or how it ended.</param>
public sealed record NextAct(ActingParty By, string? Site, Sentence What)
{
    private static readonly Dictionary<string, Sentence> Ends = new(StringComparer.Ordinal)
    {
        ["merge-undone"] = new("Penggabungan dibatalkan; akun memakai login dan identitasnya sendiri lagi.", "The merge was undone; the account has its own login and identity again."),
        ["cancelled-by-staff"] = new("Petugas mengakhiri kasus ini.", "A member of staff ended this case."),
        ["account-closed"] = new("Akunnya ditutup oleh LPSE.", "Its account was closed by the site."),
        ["account-alias"] = new("Akunnya ditutup karena sama dengan akun lain di LPSE yang sama.", "Its account was closed as an alias of another one at the same site."),
        ["site-left"] = new("LPSE-nya keluar dari Agregasi Inaproc.", "Its site left Agregasi Inaproc."),
    };

    /// <summary>What comes next.</summary>
    public static NextAct Of(ReadCase.View @case)
    {
        ArgumentNullException.ThrowIfNull(@case);
        return @case switch
        {
            { ClosedAt: null, Workflow: { Status: InstanceStatus.Parked, Due: not null } } => new(ActingParty.System, null, new(
                "Sebuah langkah gagal dan akan dicoba lagi dengan sendirinya.", "A step failed and will be tried again by itself.")),
            { ClosedAt: null, Workflow.Status: InstanceStatus.Parked } => new(ActingParty.Helpdesk, null, new(
                "Sebuah langkah gagal berulang kali. Coba lagi; bila tetap gagal, pemilik proses dapat melewatinya.",
                "A step failed again and again. Try it once more; if it goes on failing, a process owner may skip it.")),
            { ClosedAt: null, HandedOverAt: not null } when Usual(@case) is { By: ActingParty.Provider } provider => new(ActingParty.Helpdesk, provider.Site, new(
                $"Batas waktu sudah lewat; bantu penyedia. Yang tersisa: {provider.What.Indonesian}", $"The deadline has passed; help the provider. What is left: {provider.What.English}")),
            _ => Usual(@case),
        };
    }

    private static NextAct Usual(ReadCase.View @case)
    {
        var site = @case.Account.Site;
        return @case.State switch
        {
            CaseState.Running => new(ActingParty.System, null, new("Sistem sedang memprosesnya; tidak ada yang perlu dilakukan.", "The system is at work; nothing needs to be done.")),
            CaseState.AwaitIdentity => new(ActingParty.Provider, site, new(
                $"Memperbaiki data perusahaan di LPSE {site}; aktivasi lalu berlanjut sendiri.", $"Mend the company's data at LPSE {site}; the activation then goes on by itself.")),
            CaseState.AwaitUserId => NewUserId(@case),
            CaseState.UnderReview => Review(@case),
            CaseState.AwaitDefaultPassword => new(ActingParty.Provider, site, new(
                $"Mengetik password User ID Default (LPSE {DefaultSite(@case)}) di LPSE {site}.", $"Type the password of the User ID Default (LPSE {DefaultSite(@case)}) at LPSE {site}.")),
            CaseState.WithHelpdesk => new(ActingParty.Helpdesk, null, new(
                "Percobaan password User ID Default sudah habis. Pastikan pemohonnya berhak, lalu lanjutkan kasus ini atau mulai pemulihan password.",
                "The attempts at the Default's password are used up. Make sure that the applicant is entitled, then let the case go on or start a recovery of the password.")),
            CaseState.Active => AfterActivation(@case),
            CaseState.Refused => new(ActingParty.Nobody, null, new("Selesai: akun ini tidak dapat diaktifkan.", "Over: this account cannot be activated.")),
            CaseState.Cancelled => new(ActingParty.Nobody, null, Ends.TryGetValue(@case.StateReason ?? "", out var end) ? end : new("Selesai tanpa aktivasi.", "Over without activation.")),
            _ => throw new InvalidOperationException($"Unhandled state {@case.State}."),
        };
    }

    private static NextAct Review(ReadCase.View @case) => @case switch
    {
        { WaitsOn: { } other } => new(ActingParty.Verifikator, null, new(
            $"Keraguan yang sama diputuskan dalam kasus {other.Number}; kasus ini berlanjut sesudahnya.", $"The same doubt is decided in the case {other.Number}; this one goes on afterwards.")),
        { AwaitsProvider: true } => new(ActingParty.Provider, @case.Account.Site, new(
            $"Menjawab pertanyaan verifikator di LPSE {@case.Account.Site}.", $"Answer the verifikator's question at LPSE {@case.Account.Site}.")),
        { Account.LockedAt: not null } => new(ActingParty.Helpdesk, null, new("Akun ini dikunci; kasus berlanjut setelah kuncinya dibuka.", "This account is locked; the case goes on once it is released.")),
        { StateReason: Steps.JoinGroup.BridgesGroups } => new(ActingParty.Verifikator, null, new(
            "Akun ini satu perusahaan dengan anggota dua grup. Tetapkan satu User ID Default, atau putuskan bahwa keduanya berbeda.",
            "This account is one company with members of two groups. Name one Default, or judge them apart.")),
        { Group.AwaitsConfirmation: true } => new(ActingParty.Verifikator, null, new(
            "Konfirmasi User ID Default grup ini, atau pilih anggota lain.", "Confirm the Default of this group, or choose another member.")),
        _ => new(ActingParty.Verifikator, null, @case.Pairs.Count(CaseDossier.NeedsPerson) switch
        {
            > 1 and var pairs => new($"Putuskan {pairs} pasangan akun: satu perusahaan, cabang, atau tidak berhubungan.", $"Judge {pairs} pairs of accounts: one company, branches, or unrelated."),
            _ => new("Putuskan pasangan akun ini: satu perusahaan, cabang, atau tidak berhubungan.", "Judge this pair of accounts: one company, branches, or unrelated."),
        }),
    };

    private static NextAct NewUserId(ReadCase.View @case) => @case is { Group: not null, StateReason: "default-must-rename" }
        ? new(ActingParty.Provider, DefaultSite(@case), new(
            $"Pemilik User ID Default menggantinya di LPSE {DefaultSite(@case)}, karena dipakai penyedia lain juga.",
            $"The owner of the User ID Default changes it at LPSE {DefaultSite(@case)}, since another provider uses it too."))
        : new(ActingParty.Provider, @case.Account.Site, new(
            $"Mengganti User ID di LPSE {@case.Account.Site}, karena dipakai penyedia lain juga; aktivasi lalu berlanjut sendiri.",
            $"Change the user ID at LPSE {@case.Account.Site}, since another provider uses it too; the activation then goes on by itself."));

    private static NextAct AfterActivation(ReadCase.View @case) => @case.Remaining switch
    {
        [{ What: "activate-default", Where: { } where }, ..] => new(ActingParty.Provider, where, new(
            $"Akun ini aktif. Roaming dapat dilakukan setelah User ID Default diaktifkan di LPSE {where}.", $"This account is active. It roams once the User ID Default has been activated at LPSE {where}.")),
        [{ What: "activate-again", Where: { } where }, ..] => new(ActingParty.Provider, where, new(
            $"Akun ini aktif sendiri. Mengajukan aktivasi sekali lagi di LPSE {where} agar menjadi satu dengan User ID Default.",
            $"This account is active by itself. Activate it once more at LPSE {where} to make it one with the User ID Default.")),
        _ => new(ActingParty.Nobody, null, new("Selesai: akun ini aktif.", "Over: this account is active.")),
    };

    private static string? DefaultSite(ReadCase.View @case) => @case.Group?.Members.FirstOrDefault(member => member.IsDefault)?.Account.Site;
}
