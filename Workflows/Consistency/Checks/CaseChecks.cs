using System.Globalization;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Consistency.Checks;

/// <summary>Cases against the instances that drive them and the accounts they are about: no case stands without a next step.</summary>
internal static class CaseChecks
{
    private const int Batch = 200;

    // Read by the queries below: it stands before them.
    private static readonly CaseState[] Ends = [CaseState.Active, CaseState.Refused, CaseState.Cancelled];

    public static IReadOnlyList<Check> All { get; } =
    [
        Check.Of("case-not-started",
            db => db.Cases.Where(@case => @case.ClosedAt == null && !db.Instances.Any(instance => instance.Id == @case.InstanceId)).Select(@case => @case.Number).Order(), Case, _ => new(
            "Kasus terbuka belum dijalankan mesin alur; perbaikan menjalankannya.", "The open case was never started by the engine; repairing starts it."),
            (repairing, ct) => repairing.Engine.RepairAsync(ct)),
        Check.Of("case-stands-still", db => StandingStill(db).Order(), Case, _ => new(
            "Kasus masih terbuka, tetapi alurnya sudah berakhir. Batalkan kasus itu dan minta penyedia mengajukan lagi.",
            "The case is open, but its workflow has ended. Cancel the case and let the provider ask again.")),
        Check.Of("case-without-next-date", db => WithoutNextDate(db).Join(db.Cases, instance => instance.Id, @case => @case.InstanceId, (_, @case) => @case.Number).Order(), Case, _ => new(
            "Kasus menunggu tanpa tanggal berikutnya, sehingga tidak ada yang diingatkan; perbaikan memberinya tanggal.",
            "The case waits without a next date, so nobody is reminded; repairing gives it one."), GiveDatesAsync),
        Check.Of("step-failed",
            db => db.Cases.Join(db.Instances, @case => @case.InstanceId, instance => instance.Id, (@case, instance) => new { @case.Number, instance.Status, instance.Due, instance.Node, instance.Failure })
                .Where(row => row.Status == InstanceStatus.Parked && row.Due == null).OrderBy(row => row.Number), row => Case(row.Number), row => new(
            $"Langkah {row.Node} gagal ({row.Failure}) dan tidak dicoba lagi. Ulangi, lewati, atau batalkan.",
            $"The step {row.Node} failed ({row.Failure}) and is not tried again. Retry, skip or cancel it.")),
        Check.Of("case-end-undated", db => Undated(db).Select(@case => @case.Number).Order(), Case, _ => new(
            "Kasus sudah berakhir tetapi tanpa tanggal selesai; perbaikan memakai tanggal keadaannya.",
            "The case has ended without a date of its end; repairing takes the date of its state."), DateEndsAsync),
        Check.Of("case-ended-in-waiting", db => db.Cases.Where(@case => @case.ClosedAt != null && !Ends.Contains(@case.State)).Select(@case => @case.Number).Order(), Case, _ => new(
            "Kasus punya tanggal selesai, tetapi keadaannya belum berakhir. Periksa riwayatnya, lalu minta penyedia mengajukan lagi.",
            "The case has a date of its end, but stands in a state that is none. Look at its history and let the provider ask again.")),
        Check.Of("ended-case-waits", db => EndedButWaiting(db).Join(db.Cases, instance => instance.Id, @case => @case.InstanceId, (_, @case) => @case.Number).Order(), Case, _ => new(
            "Kasus sudah berakhir, tetapi alurnya masih menunggu; perbaikan mengakhirinya.", "The case has ended, but its workflow still waits; repairing ends it."), EndInstancesAsync),
        Check.Of("account-with-two-cases",
            db => db.Cases.Where(@case => @case.ClosedAt == null).GroupBy(@case => @case.AccountId).Where(cases => cases.Count() > 1).Select(cases => cases.Key).Order(),
            account => string.Create(CultureInfo.InvariantCulture, $"account {account}"), _ => new(
            "Dua kasus terbuka untuk satu akun. Batalkan salah satunya.", "One account has two open cases. Cancel one of them.")),
        Check.Of("active-case-of-inactive-account",
            db => db.Cases.Where(@case => @case.State == CaseState.Active && @case.Account.ActivatedAt == null
                && !db.MergeRecords.Any(merge => merge.CaseId == @case.Id && merge.UndoneAt != null)).Select(@case => @case.Number).Order(), Case, _ => new(
            "Kasus berakhir aktif, tetapi akunnya tidak tercatat aktif. Periksa riwayat kasusnya.",
            "The case ended active, but its account is not recorded as active. Look at the history of the case.")),
    ];

    private static string Case(string number) => $"case {number}";

    private static IQueryable<string> StandingStill(BackOfficeDb db) =>
        from @case in db.Cases
        join instance in db.Instances on @case.InstanceId equals instance.Id
        where @case.ClosedAt == null && !Ends.Contains(@case.State) && (instance.Status == InstanceStatus.Done || instance.Status == InstanceStatus.Cancelled)
        select @case.Number;

    private static IQueryable<WorkflowInstance> WithoutNextDate(BackOfficeDb db) => db.Instances.Where(instance =>
        instance.Status == InstanceStatus.Waiting && instance.Due == null && db.Cases.Any(@case => @case.InstanceId == instance.Id && @case.ClosedAt == null));

    private static IQueryable<ActivationCase> Undated(BackOfficeDb db) => db.Cases.Where(@case => @case.ClosedAt == null && Ends.Contains(@case.State));

    private static IQueryable<WorkflowInstance> EndedButWaiting(BackOfficeDb db) => db.Instances.Where(instance =>
        instance.Status == InstanceStatus.Waiting && db.Cases.Any(@case => @case.InstanceId == instance.Id && @case.ClosedAt != null));

    // Due now: the step looks again and sets the date itself.
    private static Task GiveDatesAsync(Repairing repairing, CancellationToken ct) => repairing.UntilDoneAsync(async (transaction, token) =>
    {
        var some = await WithoutNextDate(transaction.Db).OrderBy(instance => instance.Id).Take(Batch).ToListAsync(token);
        foreach (var instance in some)
        {
            instance.Due = repairing.Database.Now;
            instance.Version++;
        }
        return some.Count;
    }, ct);

    private static Task DateEndsAsync(Repairing repairing, CancellationToken ct) => repairing.UntilDoneAsync(async (transaction, token) =>
    {
        var some = await Undated(transaction.Db).OrderBy(@case => @case.Id).Take(Batch).ToListAsync(token);
        foreach (var @case in some)
        {
            @case.ClosedAt = @case.StateSince;
            @case.Version++;
        }
        return some.Count;
    }, ct);

    private static async Task EndInstancesAsync(Repairing repairing, CancellationToken ct)
    {
        var some = await repairing.Database.ReadAsync((db, token) => EndedButWaiting(db).Select(instance => instance.Id).ToListAsync(token), ct);
        foreach (var instance in some)
            await repairing.Engine.CancelAsync(instance, ct);
    }
}
