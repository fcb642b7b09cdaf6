using BackOffice.Rules;

namespace BackOffice.Workflows.Recovery;

/// <summary>What the helpdesk asks to see before a lost password is recovered.</summary>
public enum RecoveryEvidence
{
    /// <summary>A letter of request on stamped paper, signed by the director.</summary>
    LetterOfRequest,

    /// <summary>The deed of establishment with its last change.</summary>
    DeedOfEstablishment,

    /// <summary>The NPWP card of the company.</summary>
    TaxCard,

    /// <summary>The identity card of the director who signed.</summary>
    DirectorIdentity,

    /// <summary>The helpdesk called the registered telephone number back and was answered.</summary>
    CallBack,

    /// <summary>A power of attorney, where somebody else came for the director.</summary>
    PowerOfAttorney,

    /// <summary>A statement that the registered mailbox is lost, where the link is to go elsewhere.</summary>
    MailboxLossStatement,
}

/// <summary>The checklist of a recovery.</summary>
public static class RecoveryChecklist
{
    /// <summary>One line of it.</summary>
    /// <param name="Evidence">What is asked for.</param>
    /// <param name="Sentence">How it is called.</param>
    /// <param name="Always">Whether it is always needed; the others only in the case that their sentence names.</param>
    public sealed record Line(RecoveryEvidence Evidence, Sentence Sentence, bool Always);

    /// <summary>All lines, in the order in which they are asked for.</summary>
    public static IReadOnlyList<Line> Lines { get; } =
    [
        new(RecoveryEvidence.LetterOfRequest, new("Surat permohonan bermeterai yang ditandatangani pimpinan", "Stamped letter of request signed by the director"), true),
        new(RecoveryEvidence.DeedOfEstablishment, new("Akta pendirian dan perubahan terakhir", "Deed of establishment with its last change"), true),
        new(RecoveryEvidence.TaxCard, new("Kartu NPWP perusahaan", "NPWP card of the company"), true),
        new(RecoveryEvidence.DirectorIdentity, new("KTP pimpinan yang menandatangani", "Identity card of the director who signed"), true),
        new(RecoveryEvidence.CallBack, new("Konfirmasi melalui telepon ke nomor yang terdaftar", "Confirmation by a call to the registered number"), true),
        new(RecoveryEvidence.PowerOfAttorney, new("Surat kuasa, jika dikuasakan", "Power of attorney, if somebody else came"), false),
        new(RecoveryEvidence.MailboxLossStatement, new("Surat pernyataan kehilangan akses e-mail, jika tautan dikirim ke alamat lain", "Statement that the mailbox is lost, if the link goes to another address"), false),
    ];

    /// <summary>What is still missing from <paramref name="shown"/>.</summary>
    public static IReadOnlyList<Line> Missing(IReadOnlyCollection<RecoveryEvidence> shown, bool toOtherAddress) =>
        [.. Lines.Where(line => (line.Always || (toOtherAddress && line.Evidence == RecoveryEvidence.MailboxLossStatement)) && !shown.Contains(line.Evidence))];
}
