using BackOffice.Rules.Identity;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Activation.Desk;
using BackOffice.Workflows.Activation.Desk.Bulk;
using BackOffice.Workflows.Activation.Review;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Changes;
using BackOffice.Workflows.Definitions;
using BackOffice.Workflows.Definitions.Drafts;
using BackOffice.Workflows.Definitions.Moves;
using BackOffice.Workflows.Definitions.Rehearsals;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.IdentityEdits;
using BackOffice.Workflows.Notices;
using BackOffice.Workflows.Policies;
using BackOffice.Workflows.Policies.Drafts;
using BackOffice.Workflows.Policies.Impact;
using BackOffice.Workflows.Policies.Reevaluation;
using BackOffice.Workflows.Recovery;
using BackOffice.Workflows.Registry;
using BackOffice.Workflows.Registry.Editions;
using BackOffice.Workflows.Registry.Joining;
using BackOffice.Workflows.Reports;
using BackOffice.Workflows.SignIn;
using BackOffice.Workflows.Staff;
using BackOffice.Workflows.Staff.Codes;
using BackOffice.Workflows.Staff.Sessions;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Data;

/// <summary>
/// All rows of the back office. One class per database derives from it, because each has migrations of its own.
/// Inside a transaction it is injected; only <see cref="Database"/> makes one.
/// </summary>
public abstract class BackOfficeDb(DbContextOptions options) : IdentityDbContext<StaffMember, IdentityRole<Guid>, Guid>(options)
{
#pragma warning disable CS1591 // A set is named after its rows, which say what they are.
    public DbSet<Site> Sites => Set<Site>();
    public DbSet<Account> Accounts => Set<Account>();
    public DbSet<Provider> Providers => Set<Provider>();
    public DbSet<SiteStageChange> SiteStageChanges => Set<SiteStageChange>();
    public DbSet<SiteJob> SiteJobs => Set<SiteJob>();
    public DbSet<SiteUpload> SiteUploads => Set<SiteUpload>();
    public DbSet<BlockingKey> BlockingKeys => Set<BlockingKey>();
    public DbSet<KeyEdition> KeyEditions => Set<KeyEdition>();
    public DbSet<UserIdClaim> UserIdClaims => Set<UserIdClaim>();
    public DbSet<ActivationCase> Cases => Set<ActivationCase>();
    public DbSet<ActivationGroup> Groups => Set<ActivationGroup>();
    public DbSet<GroupMember> GroupMembers => Set<GroupMember>();
    public DbSet<PairFinding> PairFindings => Set<PairFinding>();
    public DbSet<Verdict> Verdicts => Set<Verdict>();
    public DbSet<RecoveryCase> Recoveries => Set<RecoveryCase>();
    public DbSet<MergeRecord> MergeRecords => Set<MergeRecord>();
    public DbSet<UserIdClash> Clashes => Set<UserIdClash>();
    public DbSet<ClashObligation> ClashObligations => Set<ClashObligation>();
    public DbSet<CaseNote> CaseNotes => Set<CaseNote>();
    public DbSet<CaseClaim> CaseClaims => Set<CaseClaim>();
    public DbSet<BulkRun> BulkRuns => Set<BulkRun>();
    public DbSet<BulkItem> BulkItems => Set<BulkItem>();
    public DbSet<CaseQuestion> CaseQuestions => Set<CaseQuestion>();
    public DbSet<IdentityProposal> IdentityProposals => Set<IdentityProposal>();
    public DbSet<IdentityReview> IdentityReviews => Set<IdentityReview>();
    public DbSet<IdentityReviewFinding> IdentityReviewFindings => Set<IdentityReviewFinding>();
    public DbSet<SearchTerm> SearchTerms => Set<SearchTerm>();
    public DbSet<SessionRecord> StaffSessions => Set<SessionRecord>();
    public DbSet<StaffSite> StaffSites => Set<StaffSite>();
    public DbSet<StaffRecoveryCode> StaffRecoveryCodes => Set<StaffRecoveryCode>();
    public DbSet<AttemptBucket> AttemptBuckets => Set<AttemptBucket>();
    public DbSet<KeyCheck> KeyChecks => Set<KeyCheck>();
    public DbSet<SharedKey> SharedKeys => Set<SharedKey>();
    public DbSet<PasswordProof> PasswordProofs => Set<PasswordProof>();
    public DbSet<WorkflowDefinitionVersion> DefinitionVersions => Set<WorkflowDefinitionVersion>();
    public DbSet<DefinitionDraft> DefinitionDrafts => Set<DefinitionDraft>();
    public DbSet<DefinitionRehearsal> DefinitionRehearsals => Set<DefinitionRehearsal>();
    public DbSet<DefinitionMove> DefinitionMoves => Set<DefinitionMove>();
    public DbSet<DefinitionMoveItem> DefinitionMoveItems => Set<DefinitionMoveItem>();
    public DbSet<WorkflowInstance> Instances => Set<WorkflowInstance>();
    public DbSet<InboxSignal> Inbox => Set<InboxSignal>();
    public DbSet<JournalEntry> Journal => Set<JournalEntry>();
    public DbSet<Notice> Notices => Set<Notice>();
    public DbSet<Report> Reports => Set<Report>();
    public DbSet<RequestedReport> RequestedReports => Set<RequestedReport>();
    public DbSet<RuleSetVersion> RuleSetVersions => Set<RuleSetVersion>();
    public DbSet<RuleSetDraft> RuleSetDrafts => Set<RuleSetDraft>();
    public DbSet<PolicyAlarm> PolicyAlarms => Set<PolicyAlarm>();
    public DbSet<ImpactPreview> ImpactPreviews => Set<ImpactPreview>();
    public DbSet<ImpactChange> ImpactChanges => Set<ImpactChange>();
    public DbSet<ReevaluationRun> Reevaluations => Set<ReevaluationRun>();
    public DbSet<Decision> Decisions => Set<Decision>();
    public DbSet<AuditEntry> Audit => Set<AuditEntry>();
    public DbSet<AuditValue> AuditValues => Set<AuditValue>();
    public DbSet<ChangeEvent> Changes => Set<ChangeEvent>();
    public DbSet<IdempotencyRecord> Idempotency => Set<IdempotencyRecord>();
#pragma warning restore CS1591

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // EF Core on SQLite orders and compares no DateTimeOffset; UTC ticks serve both databases alike.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicksConverter>();
        configurationBuilder.Properties<SiteCode>().HaveConversion<SiteCodeConverter>().HaveMaxLength(9);
        configurationBuilder.Properties<UserId>().HaveConversion<UserIdConverter>().HaveMaxLength(UserId.MaxLength);
        configurationBuilder.Properties<CaseId>().HaveConversion<CaseIdConverter>();
        configurationBuilder.Properties<InstanceId>().HaveConversion<InstanceIdConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
    }

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.UseOpenIddict();
        WibDay.AddTo(builder);

        var isPostgreSql = Database.IsNpgsql();
        RegistryTables.AddTo(builder);
        ActivationTables.AddTo(builder, isPostgreSql);
        DeskTables.AddTo(builder);
        IdentityEditTables.AddTo(builder);
        StaffTables.AddTo(builder);
        SignInTables.AddTo(builder);
        RecoveryTables.AddTo(builder);
        EngineTables.AddTo(builder);
        DefinitionTables.AddTo(builder);
        NoticeTables.AddTo(builder, isPostgreSql);
        ReportTables.AddTo(builder);
        PolicyTables.AddTo(builder);
        AuditTables.AddTo(builder, isPostgreSql);
        ChangeTables.AddTo(builder);
    }
}

/// <summary>The rows in a SQLite file.</summary>
public sealed class SqliteBackOfficeDb(DbContextOptions<SqliteBackOfficeDb> options) : BackOfficeDb(options);

/// <summary>The rows in a PostgreSQL database.</summary>
public sealed class PostgreSqlBackOfficeDb(DbContextOptions<PostgreSqlBackOfficeDb> options) : BackOfficeDb(options);
