using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.SignIn;

/// <summary>The tables of limits on guessing, keys and proofs: their keys, and what they are looked up by.</summary>
internal static class SignInTables
{
    /// <summary>Adds them.</summary>
    public static void AddTo(ModelBuilder builder)
    {
        builder.Entity<AttemptBucket>(bucket =>
        {
            bucket.HasKey(b => b.Name);
            bucket.HasIndex(b => b.Until).HasFilter("\"Until\" IS NOT NULL");
        });
        builder.Entity<KeyCheck>().HasKey(check => check.KeyId);
        builder.Entity<SharedKey>().HasKey(key => key.Name);
        builder.Entity<PasswordProof>().HasIndex(proof => proof.CaseId);
    }
}
