using BackOffice.Rules.Identity;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Changes;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry.Files;
using BackOffice.Workflows.Registry.Joining;
using BackOffice.Workflows.SignIn;

namespace BackOffice.Workflows.Registry.Intake;

/// <summary>One run of an import: sites first, then accounts batch by batch, then the sites that join.</summary>
internal sealed class ImportRun(Database database, PasswordVault vault, RejectedRows rejected, NotTakenRows notTaken)
{
    private readonly IAccountRows rows = AccountRows.For(database.Provider);
    private int sitesAdded, sitesChanged, added, updated, unchanged;

    public required bool DryRun { get; init; }

    public required IProgress<ImportProgress>? Progress { get; init; }

    /// <summary>The one site whose accounts are taken; null for every known site.</summary>
    public SiteCode? Only { get; init; }

    public Actor By { get; init; } = Actor.System("import");

    private ImportCounts Counts => new(sitesAdded, sitesChanged, added, updated, unchanged, notTaken.Count, rejected.Count);

    public async Task<ImportCounts> RunAsync(IReadOnlyList<SiteRow> sites, CsvTable accounts, long bytesTotal, SealingKey key, CancellationToken ct)
    {
        var backlog = new KeyBacklog(database, rows);
        if (!DryRun)
            await backlog.CatchUpAsync(ct);
        var plan = await TakeSitesAsync(sites, ct);
        var (known, aggregated) = await database.ReadAsync(async (db, token) =>
            (await SiteIntake.CodesAsync(db, token), await SiteIntake.AggregatedAsync(db, token)), ct);
        var empty = await EmptySites.FindAsync(database, ct);
        var source = new AccountSource(accounts, Only is null ? known.Union(sites.Select(site => site.Code)) : [Only], key);
        await foreach (var batch in source.BatchesAsync(ct))
        {
            foreach (var (record, reason) in batch.Rejected)
                rejected.Add("accounts", record, reason);
            var (decisions, keys) = await TakeAsync(batch.Drafts, aggregated.Contains, empty, ct);
            await backlog.AddAsync(keys, ct);
            Count(decisions);
            Progress?.Report(new(batch.BytesRead, bytesTotal, Counts));
        }
        await backlog.WriteAsync(ct);
        await FinishAsync(plan, ct);
        return Counts;
    }

    private async Task<SitePlan> TakeSitesAsync(IReadOnlyList<SiteRow> sites, CancellationToken ct)
    {
        var plan = DryRun
            ? await database.ReadAsync((db, token) => SiteIntake.PlanAsync(db, sites, token), ct)
            : await database.InTransactionAsync(async (transaction, token) =>
            {
                var plan = await SiteIntake.PlanAsync(transaction.Db, sites, token);
                await SiteIntake.WriteAsync(transaction.Db, transaction.Service<ChangeFeed>(), plan, database.Now, token);
                return plan;
            }, ct);
        (sitesAdded, sitesChanged) = (plan.Added.Count, plan.Changed.Count);
        return plan;
    }

    private async Task<(IReadOnlyList<IntakeDecision> Decisions, IReadOnlyList<(long Key, long Provider)> Keys)> TakeAsync(
        IReadOnlyList<AccountDraft> drafts, Func<SiteCode, bool> takesPart, EmptySites empty, CancellationToken ct)
    {
        if (DryRun)
            return (await database.ReadAsync(async (db, token) => await new AccountIntake(db, vault).DecideAsync(drafts, takesPart, await empty.StillAsync(db, token), token), ct), []);
        var taken = await database.InTransactionAsync<(IReadOnlyList<IntakeDecision> Decisions, IReadOnlyList<(long Key, long Provider)> Keys)>(async (transaction, token) =>
        {
            var writer = transaction.Service<IntakeWriter>();
            await writer.PrepareAsync(token);
            await writer.LockAsync(token);
            var decisions = await transaction.Service<AccountIntake>().DecideAsync(drafts, takesPart, await empty.StillAsync(transaction.Db, token), token);
            return (decisions, await writer.WriteAsync(decisions, site => !takesPart(site), token));
        }, ct);
        empty.Added(taken.Decisions.OfType<IntakeDecision.Add>().Count());
        return taken;
    }

    private void Count(IReadOnlyList<IntakeDecision> decisions)
    {
        foreach (var decision in decisions)
            switch (decision)
            {
                case IntakeDecision.Add:
                    added++;
                    break;
                case IntakeDecision.Unchanged:
                    unchanged++;
                    break;
                case IntakeDecision.Update update:
                    updated++;
                    if (update.NotTaken.Count > 0)
                        notTaken.Add(update.Draft.Line, update.Draft.Record.Site, update.Draft.Record.UserId, update.NotTaken);
                    break;
                case IntakeDecision.Refuse refuse:
                    rejected.Add("accounts", new(refuse.Draft.Line, AccountRow.Fields(refuse.Draft.Record)), refuse.Refusal.Sentence);
                    break;
                case var other:
                    throw new InvalidOperationException($"Unhandled {other.GetType().Name}.");
            }
    }

    private async Task FinishAsync(SitePlan plan, CancellationToken ct)
    {
        var counts = Counts;
        if (DryRun || counts.NothingChanged)
            return;
        await database.InTransactionAsync(async (transaction, token) =>
        {
            await SiteIntake.JoinAsync(transaction.Db, transaction.Service<ChangeFeed>(), plan.Joining, database.Now, token);
            transaction.AfterCommit(transaction.Service<StageChangeNudge>().Now);
            transaction.Service<AuditTrail>().Record(By, "registry-imported", Only);
        }, ct);
        if (counts.AccountsAdded > 0)
            await database.InTransactionAsync(rows.RefreshStatisticsAsync, ct);
    }
}
