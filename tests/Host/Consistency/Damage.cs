using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Notices;
using BackOffice.Workflows.Registry;
using BackOffice.Workflows.Reports;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Host.Tests.Consistency;

/// <summary>One thing broken by hand, and how it is put back where <c>--repair</c> does not.</summary>
internal sealed record Damage(string Check, Func<BackOfficeDb, Task> Break, Func<BackOfficeDb, Task>? PutBack = null)
{
    private const long Nobody = 999_999;

    private static readonly DateTimeOffset Then = RunningHost.Beginning;

    /// <summary>One for each check, in no order: each stands for itself.</summary>
    public static IReadOnlyList<Damage> All { get; } =
    [
        new("case-without-next-date", async db => await Waiting(db).ExecuteUpdateAsync(set => set.SetProperty(instance => instance.Due, (DateTimeOffset?)null))),
        new("case-stands-still",
            async db => await Waiting(db).ExecuteUpdateAsync(set => set.SetProperty(instance => instance.Status, InstanceStatus.Cancelled)),
            async db => await Waiting(db).ExecuteUpdateAsync(set => set.SetProperty(instance => instance.Status, InstanceStatus.Waiting))),
        new("step-failed",
            async db => await Waiting(db).ExecuteUpdateAsync(set => set.SetProperty(instance => instance.Status, InstanceStatus.Parked).SetProperty(instance => instance.Due, (DateTimeOffset?)null)),
            async db => await Waiting(db)
                .ExecuteUpdateAsync(set => set.SetProperty(instance => instance.Status, InstanceStatus.Waiting).SetProperty(instance => instance.Due, Then.AddDays(3)))),
        new("case-end-undated", async db => await db.Cases.Where(@case => @case.State == CaseState.Active).ExecuteUpdateAsync(set => set.SetProperty(@case => @case.ClosedAt, (DateTimeOffset?)null))),
        new("case-ended-in-waiting",
            async db => await db.Cases.Where(@case => @case.State == CaseState.Active).ExecuteUpdateAsync(set => set.SetProperty(@case => @case.State, CaseState.UnderReview)),
            async db => await db.Cases.Where(@case => @case.State == CaseState.UnderReview).ExecuteUpdateAsync(set => set.SetProperty(@case => @case.State, CaseState.Active))),
        new("ended-case-waits", async db => await db.Instances.Where(instance => db.Cases.Any(@case => @case.InstanceId == instance.Id && @case.Account.UserIdKey == "sinar-medan"))
            .ExecuteUpdateAsync(set => set.SetProperty(instance => instance.Status, InstanceStatus.Waiting).SetProperty(instance => instance.Due, Then.AddYears(1)))),
        new("account-with-two-cases",
            async db =>
            {
                var first = await db.Cases.FirstAsync(@case => @case.ClosedAt == null);
                db.Cases.Add(new() { Id = new(Guid.NewGuid()), Number = "AKT-ZZZZ-ZZZZ", AccountId = first.AccountId, SiteCode = first.SiteCode, CompanyKey = first.CompanyKey, InstanceId = new(Guid.NewGuid()), DefinitionId = "nowhere", State = CaseState.Running, OpenedAt = Then, StateSince = Then });
            },
            async db => await db.Cases.Where(@case => @case.Number == "AKT-ZZZZ-ZZZZ").ExecuteDeleteAsync()),
        new("active-case-of-inactive-account",
            async db => await db.Accounts.Where(account => account.ActivatedAt != null).ExecuteUpdateAsync(set => set.SetProperty(account => account.ActivatedAt, (DateTimeOffset?)null)),
            async db => await db.Accounts.Where(account => db.Cases.Any(@case => @case.AccountId == account.Id && @case.State == CaseState.Active))
                .ExecuteUpdateAsync(set => set.SetProperty(account => account.ActivatedAt, Then))),
        new("group-without-default",
            async db => await db.GroupMembers.Where(member => db.Groups.Any(group => group.DefaultAccountId == member.AccountId)).ExecuteUpdateAsync(set => set.SetProperty(member => member.LeftAt, Then)),
            async db => await db.GroupMembers.ExecuteUpdateAsync(set => set.SetProperty(member => member.LeftAt, (DateTimeOffset?)null))),
        new("default-with-another-login", async db => await DefaultsLoginAsync(db, Padang), async db => await DefaultsLoginAsync(db, "sinar-jambi")),
        new("case-in-a-group-it-left",
            async db => await db.GroupMembers.Where(member => member.Account.UserIdKey == Padang).ExecuteUpdateAsync(set => set.SetProperty(member => member.LeftAt, Then)),
            async db => await db.GroupMembers.ExecuteUpdateAsync(set => set.SetProperty(member => member.LeftAt, (DateTimeOffset?)null))),
        new("merge-does-not-hold", async db => await MergedAsync(db, back: true), async db => await MergedAsync(db, back: false)),
        new("login-without-merge",
            async db => await db.MergeRecords.ExecuteUpdateAsync(set => set.SetProperty(merge => merge.UndoneAt, Then)),
            async db => await db.MergeRecords.ExecuteUpdateAsync(set => set.SetProperty(merge => merge.UndoneAt, (DateTimeOffset?)null))),
        new("membership-and-merge-differ",
            async db => await db.GroupMembers.Where(member => member.Account.UserIdKey == Padang).ExecuteUpdateAsync(set => set.SetProperty(member => member.MergedAt, Then)),
            async db => await db.GroupMembers.Where(member => member.Account.UserIdKey == Padang).ExecuteUpdateAsync(set => set.SetProperty(member => member.MergedAt, (DateTimeOffset?)null))),
        new("merged-account-without-provider",
            async db => await db.MergeRecords.ExecuteUpdateAsync(set => set.SetProperty(merge => merge.FromProviderId, Nobody)),
            async db => await db.MergeRecords.ExecuteUpdateAsync(set => set.SetProperty(merge => merge.FromProviderId, merge => merge.AccountId))),
        new("active-without-claim", async db => await db.UserIdClaims.Where(claim => claim.Reason == ClaimReason.Renamed).ExecuteDeleteAsync()),
        new("active-with-claimed-id", async db => await ClaimantAsync(db, 1), async db => await ClaimantAsync(db, null)),
        new("claim-of-nobody",
            db =>
            {
                db.UserIdClaims.Add(new() { Key = "siapa", ProviderId = Nobody, Reason = ClaimReason.MergedAway, At = Then });
                return Task.CompletedTask;
            },
            async db => await db.UserIdClaims.Where(claim => claim.Key == "siapa").ExecuteDeleteAsync()),
        new("claim-out-of-use", async db => await db.UserIdClaims.Where(claim => claim.Reason == ClaimReason.GivenUp).ExecuteUpdateAsync(set => set.SetProperty(claim => claim.Reason, ClaimReason.Activated))),
        new("obligation-met-unnoticed", async db =>
        {
            await ClashAsync(db, closed: null);
            await ObligationsAsync(db, "bumi-perkasa", fulfilled: null);
        }),
        new("clash-left-open", async db =>
        {
            await ClashAsync(db, closed: null);
            await ObligationsAsync(db, "bumi", Then);
        }),
        new("clash-closed-too-early",
            async db =>
            {
                await ClashAsync(db, Then);
                await ObligationsAsync(db, "bumi", fulfilled: null);
            },
            db => ClashAsync(db, closed: null)),
        new("notice-dead", db => NoticeStateAsync(db, NoticeState.Sent, NoticeState.Dead), db => NoticeStateAsync(db, NoticeState.Dead, NoticeState.Sent)),
        new("notice-bounced", db => NoticeStateAsync(db, NoticeState.Sent, NoticeState.Bounced), db => NoticeStateAsync(db, NoticeState.Bounced, NoticeState.Sent)),
        new("notice-without-date", db => NoticeStateAsync(db, NoticeState.Sent, NoticeState.Queued)),
        new("notice-dated-after-its-end", async db => await db.Notices.Where(notice => notice.Template == "reminder" || notice.Template == "account-activated")
            .ExecuteUpdateAsync(set => set.SetProperty(notice => notice.NextAttemptAt, Then))),
        new("notice-of-unknown-template",
            db =>
            {
                db.Notices.Add(Odd());
                return Task.CompletedTask;
            },
            async db => await db.Notices.Where(notice => notice.Occasion == "odd").ExecuteDeleteAsync()),
        new("notice-of-unknown-case",
            db =>
            {
                var odd = Odd(new CaseId(Guid.NewGuid()));
                odd.State = NoticeState.Sent;
                odd.NextAttemptAt = null;
                db.Notices.Add(odd);
                return Task.CompletedTask;
            },
            async db => await db.Notices.Where(notice => notice.Occasion == "odd").ExecuteDeleteAsync()),
        new("report-missing", async db => await db.Reports.ExecuteDeleteAsync()),
        new("report-without-date", async db => await db.Reports
            .ExecuteUpdateAsync(set => set.SetProperty(report => report.State, ReportState.Due).SetProperty(report => report.NextAttemptAt, (DateTimeOffset?)null))),
        new("report-failed",
            async db => await db.Reports.ExecuteUpdateAsync(set => set.SetProperty(report => report.State, ReportState.Failed)),
            async db => await db.Reports.ExecuteUpdateAsync(set => set.SetProperty(report => report.State, ReportState.Ready))),
        new("report-file-missing",
            async db => await db.Reports.ExecuteUpdateAsync(set => set.SetProperty(report => report.FileName, report => report.FileName + "x")),
            async db =>
            {
                foreach (var report in await db.Reports.ToListAsync())
                    report.FileName = report.FileName![..^1];
            }),
        new("password-not-usable",
            async db => await db.Providers.ExecuteUpdateAsync(set => set.SetProperty(provider => provider.SealedPassword, provider => "md5:" + provider.SealedPassword)),
            async db =>
            {
                foreach (var provider in await db.Providers.ToListAsync())
                    provider.SealedPassword = provider.SealedPassword[4..];
            }),
        new("blocking-keys-differ", async db =>
        {
            db.BlockingKeys.Remove(await db.BlockingKeys.FirstAsync());
            db.BlockingKeys.Add(new() { Key = 42, ProviderId = 1 });
        }),
        new("case-not-found-by-name", async db => await db.SearchTerms.Where(term => term.Term == "kencana").ExecuteDeleteAsync()),
        new("case-not-started", async db => await db.Instances.Where(instance => db.Cases.Any(@case => @case.InstanceId == instance.Id && @case.Account.UserIdKey == "tanpa-provinsi")).ExecuteDeleteAsync()),
        new("audit-chain", async db => await ActAsync(db, "something-else"), async db => await ActAsync(db, "activation-opened")),
    ];

    private const string Padang = "sinar-padang";

    private static IQueryable<WorkflowInstance> Waiting(BackOfficeDb db) => db.Instances.Where(instance => db.Cases.Any(@case => @case.InstanceId == instance.Id && @case.Account.UserIdKey == Padang));

    private static Task<int> NoticeStateAsync(BackOfficeDb db, NoticeState from, NoticeState to) => db.Notices.Where(notice => notice.Template == "account-activated" && notice.State == from)
        .ExecuteUpdateAsync(set => set.SetProperty(notice => notice.State, to).SetProperty(notice => notice.NextAttemptAt, (DateTimeOffset?)null));

    private static Task<int> ClashAsync(BackOfficeDb db, DateTimeOffset? closed) => db.Clashes.ExecuteUpdateAsync(set => set.SetProperty(clash => clash.ClosedAt, closed));

    // The first entry of the journey's first opening; the sealer has it already.
    private static async Task<int> ActAsync(BackOfficeDb db, string act)
    {
        var first = await db.Audit.Where(entry => entry.Number != null && (entry.Act == "activation-opened" || entry.Act == "something-else")).MinAsync(entry => entry.Number);
        return await db.Audit.Where(entry => entry.Number == first).ExecuteUpdateAsync(set => set.SetProperty(entry => entry.Act, act));
    }

    private static Task<int> ObligationsAsync(BackOfficeDb db, string ofUserIdKey, DateTimeOffset? fulfilled) => db.ClashObligations
        .Where(obligation => db.Providers.Any(provider => provider.Id == obligation.ProviderId && provider.UserIdKey == ofUserIdKey))
        .ExecuteUpdateAsync(set => set.SetProperty(obligation => obligation.FulfilledAt, fulfilled));

    private static async Task DefaultsLoginAsync(BackOfficeDb db, string userIdKey)
    {
        var login = await db.Accounts.Where(account => account.UserIdKey == userIdKey).Select(account => account.Id).SingleAsync();
        await db.Accounts.Where(account => account.UserIdKey == "sinar-jambi").ExecuteUpdateAsync(set => set.SetProperty(account => account.ProviderId, login));
    }

    private static async Task MergedAsync(BackOfficeDb db, bool back)
    {
        var @default = await db.Accounts.Where(account => account.UserIdKey == "sinar-jambi").Select(account => account.Id).SingleAsync();
        await db.Accounts.Where(account => account.UserIdKey == "sinar-medan").ExecuteUpdateAsync(set => set.SetProperty(account => account.ProviderId, account => back ? account.Id : @default));
    }

    private static async Task ClaimantAsync(BackOfficeDb db, int? other)
    {
        var claim = await db.UserIdClaims.SingleAsync(one => one.Key == "sinar-pusat");
        var (owner, stranger) = (await db.Providers.Where(provider => provider.UserIdKey == "sinar-pusat").Select(provider => provider.Id).SingleAsync(),
            await db.Providers.Where(provider => provider.UserIdKey == "tanpa-provinsi").Select(provider => provider.Id).SingleAsync());
        (claim.ProviderId, claim.Reason) = other is null ? (owner, ClaimReason.Renamed) : (stranger, ClaimReason.LostInClash);
    }

    private static Notice Odd(CaseId? @case = null) => new()
    {
        Id = Guid.NewGuid(),
        Occasion = "odd",
        MessageId = "odd@agregasi-inaproc",
        Template = "of-tomorrow",
        Variables = "{}",
        ToAddress = "budi@x.example",
        ToDomain = "x.example",
        ToName = "Budi",
        CaseId = @case,
        CreatedAt = Then,
        State = NoticeState.Queued,
        NextAttemptAt = Then.AddYears(1),
    };
}
