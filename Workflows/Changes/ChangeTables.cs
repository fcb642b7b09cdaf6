using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Changes;

/// <summary>The tables of the change feed and repeated calls: their keys, and what they are looked up by.</summary>
internal static class ChangeTables
{
    /// <summary>Adds them.</summary>
    public static void AddTo(ModelBuilder builder)
    {
        builder.Entity<ChangeEvent>().HasIndex(change => change.Number).IsUnique();
        builder.Entity<IdempotencyRecord>(record =>
        {
            record.HasKey(r => new { r.Client, r.Key });
            record.HasIndex(r => r.At);
        });
    }
}
