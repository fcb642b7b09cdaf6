using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Recovery;

/// <summary>The tables of recoveries: their keys, and what they are looked up by.</summary>
internal static class RecoveryTables
{
    /// <summary>Adds them.</summary>
    public static void AddTo(ModelBuilder builder)
    {
        builder.Entity<RecoveryCase>(recovery =>
        {
            recovery.HasIndex(r => r.ProviderId).IsUnique().HasFilter($"\"State\" IN ('{RecoveryState.Requested}', '{RecoveryState.Approved}')");
            recovery.HasIndex(r => new { r.ProviderId, r.State });
            recovery.HasIndex(r => r.CaseId);
            recovery.HasIndex(r => r.LapsesAt).HasFilter($"\"State\" IN ('{RecoveryState.Requested}', '{RecoveryState.Approved}')");
            recovery.HasIndex(r => r.LinkReference).IsUnique();
            recovery.Property(r => r.Version).IsConcurrencyToken();
        });
    }
}
