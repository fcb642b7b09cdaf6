namespace BackOffice.Workflows.Notices;

/// <summary>What the notices answer when they say no.</summary>
public static class NoticeRefusals
{
    /// <summary>There is no such notice.</summary>
    public static Refusal Unknown { get; } = new("notice-unknown", new("Pemberitahuan ini tidak dikenal.", "This notice is not known."));

    /// <summary>It waits to be sent.</summary>
    public static Refusal StillQueued { get; } = new("notice-still-queued", new(
        "Pemberitahuan ini masih menunggu untuk dikirim.", "This notice is still waiting to be sent."));

    /// <summary>It never left, so it cannot have come back.</summary>
    public static Refusal NeverSent { get; } = new("notice-never-sent", new(
        "Pemberitahuan ini belum pernah terkirim, jadi tidak mungkin kembali.", "This notice was never sent, so it cannot have come back."));

    /// <summary>It carries something that is for its recipient alone.</summary>
    public static Refusal ForItsRecipientAlone { get; } = new("notice-for-recipient-alone", new(
        "Pemberitahuan ini hanya boleh dikirim ulang ke alamat yang sama.", "This notice may be sent again to the same address only."));

    /// <summary>Not an address that a mail could go to.</summary>
    public static Refusal AddressMalformed { get; } = new("address-malformed", new(
        "Tulis satu alamat e-mail tanpa nama.", "Write one e-mail address, without a name."));
}
