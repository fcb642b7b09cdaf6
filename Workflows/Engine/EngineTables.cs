using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Engine;

/// <summary>The tables of versions of workflows, the cases that run on them, signals and journal: their keys, and what they are looked up by.</summary>
internal static class EngineTables
{
    /// <summary>Adds them.</summary>
    public static void AddTo(ModelBuilder builder)
    {
        builder.Entity<WorkflowDefinitionVersion>(definition =>
        {
            definition.HasIndex(d => new { d.DefinitionId, d.Version }).IsUnique();
            // Versions that were published before authors were written down came from files.
            definition.Property(d => d.Author).HasDefaultValue(WorkflowDefinitionVersion.FileAuthor);
        });
        builder.Entity<WorkflowInstance>(instance =>
        {
            instance.HasIndex(i => i.CaseId);
            instance.HasIndex(i => i.DefinitionVersionId).HasFilter("\"EndedAt\" IS NULL");
            // Holds only what stands still: neither a date nor an end.
            instance.HasIndex(i => i.Status, "IX_Instances_Undated").HasFilter("\"EndedAt\" IS NULL AND \"Due\" IS NULL");
            instance.HasIndex(i => i.Due);
            instance.HasIndex(i => i.Status).HasFilter($"\"Status\" = '{InstanceStatus.Parked}'");
            instance.HasIndex(i => i.CaseId, "IX_Instances_Incident").HasFilter($"\"Status\" = '{InstanceStatus.Parked}' AND \"Due\" IS NULL");
            instance.Property(i => i.Trace).HasMaxLength(55);
            instance.Property(i => i.Version).IsConcurrencyToken();
        });
        builder.Entity<InboxSignal>(signal =>
        {
            signal.HasIndex(s => new { s.CaseId, s.ConsumedAt });
            signal.HasIndex(s => s.CaseId).HasFilter("\"SeenAt\" IS NULL");
        });
        builder.Entity<JournalEntry>(entry =>
        {
            entry.HasIndex(e => e.CaseId);
            entry.HasIndex(e => e.InstanceId);
        });
    }
}
