using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Audit;

/// <summary>The tables of the audit trail: their keys, and what they are looked up by.</summary>
internal static class AuditTables
{
    /// <summary>Adds them.</summary>
    public static void AddTo(ModelBuilder builder, bool isPostgreSql)
    {
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
            value.Property(v => v.Key).IsComputed($"lower(substr(\"Value\", 1, {AuditValue.KeyLength}))", isPostgreSql);
        });
    }
}
