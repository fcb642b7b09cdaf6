using BackOffice.Workflows.Registry.Editions;
using BackOffice.Workflows.Registry.Joining;
using BackOffice.Workflows.SignIn;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Registry;

/// <summary>The tables of sites, accounts and providers: their keys, and what they are looked up by.</summary>
internal static class RegistryTables
{
    /// <summary>Adds them.</summary>
    public static void AddTo(ModelBuilder builder)
    {
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
        builder.Entity<BlockingKey>(key =>
        {
            key.HasKey(k => new { k.Key, k.ProviderId });
            key.HasIndex(k => k.ProviderId);
        });
        builder.Entity<KeyEdition>().HasKey(edition => edition.Kind);
        builder.Entity<SiteStageChange>(change =>
        {
            change.HasIndex(c => c.FinishedAt);
            change.HasIndex(c => c.SiteCode);
        });
        builder.Entity<SiteJob>(job =>
        {
            job.HasIndex(j => new { j.SiteCode, j.AskedAt });
            job.HasIndex(j => j.State);
        });
        builder.Entity<SiteUpload>().HasIndex(upload => upload.SiteCode);
        builder.Entity<UserIdClaim>().HasKey(claim => claim.Key);
    }
}
