using BackOffice.Fixtures;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Notices;
using BackOffice.Workflows.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Host.Tests.Kills;

/// <summary>What a round left behind, with its mark taken out: whatever was killed in between, it is what an undisturbed round leaves, each effect as often as there.</summary>
internal static class RoundEnd
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Waits until nothing of the round is left to do: every mail sent, every report drawn, every signal seen.</summary>
    public static Task SettledAsync(IServiceProvider services, Func<bool> isAlive) => Eventually.TrueAsync(async () =>
    {
        if (!isAlive())
            throw new HttpRequestException("The Host is gone.");
        return await services.GetRequiredService<Database>().ReadAsync(async (db, ct) =>
            !await db.Notices.AnyAsync(notice => notice.State == NoticeState.Queued, ct)
            && !await db.Reports.AnyAsync(report => report.State == ReportState.Due, ct)
            && !await db.Inbox.AnyAsync(signal => signal.SeenAt == null, ct)
            && !await db.Instances.AnyAsync(instance => instance.Status == InstanceStatus.Running || instance.Status == InstanceStatus.Parked, ct), Cancel);
    }, otherwise: () => "The round came to no rest.", cancel: Cancel);

    /// <summary>All of it, a fact a line.</summary>
    public static async Task<IReadOnlyList<string>> FactsAsync(IServiceProvider services, string mark, string dataFolder)
    {
        var facts = await services.GetRequiredService<Database>().ReadAsync(async (db, ct) =>
        {
            var accounts = (await db.Accounts.Include(account => account.Provider).ToListAsync(ct)).Where(account => account.UserIdKey.Contains(mark, StringComparison.Ordinal)).ToList();
            var names = accounts.ToDictionary(account => account.Id, account => $"{account.SiteCode}/{account.UserId}");
            var cases = (await db.Cases.ToListAsync(ct)).Where(@case => names.ContainsKey(@case.AccountId)).ToDictionary(@case => @case.Id);
            var notices = (await db.Notices.ToListAsync(ct)).Where(notice => notice.ToAddress.Contains(mark, StringComparison.Ordinal)).ToList();
            var reports = (await db.Reports.ToListAsync(ct)).Where(report => cases.ContainsKey(report.CaseId)).ToList();
            Assert.Equal(notices.Count, notices.Select(notice => notice.MessageId).Distinct().Count());
            foreach (var notice in notices)
                Assert.True(File.Exists(Path.Combine(dataFolder, "outbox", $"{notice.MessageId}.eml")), $"{notice.Template} to {notice.ToAddress} is marked as sent and went nowhere.");
            foreach (var report in reports)
                Assert.True(File.Exists(Path.Combine(dataFolder, "reports", report.FileName!)), $"The report {report.FileName} is marked as drawn and is not there.");
            return accounts.Select(account => $"account {names[account.Id]} has login {account.Provider.UserId} (edition {account.Provider.CredentialVersion}), active {account.ActivatedAt is not null}")
                .Concat(cases.Values.Select(@case => $"case of {names[@case.AccountId]}: {@case.State}, closed {@case.ClosedAt is not null}"))
                .Concat((await db.MergeRecords.ToListAsync(ct)).Where(merge => names.ContainsKey(merge.AccountId)).Select(merge => $"merge of {names[merge.AccountId]} by {merge.Method}, undone {merge.UndoneAt is not null}"))
                .Concat(notices.Select(notice => $"notice {notice.Template} to {notice.ToAddress}: {notice.State}"))
                .Concat(reports.Select(report => $"report of {names[cases[report.CaseId].AccountId]}: {report.State}"))
                .Concat((await db.CaseNotes.ToListAsync(ct)).Where(note => cases.ContainsKey(note.CaseId)).Select(note => $"note on {names[cases[note.CaseId].AccountId]}: {note.Text}"))
                .Concat((await db.UserIdClaims.ToListAsync(ct)).Where(claim => claim.Key.Contains(mark, StringComparison.Ordinal)).Select(claim => $"claim on {claim.Key}: {claim.Reason}"))
                .Concat((await db.Clashes.Include(clash => clash.Obligations).ToListAsync(ct)).Where(clash => clash.Key.Contains(mark, StringComparison.Ordinal)).SelectMany(clash => clash.Obligations.Select(obligation => $"obligation in {clash.Key}, fulfilled {obligation.FulfilledAt is not null}")))
                .Concat((await db.Journal.ToListAsync(ct)).Where(entry => cases.ContainsKey(entry.CaseId) && !entry.Outcome.StartsWith('(')).Select(entry => $"step {entry.Node} of {names[cases[entry.CaseId].AccountId]}: {entry.Outcome}"))
                .ToList();
        }, Cancel);
        return [.. facts.Select(fact => fact.Replace(mark, "", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }
}
