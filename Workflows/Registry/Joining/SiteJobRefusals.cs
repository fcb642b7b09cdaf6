using BackOffice.Rules.Identity;

namespace BackOffice.Workflows.Registry.Joining;

/// <summary>What bringing a site in answers when it says no.</summary>
internal static class SiteJobRefusals
{
    public static Refusal Unknown { get; } = new("site-job-unknown", new("Pekerjaan ini tidak dikenal.", "This job is not known."));

    public static Refusal FileUnknown { get; } = new("site-job-file-unknown", new("Pekerjaan ini tidak meninggalkan tabel tersebut.", "This job has left no such table."));

    public static Refusal Busy { get; } = new("site-job-open", new(
        "Pekerjaan lain untuk LPSE ini belum selesai. Tunggu atau hentikan dahulu.", "Another job of this LPSE is not over. Wait for it, or stop it first."));

    public static Refusal UploadMissing { get; } = new("upload-missing", new("Unggah dahulu berkas akun LPSE ini.", "Upload the accounts file of this LPSE first."));

    public static Refusal DryRunMissing { get; } = new("dry-run-missing", new(
        "Jalankan dahulu simulasi impor untuk berkas ini.", "Do a dry run of the import with this file first."));

    public static Refusal RehearsalMissing { get; } = new("rehearsal-missing", new(
        "Bergabungnya LPSE ini belum disimulasikan. Jalankan simulasi dahulu, atau bergabunglah tanpa simulasi dengan alasan.",
        "The join of this LPSE was not rehearsed yet. Rehearse it first, or join without a rehearsal, with a reason."));

    public static Refusal RehearsalStale { get; } = new("rehearsal-stale", new(
        "Sejak simulasi terakhir, akun LPSE ini atau aturannya berubah, atau simulasi itu sudah terlalu lama. Ulangi simulasinya.",
        "Since the last rehearsal accounts of this LPSE or the rules have changed, or it is too long ago. Rehearse again."));

    public static Refusal GivenUp { get; } = new("site-job-given-up", new(
        "Pekerjaan ini beberapa kali terhenti. Periksa log layanan.", "This job was interrupted several times. Look at the log of the service."));

    public static Refusal TooLarge(long most) => new("upload-too-large", new(
        $"Berkas akun tidak boleh lebih dari {most} bait.", $"An accounts file must not have more than {most} bytes."));

    public static Refusal NotV3(SiteCode site) => new("site-not-v3", new(
        $"LPSE {site} belum memakai SPSE 3 atau lebih baru, sehingga belum dapat bergabung.", $"LPSE {site} does not run SPSE 3 or later yet, so it cannot join."));

    public static Refusal Joined(SiteCode site) => new("site-joined", new($"LPSE {site} sudah bergabung.", $"LPSE {site} has joined already."));
}
