using System.Globalization;

namespace BackOffice.Workflows.Recovery;

/// <summary>What the recovery room answers when it says no.</summary>
public static class RecoveryRefusals
{
    /// <summary>There is no such recovery.</summary>
    public static Refusal Unknown { get; } = new("recovery-unknown", new("Pemulihan ini tidak dikenal.", "This recovery is not known."));

    /// <summary>The login is still the site's own affair.</summary>
    public static Refusal NotActive { get; } = new("recovery-at-own-site", new(
        "Akun ini belum aktif dan tidak dalam grup; password-nya dipulihkan di LPSE tempat pendaftaran.",
        "This account is neither active nor in a group; its password is recovered at the LPSE of registration."));

    /// <summary>Something of the checklist was not shown.</summary>
    public static Refusal EvidenceMissing(IEnumerable<RecoveryChecklist.Line> missing)
    {
        RecoveryChecklist.Line[] lines = [.. missing];
        return new("evidence-missing", new(
            $"Bukti belum lengkap: {string.Join("; ", lines.Select(line => line.Sentence.Indonesian))}.",
            $"The evidence is not complete: {string.Join("; ", lines.Select(line => line.Sentence.English))}."));
    }

    /// <summary>One is under way.</summary>
    public static Refusal AlreadyOpen { get; } = new("recovery-open", new(
        "Pemulihan untuk User ID ini sedang berjalan.", "A recovery of this user ID is under way."));

    /// <summary>Who asked, or who gets the code, may not also decide.</summary>
    public static Refusal SecondPerson { get; } = new("second-person-needed", new(
        "Langkah ini harus dilakukan petugas lain daripada langkah sebelumnya.", "This step takes another member of staff than the step before."));

    /// <summary>The accounts of the group may still object.</summary>
    public static Refusal ObjectionsPossible(DateTimeOffset until) => new("objections-possible", new(
        $"Akun-akun dalam grup masih dapat menyanggah sampai {Moment(until)}.", $"The accounts of the group may still object until {Moment(until)}."));

    /// <summary>The registered address is another one than at the request.</summary>
    public static Refusal AddressChanged { get; } = new("recovery-address-changed", new(
        "Alamat e-mail penyedia berubah setelah pemulihan ini diajukan; yang diberitahukan kepada grup adalah alamat yang lama. Tolak dan ajukan pemulihan baru.",
        "The provider's e-mail address changed after this recovery was asked for, and the group was told of the old one. Reject it and ask for a new one."));

    /// <summary>It is over, or not there yet.</summary>
    public static Refusal WrongState { get; } = new("recovery-state", new(
        "Pemulihan ini tidak pada tahap tersebut; muat ulang.", "This recovery is not at that stage; load it again."));

    /// <summary>No more codes.</summary>
    public static Refusal NoMoreCodes { get; } = new("codes-used-up", new(
        "Jumlah kode untuk pemulihan ini sudah habis. Tolak dan ajukan pemulihan baru.", "All codes of this recovery are used up. Reject it and ask for a new one."));

    /// <summary>The link is unknown, over, used or dead: never told apart.</summary>
    public static Refusal LinkInvalid { get; } = new("link-invalid", new(
        "Tautan ini tidak berlaku, sudah dipakai, atau kodenya belum diserahkan. Hubungi helpdesk LPSE Anda.",
        "This link is not valid, was used already, or its code was not handed over yet. Contact the helpdesk of your LPSE."));

    /// <summary>The code was not right.</summary>
    public static Refusal CodeWrong { get; } = new("code-wrong", new("Kode tidak benar.", "The code is not correct."));

    private static string Moment(DateTimeOffset moment) => moment.ToOffset(TimeSpan.FromHours(7)).ToString("yyyy-MM-dd HH:mm 'WIB'", CultureInfo.InvariantCulture);
}
