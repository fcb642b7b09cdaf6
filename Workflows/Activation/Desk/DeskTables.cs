using BackOffice.Workflows.Activation.Desk.Bulk;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Activation.Desk;

/// <summary>The tables of what staff have in hand: their keys, and what they are looked up by.</summary>
internal static class DeskTables
{
    /// <summary>Adds them.</summary>
    public static void AddTo(ModelBuilder builder)
    {
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
    }
}
