using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.IdentityEdits;

/// <summary>The tables of proposals and reviews of identities: their keys, and what they are looked up by.</summary>
internal static class IdentityEditTables
{
    /// <summary>Adds them.</summary>
    public static void AddTo(ModelBuilder builder)
    {
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
    }
}
