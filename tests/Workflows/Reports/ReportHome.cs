using System.Text.Json;
using BackOffice.Rules.Identity;
using BackOffice.Rules.Matching;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Notices;
using BackOffice.Workflows.Registry;
using BackOffice.Workflows.Reports;
using BackOffice.Workflows.Tests.Policies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Workflows.Tests.Reports;

/// <summary>
/// A home with one ended case whose report is due: the account at site 73 was merged into its Default at site 70; a third member, at site 75, never asked.
/// </summary>
internal static class ReportHome
{
    public const string Number = "AKT-7K3F-9QXM";
    public const long Default = 1;
    public const long Member = 2;
    public const long Third = 3;

    private const string RulesVersion = "0123456789ab";

    private static readonly Guid Group = Guid.Parse("018f0000-0000-7000-8000-000000000001");

    public static CaseId Case { get; } = new(Guid.Parse("018f0000-0000-7000-8000-000000000002"));

    /// <summary>What only the third member has: it must stand in no report of another's.</summary>
    public static IReadOnlyList<string> SecretsOfTheThird { get; } =
        ["maju.ketiga", "PT Maju Ketiga", "Jalan Rahasia 77", "jalan rahasia", "0741 999888", "ketiga@maju.example", "Nitku-77", "Kenal dari akta PT Maju Ketiga."];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static Action<IServiceCollection, IConfiguration, string> Rooms { get; } = (services, configuration, data) =>
    {
        services.AddNotices(data);
        services.AddReports(configuration, data);
        services.AddScoped<AuditTrail>();
    };

    public static string ReportsFolder(this Home home) => Path.Combine(home.DataFolder, "reports");

    public static Task<Report> ReportAsync(this Home home) => home.ReadAsync(db => db.Reports.SingleAsync(Cancel));

    public static async Task<Home> NewAsync(DatabaseProvider database, Action<IServiceCollection, IConfiguration, string>? rooms = null)
    {
        var home = await Home.NewAsync(database, rooms ?? Rooms);
        await home.Database.InTransactionAsync((transaction, ct) => SeedAsync(transaction, home.Clock.GetUtcNow(), ct), Cancel);
        return home;
    }

    /// <summary>Asks for the report as the step does.</summary>
    public static Task RequestReportAsync(this Home home) => home.Database.InTransactionAsync((transaction, _) =>
    {
        var now = home.Clock.GetUtcNow();
        transaction.Db.Reports.Add(new() { Id = Guid.CreateVersion7(now), CaseId = Case, State = ReportState.Due, DueAt = now, NextAttemptAt = now });
        transaction.AfterCommit(transaction.Service<ReportNudge>().Now);
        return Task.CompletedTask;
    }, Cancel);

    private static async Task SeedAsync(Transaction transaction, DateTimeOffset now, CancellationToken ct)
    {
        var db = transaction.Db;
        foreach (var (code, name) in new[] { ("70", "LPSE Provinsi Jambi"), ("73", "LPSE Kabupaten Sleman"), ("75", "LPSE Kota Bitung") })
            db.Sites.Add(new() { Code = SiteCode.Parse(code), Name = name, Url = $"https://{code}.example", SpseVersion = "4.5", Stage = SiteStage.Aggregated });
        var @default = Add(db, Default, "70", "majujaya", "PT Maju Jaya", "Jl. Sudirman 173", "0741 36934", "kantor@majujaya.example", "", Default);
        var member = Add(db, Member, "73", "maju_sleman", "PT. MAJU JAYA", "Jalan Jend. Sudirman No. 173", "0274 111222", "sleman@majujaya.example", "", Default);
        Add(db, Third, "75", "maju.ketiga", "PT Maju Ketiga", "Jalan Rahasia 77", "0741 999888", "ketiga@maju.example", "Nitku-77", Third);
        (db.Accounts.Local.FindEntry(Default)!.Entity.ActivatedAt, db.Accounts.Local.FindEntry(Member)!.Entity.ActivatedAt) = (now.AddDays(-1), now);

        var group = new ActivationGroup
        {
            Id = Group,
            DefaultAccountId = Default,
            DefaultReason = DefaultReason.MostPackages,
            AwaitsConfirmation = false,
            FormedAt = now.AddMinutes(-8),
            FormedBy = Case,
            RulesVersion = RulesVersion,
        };
        foreach (var (account, packages) in new[] { (Default, 1528), (Member, 43), (Third, 7) })
            group.Members.Add(new() { GroupId = Group, AccountId = account, FrozenPackageCount = packages, JoinedAt = now.AddMinutes(-8), MergedAt = account == Member ? now : null });
        db.Groups.Add(group);
        db.Cases.Add(new()
        {
            Id = Case,
            Number = Number,
            AccountId = Member,
            SiteCode = SiteCode.Parse("277"),
            CompanyKey = "",
            InstanceId = new(Guid.NewGuid()),
            DefinitionId = "activation",
            State = CaseState.Active,
            GroupId = Group,
            OpenedAt = now.AddMinutes(-9),
            StateSince = now,
            ClosedAt = now,
        });
        db.RuleSetVersions.Add(new() { Number = 1, Digest = new('0', 64), Version = RulesVersion, Json = PolicyHome.Rules(), Author = "file", PublishedAt = now.AddDays(-2), EffectiveFrom = now.AddDays(-2) });
        db.PairFindings.Add(Finding(Default, Member, "Jl. Sudirman 173", "Jalan Jend. Sudirman No. 173", "sudirman", "jenderal sudirman", now));
        db.PairFindings.Add(Finding(Member, Third, "Jalan Jend. Sudirman No. 173", "Jalan Rahasia 77", "jenderal sudirman", "jalan rahasia", now));
        db.Verdicts.Add(new() { Id = Guid.NewGuid(), AccountA = Member, AccountB = Third, Answer = VerdictAnswer.Same, Reason = "Kenal dari akta PT Maju Ketiga.", By = "wulandari", CaseId = Case, At = now.AddMinutes(-5) });
        db.MergeRecords.Add(new()
        {
            Id = Guid.NewGuid(),
            CaseId = Case,
            GroupId = Group,
            AccountId = Member,
            FromProviderId = Member,
            ToProviderId = Default,
            Before = LoginAndIdentity.Of(member).ToJson(),
            After = LoginAndIdentity.Of(@default).ToJson(),
            Method = MergeMethod.DefaultPassword,
            Actor = "73/2",
            RulesVersion = RulesVersion,
            Evidence = "[]",
            At = now,
        });
        db.Journal.Add(new() { InstanceId = new(Guid.NewGuid()), CaseId = Case, Node = "detect", Step = "BackOffice.DetectDuplicates", Entry = Entry.First, Outcome = "SameCompany", At = now.AddMinutes(-8) });
        db.Journal.Add(new() { InstanceId = new(Guid.NewGuid()), CaseId = Case, Node = "x", Step = "BackOffice.Notify", Entry = Entry.First, Outcome = "Done", At = now });
        transaction.Service<AuditTrail>().Record(new(ActorKind.Site, "73"), "account-merged", @case: Case);
        transaction.Service<AuditTrail>().Record(new(ActorKind.Staff, "wulandari"), "note-added", @case: Case);
        db.CaseNotes.Add(new() { Id = Guid.NewGuid(), CaseId = Case, By = "wulandari", Text = "Catatan dalam.", At = now });
        foreach (var to in new[] { "sleman@majujaya.example", "kantor@majujaya.example", "ketiga@maju.example" })
            await transaction.Service<NoticeOutbox>().QueueAsync($"merged:{to}", NoticeCatalogue.AccountActivated, new(to, "PT Maju Jaya"), Notices.Some.Variables(NoticeCatalogue.AccountActivated), Member, Case, ct);
    }

    private static Provider Add(BackOfficeDb db, long id, string site, string userId, string company, string address, string phone, string email, string nitku, long provider)
    {
        var own = new Provider
        {
            Id = id,
            UserId = UserId.Parse(userId),
            UserIdKey = UserId.Parse(userId).Key,
            SealedPassword = "",
            CompanyName = company,
            Npwp = "02.900.387.8-611.000",
            Nitku = nitku,
            Address = address,
            Regency = "Kota Jambi",
            Province = "Jambi",
            PostalCode = "36144",
            Phone = phone,
            Email = email,
        };
        db.Providers.Add(own);
        db.Accounts.Add(new()
        {
            Id = id,
            SiteCode = SiteCode.Parse(site),
            UserId = own.UserId,
            UserIdKey = own.UserIdKey,
            ProviderId = provider,
            PackageCount = 1,
            RegisteredOn = new(2012, 3, 24),
            Verified = true,
            RowDigest = [],
        });
        return own;
    }

    private static Activation.PairFinding Finding(long a, long b, string rawA, string rawB, string normalA, string normalB, DateTimeOffset now) => new()
    {
        Id = Guid.NewGuid(),
        CaseId = Case,
        AccountA = a,
        AccountB = b,
        Decision = "same_company",
        Rule = "SameCompany",
        RulesVersion = RulesVersion,
        WeakLink = false,
        At = now,
        Evidence = JsonSerializer.Serialize<IReadOnlyList<FieldEvidence>>(
            [new("npwp", "02.900.387.8-611.000", "02.900.387.8-611.000", "029003878", "029003878", FieldVerdict.Agrees), new("street", rawA, rawB, normalA, normalB, FieldVerdict.Unclear)], Detection.EvidenceFormat),
    };
}
