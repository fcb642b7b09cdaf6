using BackOffice.Workflows.Registry;
using BackOffice.Workflows.Staff.Codes;
using BackOffice.Workflows.Staff.Sessions;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Staff;

/// <summary>The tables of sessions and limits of staff: their keys, and what they are looked up by.</summary>
internal static class StaffTables
{
    /// <summary>Adds them.</summary>
    public static void AddTo(ModelBuilder builder)
    {
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
    }
}
