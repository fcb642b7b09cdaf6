using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Reports;

/// <summary>The tables of reports: their keys, and what they are looked up by.</summary>
internal static class ReportTables
{
    /// <summary>Adds them.</summary>
    public static void AddTo(ModelBuilder builder)
    {
        builder.Entity<Report>(report =>
        {
            report.HasIndex(r => r.CaseId).IsUnique();
            report.HasIndex(r => r.NextAttemptAt);
            report.HasIndex(r => r.Digest);
            report.HasIndex(r => r.State).HasFilter($"\"State\" = '{ReportState.Failed}'");
        });
        builder.Entity<RequestedReport>(report =>
        {
            report.HasIndex(r => r.NextAttemptAt);
            report.HasIndex(r => r.Digest);
            report.HasIndex(r => r.DueAt).HasFilter("\"FilesRemovedAt\" IS NULL");
        });
    }
}
