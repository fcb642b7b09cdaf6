using BackOffice.Rules.Identity;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Activation.Desk;
using BackOffice.Workflows.Activation.Desk.Bulk;
using BackOffice.Workflows.Activation.Review;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Changes;
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
using Microsoft.EntityFrameworkCore.Metadata.Builders;

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

        builder.Entity<Site>().HasKey(site => site.Code);
        builder.Entity<Account>(account =>
        {
            account.Property(a => a.Id).ValueGeneratedNever();
            account.HasOne(a => a.Site).WithMany().HasForeignKey(a => a.SiteCode).OnDelete(DeleteBehavior.Restrict);
            account.HasOne(a => a.Provider).WithMany(p => p.Accounts).HasForeignKey(a => a.ProviderId).OnDelete(DeleteBehavior.Restrict);
            account.HasIndex(a => new { a.SiteCode, a.UserIdKey }).IsUnique();
            // All that the figures of a site are counted from: the index is read and the table is not.
            account.HasIndex(a => new { a.SiteCode, a.ActivatedAt }).HasFilter("\"ClosedAt\" IS NULL");
            account.HasIndex(a => a.AliasOfId).HasFilter("\"AliasOfId\" IS NOT NULL");
            account.Ignore(a => a.IsOwnProvider);
        });
        builder.Entity<Provider>(provider =>
        {
            provider.Property(p => p.Id).ValueGeneratedNever();
            provider.HasIndex(p => p.UserIdKey);
            provider.HasIndex(p => p.UserIdSkeleton);
            // Most have nothing to wait for: those that do are counted and found without reading the others.
            provider.HasIndex(p => p.Id, "IX_Providers_WaitingForArgon").HasFilter($"\"SealedPassword\" LIKE '{SealedForm.WaitingPrefix}%'");
            provider.Property(p => p.IdentityVersion).IsConcurrencyToken();
            provider.Property(p => p.CredentialVersion).IsConcurrencyToken();
        });
        builder.Entity<BlockingKey>().HasKey(key => new { key.Key, key.ProviderId });
        builder.Entity<BlockingKey>().HasIndex(key => key.ProviderId);
        builder.Entity<KeyEdition>().HasKey(edition => edition.Kind);
        builder.Entity<SiteStageChange>().HasIndex(change => change.FinishedAt);
        builder.Entity<SiteStageChange>().HasIndex(change => change.SiteCode);
        builder.Entity<SiteJob>().HasIndex(job => new { job.SiteCode, job.AskedAt });
        builder.Entity<SiteJob>().HasIndex(job => job.State);
        builder.Entity<SiteUpload>().HasIndex(upload => upload.SiteCode);
        builder.Entity<UserIdClaim>().HasKey(claim => claim.Key);

        builder.Entity<ActivationCase>(@case =>
        {
            @case.HasIndex(c => c.Number).IsUnique();
            @case.HasIndex(c => c.InstanceId).IsUnique();
            @case.HasIndex(c => new { c.AccountId, c.ClosedAt });
            @case.HasIndex(c => new { c.State, c.StateSince });
            @case.HasIndex(c => c.GroupId);
            @case.HasIndex(c => c.StateSince).HasFilter("\"ClosedAt\" IS NULL");
            // What lists are sorted by, with the number that settles ties.
            @case.HasIndex(c => new { c.OpenedAt, c.Number });
            @case.HasIndex(c => new { c.StateSince, c.Number });
            @case.HasIndex(c => new { c.State, c.Number });
            @case.HasIndex(c => new { c.State, c.OpenedAt, c.Number });
            @case.HasIndex(c => new { c.SiteCode, c.Number });
            @case.HasIndex(c => new { c.CompanyKey, c.Number });
            @case.HasIndex(c => new { c.Deadline, c.Number });
            @case.HasIndex(c => new { c.Owner, c.OpenedAt, c.Number }).HasFilter("\"ClosedAt\" IS NULL");
            @case.Property(c => c.Owner).HasMaxLength(64);
            if (Database.IsNpgsql())
                @case.Property(c => c.CompanyKey).UseCollation("C");
            @case.HasIndex(c => c.ReviewCaseId);
            @case.Property(c => c.Version).IsConcurrencyToken();
            @case.HasOne(c => c.Account).WithMany().HasForeignKey(c => c.AccountId).OnDelete(DeleteBehavior.Restrict);
            @case.HasOne(c => c.Group).WithMany().HasForeignKey(c => c.GroupId).OnDelete(DeleteBehavior.Restrict);
            @case.Ignore(c => c.IsOpen).Ignore(c => c.CountsFrom);
        });
        builder.Entity<ActivationGroup>(group =>
        {
            group.Property(g => g.Version).IsConcurrencyToken();
            group.HasIndex(g => g.DefaultAccountId);
            group.HasMany(g => g.Members).WithOne().HasForeignKey(m => m.GroupId);
        });
        builder.Entity<GroupMember>(member =>
        {
            member.HasKey(m => new { m.GroupId, m.AccountId });
            member.HasOne(m => m.Account).WithMany().HasForeignKey(m => m.AccountId).OnDelete(DeleteBehavior.Restrict);
            member.HasIndex(m => m.AccountId).IsUnique().HasFilter("\"LeftAt\" IS NULL");
        });
        builder.Entity<PairFinding>().HasIndex(finding => finding.CaseId);
        builder.Entity<PairFinding>().HasIndex(finding => finding.AccountA);
        builder.Entity<PairFinding>().HasIndex(finding => finding.AccountB);
        builder.Entity<Verdict>().HasIndex(verdict => new { verdict.AccountA, verdict.AccountB }).IsUnique().HasFilter("\"ReopenedAt\" IS NULL");
        builder.Entity<Verdict>().HasIndex(verdict => verdict.AccountB);
        builder.Entity<MergeRecord>().HasIndex(merge => merge.AccountId).IsUnique().HasFilter("\"UndoneAt\" IS NULL");
        builder.Entity<MergeRecord>().HasIndex(merge => merge.CaseId);
        builder.Entity<MergeRecord>().HasIndex(merge => merge.GroupId);
        builder.Entity<MergeRecord>().HasIndex(merge => merge.At, "IX_MergeRecords_EveryAt");
        builder.Entity<MergeRecord>().HasIndex(merge => merge.At).HasFilter("\"UndoneAt\" IS NULL AND \"ErasedAt\" IS NULL");
        builder.Entity<UserIdClash>(clash =>
        {
            clash.HasIndex(c => c.Key).IsUnique().HasFilter("\"ClosedAt\" IS NULL");
            clash.HasMany(c => c.Obligations).WithOne().HasForeignKey(o => o.ClashId);
        });
        builder.Entity<ClashObligation>().HasKey(obligation => new { obligation.ClashId, obligation.ProviderId });
        builder.Entity<ClashObligation>().HasIndex(obligation => obligation.ProviderId);
        builder.Entity<ClashObligation>().HasIndex(obligation => obligation.NextLookAt);
        builder.Entity<CaseNote>().HasIndex(note => note.CaseId);
        builder.Entity<CaseClaim>().HasKey(claim => claim.CaseId);
        builder.Entity<BulkRun>(run =>
        {
            run.HasIndex(r => r.StartedAt);
            run.HasIndex(r => r.State).HasFilter($"\"State\" IN ('{BulkRunState.Preparing}', '{BulkRunState.Due}', '{BulkRunState.Running}')");
            run.Ignore(r => r.IsOpen);
        });
        builder.Entity<BulkItem>(item =>
        {
            item.HasKey(i => new { i.RunId, i.Place });
            item.HasIndex(i => new { i.RunId, i.State, i.Place });
            // Two Hosts that take themselves for the worker cannot both do it.
            item.Property(i => i.State).IsConcurrencyToken();
        });
        builder.Entity<CaseQuestion>().HasIndex(question => question.CaseId);
        builder.Entity<IdentityProposal>(proposal =>
        {
            proposal.HasIndex(p => new { p.State, p.ProposedAt });
            proposal.HasIndex(p => p.ProviderId).IsUnique().HasFilter("\"State\" = 'Open'");
        });
        builder.Entity<IdentityReview>(review =>
        {
            review.HasIndex(r => new { r.State, r.DueAt });
            review.HasIndex(r => r.ProviderId).IsUnique().HasFilter("\"ClosedAt\" IS NULL");
            review.HasMany(r => r.Findings).WithOne().HasForeignKey(f => f.ReviewId);
        });
        builder.Entity<SearchTerm>().HasKey(term => new { term.Term, term.CaseId });
        builder.Entity<SearchTerm>().HasIndex(term => new { term.CaseId, term.Term });
        // Prefixes are found by comparing, which must go by code point whatever language the server speaks.
        if (Database.IsNpgsql())
            builder.Entity<SearchTerm>().Property(term => term.Term).UseCollation("C");

        builder.Entity<SessionRecord>(session =>
        {
            session.HasOne<StaffMember>().WithMany().HasForeignKey(s => s.MemberId);
            session.HasIndex(s => new { s.MemberId, s.EndedAt });
            session.HasIndex(s => new { s.MemberId, s.Address, s.BegunAt });
            session.HasIndex(s => s.BegunAt).HasFilter("\"EndedAt\" IS NULL");
        });
        builder.Entity<StaffSite>(site =>
        {
            site.HasKey(s => new { s.MemberId, s.SiteCode });
            site.HasOne<StaffMember>().WithMany().HasForeignKey(s => s.MemberId);
            site.HasOne<Site>().WithMany().HasForeignKey(s => s.SiteCode).OnDelete(DeleteBehavior.Restrict);
        });
        builder.Entity<StaffRecoveryCode>(code =>
        {
            code.HasKey(c => new { c.MemberId, c.Hash });
            code.HasOne<StaffMember>().WithMany().HasForeignKey(c => c.MemberId);
        });

        builder.Entity<AttemptBucket>().HasKey(bucket => bucket.Name);
        builder.Entity<AttemptBucket>().HasIndex(bucket => bucket.Until).HasFilter("\"Until\" IS NOT NULL");
        builder.Entity<KeyCheck>().HasKey(check => check.KeyId);
        builder.Entity<SharedKey>().HasKey(key => key.Name);
        builder.Entity<RecoveryCase>(recovery =>
        {
            recovery.HasIndex(r => r.ProviderId).IsUnique().HasFilter($"\"State\" IN ('{RecoveryState.Requested}', '{RecoveryState.Approved}')");
            recovery.HasIndex(r => new { r.ProviderId, r.State });
            recovery.HasIndex(r => r.CaseId);
            recovery.HasIndex(r => r.LapsesAt).HasFilter($"\"State\" IN ('{RecoveryState.Requested}', '{RecoveryState.Approved}')");
            recovery.HasIndex(r => r.LinkReference).IsUnique();
            recovery.Property(r => r.Version).IsConcurrencyToken();
        });
        builder.Entity<PasswordProof>().HasIndex(proof => proof.CaseId);

        builder.Entity<WorkflowDefinitionVersion>().HasIndex(definition => new { definition.DefinitionId, definition.Version }).IsUnique();
        // Versions that were published before authors were written down came from files.
        builder.Entity<WorkflowDefinitionVersion>().Property(definition => definition.Author).HasDefaultValue(WorkflowDefinitionVersion.FileAuthor);
        builder.Entity<DefinitionDraft>(draft =>
        {
            draft.HasIndex(d => new { d.State, d.CreatedAt });
            draft.Property(d => d.Version).IsConcurrencyToken();
        });
        builder.Entity<DefinitionRehearsal>().HasIndex(rehearsal => new { rehearsal.DraftId, rehearsal.AskedAt });
        builder.Entity<DefinitionRehearsal>().HasIndex(rehearsal => rehearsal.State);
        builder.Entity<DefinitionMove>(move =>
        {
            move.HasIndex(m => m.StartedAt);
            move.HasIndex(m => m.State);
            move.Ignore(m => m.IsOpen);
        });
        builder.Entity<DefinitionMoveItem>(item =>
        {
            item.HasKey(i => new { i.MoveId, i.Place });
            item.HasIndex(i => new { i.MoveId, i.State, i.Place });
            // Two Hosts that take themselves for the worker cannot both do it.
            item.Property(i => i.State).IsConcurrencyToken();
        });
        builder.Entity<WorkflowInstance>().HasIndex(instance => instance.CaseId);
        builder.Entity<WorkflowInstance>().HasIndex(instance => instance.DefinitionVersionId).HasFilter("\"EndedAt\" IS NULL");
        // Holds only what stands still: neither a date nor an end.
        builder.Entity<WorkflowInstance>().HasIndex(instance => instance.Status, "IX_Instances_Undated").HasFilter("\"EndedAt\" IS NULL AND \"Due\" IS NULL");
        builder.Entity<WorkflowInstance>().HasIndex(instance => instance.Due);
        builder.Entity<WorkflowInstance>().HasIndex(instance => instance.Status).HasFilter($"\"Status\" = '{InstanceStatus.Parked}'");
        builder.Entity<WorkflowInstance>().HasIndex(instance => instance.CaseId, "IX_Instances_Incident").HasFilter($"\"Status\" = '{InstanceStatus.Parked}' AND \"Due\" IS NULL");
        builder.Entity<WorkflowInstance>().Property(instance => instance.Trace).HasMaxLength(55);
        builder.Entity<WorkflowInstance>().Property(instance => instance.Version).IsConcurrencyToken();
        builder.Entity<InboxSignal>().HasIndex(signal => new { signal.CaseId, signal.ConsumedAt });
        builder.Entity<InboxSignal>().HasIndex(signal => signal.CaseId).HasFilter("\"SeenAt\" IS NULL");
        builder.Entity<JournalEntry>().HasIndex(entry => entry.CaseId);
        builder.Entity<JournalEntry>().HasIndex(entry => entry.InstanceId);

        builder.Entity<Notice>().HasIndex(notice => notice.Occasion).IsUnique();
        builder.Entity<Notice>().HasIndex(notice => notice.NextAttemptAt);
        builder.Entity<Notice>().HasIndex(notice => notice.CaseId);
        builder.Entity<Notice>().HasIndex(notice => notice.MessageId);
        builder.Entity<Notice>().HasIndex(notice => notice.LastAttemptAt);
        builder.Entity<Notice>().HasIndex(notice => new { notice.State, notice.CreatedAt });
        builder.Entity<Notice>().HasIndex(notice => notice.ResendOf);
        builder.Entity<Notice>().HasIndex(notice => notice.CreatedAt);
        builder.Entity<Notice>().HasIndex(notice => notice.AccountId);
        builder.Entity<Notice>().HasIndex(notice => new { notice.Template, notice.CreatedAt });
        builder.Entity<Notice>().HasIndex(notice => new { notice.ToKey, notice.CreatedAt });
        Compute(builder.Entity<Notice>().Property(notice => notice.ToKey), "lower(\"ToAddress\")");
        builder.Entity<Report>().HasIndex(report => report.CaseId).IsUnique();
        builder.Entity<Report>().HasIndex(report => report.NextAttemptAt);
        builder.Entity<Report>().HasIndex(report => report.Digest);
        builder.Entity<Report>().HasIndex(report => report.State).HasFilter($"\"State\" = '{ReportState.Failed}'");
        builder.Entity<RequestedReport>().HasIndex(report => report.NextAttemptAt);
        builder.Entity<RequestedReport>().HasIndex(report => report.Digest);
        builder.Entity<RequestedReport>().HasIndex(report => report.DueAt).HasFilter("\"FilesRemovedAt\" IS NULL");

        builder.Entity<RuleSetVersion>().HasKey(version => version.Number);
        builder.Entity<RuleSetVersion>().Property(version => version.Number).ValueGeneratedNever();
        builder.Entity<RuleSetVersion>().HasIndex(version => version.Digest);
        builder.Entity<RuleSetVersion>().HasIndex(version => version.Version).IsUnique();
        builder.Entity<RuleSetDraft>(draft =>
        {
            draft.HasIndex(d => new { d.State, d.CreatedAt });
            draft.HasIndex(d => d.Digest);
            draft.Property(d => d.Version).IsConcurrencyToken();
            draft.Ignore(d => d.IsUndecided);
        });
        builder.Entity<PolicyAlarm>().HasIndex(alarm => alarm.ClearedAt);
        builder.Entity<ImpactPreview>(preview =>
        {
            preview.HasIndex(p => new { p.DraftId, p.AskedAt });
            preview.HasIndex(p => p.State);
            preview.Ignore(p => p.IsOpen);
        });
        builder.Entity<ImpactChange>().HasKey(change => new { change.PreviewId, change.Place });
        builder.Entity<ImpactChange>().HasIndex(change => new { change.PreviewId, change.Kind, change.Place });
        builder.Entity<ReevaluationRun>().HasKey(run => run.Number);
        builder.Entity<ReevaluationRun>().Property(run => run.Number).ValueGeneratedNever();
        builder.Entity<ReevaluationRun>().HasIndex(run => run.FinishedAt);
        builder.Entity<Decision>().HasIndex(decision => decision.CaseId);
        builder.Entity<AuditEntry>(entry =>
        {
            entry.HasIndex(e => e.CaseId);
            entry.HasIndex(e => e.At);
            entry.HasIndex(e => new { e.Actor, e.At });
            entry.HasIndex(e => new { e.Act, e.At });
            entry.HasIndex(e => new { e.SiteCode, e.At });
            entry.HasIndex(e => e.Number).IsUnique();
            entry.HasMany(e => e.Values).WithOne().HasForeignKey(v => v.EntryId);
        });
        builder.Entity<AuditValue>(value =>
        {
            value.ToTable("AuditValue");
            value.HasKey(v => new { v.EntryId, v.Name });
            value.HasIndex(v => v.Key);
            Compute(value.Property(v => v.Key), $"lower(substr(\"Value\", 1, {AuditValue.KeyLength}))");
        });
        builder.Entity<ChangeEvent>().HasIndex(change => change.Number).IsUnique();
        builder.Entity<IdempotencyRecord>(record =>
        {
            record.HasKey(r => new { r.Client, r.Key });
            record.HasIndex(r => r.At);
        });
    }

    // A key that the database computes, to be looked up by its beginning. PostgreSQL indexes only what is stored; SQLite adds only what is not.
    private void Compute(PropertyBuilder<string> key, string sql)
    {
        key.HasComputedColumnSql(sql, stored: Database.IsNpgsql());
        if (Database.IsNpgsql())
            key.UseCollation("C");
    }
}

/// <summary>The rows in a SQLite file.</summary>
public sealed class SqliteBackOfficeDb(DbContextOptions<SqliteBackOfficeDb> options) : BackOfficeDb(options);

/// <summary>The rows in a PostgreSQL database.</summary>
public sealed class PostgreSqlBackOfficeDb(DbContextOptions<PostgreSqlBackOfficeDb> options) : BackOfficeDb(options);
