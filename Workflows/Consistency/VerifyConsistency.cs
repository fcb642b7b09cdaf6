using System.Globalization;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Notices;
using BackOffice.Workflows.SignIn;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Consistency;

/// <summary>
/// Holds cases, instances, groups, merges, claims and notices against each other, and counts the password hashes that still wait for Argon2id. Reads only, unless asked to repair;
/// then it mends what is safe and leaves the rest to a person.
/// </summary>
public sealed class VerifyConsistency(Database database, IWorkflowEngine engine, Rewrap rewrap)
{
    private const int MostPerCheck = 1_000;

    /// <summary>What was found.</summary>
    /// <param name="Findings">What two places say differently; empty when all is well. At most 1,000 of a kind.</param>
    /// <param name="Repaired">How many of them were mended.</param>
    /// <param name="HashesLeft">Imported password hashes that wait for their Argon2id; no finding, merely unfinished.</param>
    /// <param name="CasesSeen">Cases that were looked at.</param>
    public sealed record Answer(IReadOnlyList<Finding> Findings, int Repaired, long HashesLeft, int CasesSeen);

    /// <summary>Verifies, and repairs if asked.</summary>
    public async Task<Answer> HandleAsync(bool repair, CancellationToken ct)
    {
        var findings = await database.ReadAsync(FindAsync, ct);
        if (repair && findings.Exists(finding => finding.Repairable))
            await engine.RepairAsync(ct);
        var left = repair ? await database.ReadAsync(FindAsync, ct) : findings;
        var cases = await database.ReadAsync((db, token) => db.Cases.CountAsync(token), ct);
        return new(left, findings.Count - left.Count, await rewrap.CountLeftAsync(ct), cases);
    }

    private static async Task<List<Finding>> FindAsync(BackOfficeDb db, CancellationToken ct) =>
    [
        .. await OpenCasesWithoutInstanceAsync(db, ct),
        .. await OpenCasesThatNothingMovesAsync(db, ct),
        .. await FailedStepsAsync(db, ct),
        .. await GroupsWithoutDefaultAsync(db, ct),
        .. await MergesThatDoNotHoldAsync(db, ct),
        .. await ActiveProvidersWithoutClaimAsync(db, ct),
        .. await DeadNoticesAsync(db, ct),
    ];

    private static async Task<IEnumerable<Finding>> OpenCasesWithoutInstanceAsync(BackOfficeDb db, CancellationToken ct) =>
        (await db.Cases.Where(@case => @case.ClosedAt == null && !db.Instances.Any(instance => instance.Id == @case.InstanceId))
            .Select(@case => @case.Number).Take(MostPerCheck).ToListAsync(ct))
        .Select(number => new Finding("case-not-started", $"case {number}", new(
            "Kasus terbuka belum dijalankan mesin alur; perbaikan menjalankannya.", "The open case was never started by the engine; repairing starts it."), Repairable: true));

    private static async Task<IEnumerable<Finding>> OpenCasesThatNothingMovesAsync(BackOfficeDb db, CancellationToken ct) =>
        (await db.Cases.Join(db.Instances, @case => @case.InstanceId, instance => instance.Id, (@case, instance) => new { @case.Number, @case.ClosedAt, instance.Status, instance.Due, instance.Signals })
            .Where(row => row.ClosedAt == null
                && (row.Status == InstanceStatus.Done || row.Status == InstanceStatus.Cancelled || (row.Status == InstanceStatus.Waiting && row.Due == null && row.Signals == "")))
            .Select(row => row.Number).Take(MostPerCheck).ToListAsync(ct))
        .Select(number => new Finding("case-stands-still", $"case {number}", new(
            "Kasus masih terbuka, tetapi alurnya sudah berakhir atau tidak menunggu apa pun. Batalkan kasus itu dan minta penyedia mengajukan lagi.",
            "The case is open, but its workflow has ended or waits for nothing. Cancel the case and let the provider ask again."), Repairable: false));

    private static async Task<IEnumerable<Finding>> FailedStepsAsync(BackOfficeDb db, CancellationToken ct) =>
        (await db.Cases.Join(db.Instances, @case => @case.InstanceId, instance => instance.Id, (@case, instance) => new { @case.Number, instance.Status, instance.Due, instance.Node, instance.Failure })
            .Where(row => row.Status == InstanceStatus.Parked && row.Due == null).Take(MostPerCheck).ToListAsync(ct))
        .Select(row => new Finding("step-failed", $"case {row.Number}", new(
            $"Langkah {row.Node} gagal ({row.Failure}) dan tidak dicoba lagi. Ulangi, lewati, atau batalkan.",
            $"The step {row.Node} failed ({row.Failure}) and is not tried again. Retry, skip or cancel it."), Repairable: false));

    private static async Task<IEnumerable<Finding>> GroupsWithoutDefaultAsync(BackOfficeDb db, CancellationToken ct) =>
        (await db.Groups.Where(group => group.Members.Any(member => member.LeftAt == null)
                && !group.Members.Any(member => member.AccountId == group.DefaultAccountId && member.LeftAt == null))
            .Select(group => group.Id).Take(MostPerCheck).ToListAsync(ct))
        .Select(id => new Finding("group-without-default", $"group {id}", new(
            "User ID Default bukan lagi anggota grup ini. Seorang verifikator harus memilih Default lain.",
            "The Default is no longer a member of this group. A verifikator must choose another."), Repairable: false));

    private static async Task<IEnumerable<Finding>> MergesThatDoNotHoldAsync(BackOfficeDb db, CancellationToken ct) =>
        (await db.MergeRecords.Where(merge => merge.UndoneAt == null)
            .Join(db.Accounts, merge => merge.AccountId, account => account.Id, (merge, account) => new { merge.ToProviderId, account.ProviderId, account.SiteCode, account.UserId })
            .Where(row => row.ToProviderId != row.ProviderId).Take(MostPerCheck).ToListAsync(ct))
        .Select(row => new Finding("merge-does-not-hold", $"account {row.SiteCode}/{row.UserId}", new(
            "Catatan penggabungan dan login akun ini tidak cocok. Periksa riwayat kasusnya.",
            "The merge record and the login of this account do not agree. Look at the history of its case."), Repairable: false));

    private static async Task<IEnumerable<Finding>> ActiveProvidersWithoutClaimAsync(BackOfficeDb db, CancellationToken ct) =>
        (await db.Providers.Where(provider => provider.ActivatedAt != null && !db.UserIdClaims.Any(claim => claim.Key == provider.UserIdKey && claim.ProviderId == provider.Id))
            .Select(provider => provider.Id).Take(MostPerCheck).ToListAsync(ct))
        .Select(id => new Finding("active-without-claim", $"provider {id.ToString(CultureInfo.InvariantCulture)}", new(
            "Penyedia aktif, tetapi User ID-nya tidak tercatat sebagai miliknya. Minta penyedia mengganti User ID.",
            "The provider is active, but its user ID is not recorded as its own. Ask the provider to change the user ID."), Repairable: false));

    private static async Task<IEnumerable<Finding>> DeadNoticesAsync(BackOfficeDb db, CancellationToken ct) =>
        (await db.Notices.Where(notice => notice.State == NoticeState.Dead).Select(notice => new { notice.Id, notice.Template, notice.Failure }).Take(MostPerCheck).ToListAsync(ct))
        .Select(notice => new Finding("notice-dead", $"notice {notice.Id} ({notice.Template})", new(
            $"Pemberitahuan tidak dapat dikirim: {notice.Failure}. Perbaiki alamatnya dan kirim ulang.",
            $"The notice could not be sent: {notice.Failure}. Mend the address and send it again."), Repairable: false));
}
