using System.Globalization;
using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Registry.Intake;

/// <summary>Prepared statements, row by row: an embedded database has no round trip to save.</summary>
internal sealed class SqliteAccountRows : IAccountRows
{
    // 64 MB hold most pages that a batch touches; most are touched by the next one too, so the log is written back each 256 MB.
    public Task PrepareAsync(BackOfficeDb db, CancellationToken ct)
    {
        ((KeptConnection)db.Database.GetDbConnection()).Tune("PRAGMA cache_size=-65536; PRAGMA wal_autocheckpoint=65536;");
        return Task.CompletedTask;
    }

    public Task InsertAsync(BackOfficeDb db, IReadOnlyList<NewAccount> accounts, CancellationToken ct)
    {
        using var provider = new SqliteStatement(db, """
            INSERT INTO "Providers" ("Id", "UserId", "UserIdKey", "UserIdSkeleton", "SealedPassword", "CredentialVersion", "SessionEpoch", "CompanyName", "Npwp", "Nitku",
                "Address", "Regency", "Province", "PostalCode", "Phone", "Email", "IdentityVersion")
            VALUES (?1, ?2, ?3, ?4, ?5, 0, 0, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, 0)
            """);
        using var account = new SqliteStatement(db, """
            INSERT INTO "Accounts" ("Id", "SiteCode", "UserId", "UserIdKey", "ProviderId", "PackageCount", "RegisteredOn", "Verified", "RowDigest")
            VALUES (?1, ?2, ?3, ?4, ?1, ?5, ?6, ?7, ?8)
            """);
        foreach (var (id, draft, sealedPassword) in accounts)
        {
            ct.ThrowIfCancellationRequested();
            var row = draft.Record;
            provider.Bind(id).Bind(row.UserId.Value).Bind(row.UserId.Key).Bind(draft.Skeleton).Bind(sealedPassword).Bind(row.CompanyName).Bind(row.Npwp).Bind(row.Nitku)
                .Bind(row.Address).Bind(row.Regency).Bind(row.Province).Bind(row.PostalCode).Bind(row.Phone).Bind(row.Email).Run();
            account.Bind(id).Bind(row.Site.Value).Bind(row.UserId.Value).Bind(row.UserId.Key).Bind(row.PackageCount)
                .Bind(row.RegisteredOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).Bind(row.Verified).Bind(draft.Digest).Run();
        }
        return Task.CompletedTask;
    }

    public Task UpdateAsync(BackOfficeDb db, IReadOnlyList<IntakeDecision.Update> updates, CancellationToken ct)
    {
        using var account = new SqliteStatement(db, """
            UPDATE "Accounts" SET "PackageCount" = ?2, "Verified" = ?3, "RowDigest" = ?4 WHERE "Id" = ?1
            """);
        using var identity = new SqliteStatement(db, """
            UPDATE "Providers" SET "CompanyName" = ?3, "Npwp" = ?4, "Nitku" = ?5, "Address" = ?6, "Regency" = ?7, "Province" = ?8, "PostalCode" = ?9, "Phone" = ?10,
                "Email" = ?11, "IdentityVersion" = "IdentityVersion" + 1
            WHERE "Id" = ?1 AND "IdentityVersion" = ?2 AND "ActivatedAt" IS NULL
            """);
        using var password = new SqliteStatement(db, """
            UPDATE "Providers" SET "SealedPassword" = ?3, "CredentialVersion" = "CredentialVersion" + 1, "SessionEpoch" = "SessionEpoch" + 1
            WHERE "Id" = ?1 AND "CredentialVersion" = ?2 AND "ActivatedAt" IS NULL
            """);
        foreach (var update in updates)
        {
            ct.ThrowIfCancellationRequested();
            var (row, known) = (update.Draft.Record, update.Provider);
            account.Bind(update.Stored.Id).Bind(row.PackageCount).Bind(row.Verified).Bind(update.Draft.Digest).Run();
            var met = !update.Identity || identity.Bind(known.Id).Bind(known.IdentityVersion).Bind(row.CompanyName).Bind(row.Npwp).Bind(row.Nitku).Bind(row.Address).Bind(row.Regency)
                .Bind(row.Province).Bind(row.PostalCode).Bind(row.Phone).Bind(row.Email).Change() == 1;
            if (update.SealedPassword is { } text)
                met &= password.Bind(known.Id).Bind(known.CredentialVersion).Bind(text).Change() == 1;
            if (!met)
                throw new DbUpdateConcurrencyException("A provider was changed while its site described it.");
        }
        return Task.CompletedTask;
    }

    public Task InsertKeysAsync(BackOfficeDb db, IReadOnlyList<(long Key, long Provider)> keys, CancellationToken ct)
    {
        using var insert = new SqliteStatement(db, """INSERT OR IGNORE INTO "BlockingKeys" ("Key", "ProviderId") VALUES (?1, ?2)""");
        foreach (var (key, provider) in keys)
        {
            ct.ThrowIfCancellationRequested();
            insert.Bind(key).Bind(provider).Run();
        }
        return Task.CompletedTask;
    }

    public Task RefreshStatisticsAsync(Transaction transaction, CancellationToken ct) => SqliteStatistics.RefreshAsync(transaction, ct);
}
