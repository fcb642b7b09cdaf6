using BackOffice.Workflows.Activation.Review;
using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Activation;

/// <summary>The tables of cases, groups and what is found and decided about them: their keys, and what they are looked up by.</summary>
internal static class ActivationTables
{
    /// <summary>Adds them.</summary>
    public static void AddTo(ModelBuilder builder, bool isPostgreSql)
    {
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
            @case.Property(c => c.CompanyKey).ComparesByCodePoint(isPostgreSql);
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
        builder.Entity<PairFinding>(finding =>
        {
            finding.HasIndex(f => f.CaseId);
            finding.HasIndex(f => f.AccountA);
            finding.HasIndex(f => f.AccountB);
        });
        builder.Entity<Verdict>(verdict =>
        {
            verdict.HasIndex(v => new { v.AccountA, v.AccountB }).IsUnique().HasFilter("\"ReopenedAt\" IS NULL");
            verdict.HasIndex(v => v.AccountB);
        });
        builder.Entity<MergeRecord>(merge =>
        {
            merge.HasIndex(m => m.AccountId).IsUnique().HasFilter("\"UndoneAt\" IS NULL");
            merge.HasIndex(m => m.CaseId);
            merge.HasIndex(m => m.GroupId);
            merge.HasIndex(m => m.At, "IX_MergeRecords_EveryAt");
            merge.HasIndex(m => m.At).HasFilter("\"UndoneAt\" IS NULL AND \"ErasedAt\" IS NULL");
        });
        builder.Entity<UserIdClash>(clash =>
        {
            clash.HasIndex(c => c.Key).IsUnique().HasFilter("\"ClosedAt\" IS NULL");
            clash.HasMany(c => c.Obligations).WithOne().HasForeignKey(o => o.ClashId);
        });
        builder.Entity<ClashObligation>(obligation =>
        {
            obligation.HasKey(o => new { o.ClashId, o.ProviderId });
            obligation.HasIndex(o => o.ProviderId);
            obligation.HasIndex(o => o.NextLookAt);
        });
        builder.Entity<CaseNote>().HasIndex(note => note.CaseId);
        builder.Entity<CaseQuestion>().HasIndex(question => question.CaseId);
        builder.Entity<SearchTerm>(term =>
        {
            term.HasKey(t => new { t.Term, t.CaseId });
            term.HasIndex(t => new { t.CaseId, t.Term });
            term.Property(t => t.Term).ComparesByCodePoint(isPostgreSql);
        });
    }
}
