using System.Globalization;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace BackOffice.Workflows.Registry.Intake;

/// <summary>Prepared statements, row by row: an embedded database has no round trip to save.</summary>
internal sealed class SqliteAccountRows : IAccountRows
{
    private const int KeysPerStatement = 50;

    // 64 MB hold the pages that a batch touches.
    public Task PrepareAsync(BackOfficeDb db, CancellationToken ct)
    {
        ((KeptConnection)db.Database.GetDbConnection()).Tune("PRAGMA cache_size=-65536;");
        return Task.CompletedTask;
    }

    public Task InsertAsync(BackOfficeDb db, IReadOnlyList<NewAccount> accounts, CancellationToken ct)
    {
        using var provider = Command(db, """
            INSERT INTO "Providers" ("Id", "UserId", "UserIdKey", "UserIdSkeleton", "SealedPassword", "CredentialVersion", "SessionEpoch", "CompanyName", "Npwp", "Nitku",
                "Address", "Regency", "Province", "PostalCode", "Phone", "Email", "IdentityVersion")
            VALUES ($0, $1, $2, $3, $4, 0, 0, $5, $6, $7, $8, $9, $10, $11, $12, $13, 0)
            """, 14);
        using var account = Command(db, """
            INSERT INTO "Accounts" ("Id", "SiteCode", "UserId", "UserIdKey", "ProviderId", "PackageCount", "RegisteredOn", "Verified", "RowDigest")
            VALUES ($0, $1, $2, $3, $0, $4, $5, $6, $7)
            """, 8);
        foreach (var (id, draft, sealedPassword) in accounts)
        {
            ct.ThrowIfCancellationRequested();
            var row = draft.Record;
            Run(provider, id, row.UserId.Value, row.UserId.Key, UserIdSkeleton.Of(row.UserId), sealedPassword, row.CompanyName, row.Npwp, row.Nitku, row.Address, row.Regency, row.Province,
                row.PostalCode, row.Phone, row.Email);
            Run(account, id, row.Site.Value, row.UserId.Value, row.UserId.Key, row.PackageCount, row.RegisteredOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                row.Verified, draft.Digest);
        }
        return Task.CompletedTask;
    }

    public Task UpdateAsync(BackOfficeDb db, IReadOnlyList<IntakeDecision.Update> updates, CancellationToken ct)
    {
        using var account = Command(db, """
            UPDATE "Accounts" SET "PackageCount" = $1, "Verified" = $2, "RowDigest" = $3 WHERE "Id" = $0
            """, 4);
        using var identity = Command(db, """
            UPDATE "Providers" SET "CompanyName" = $1, "Npwp" = $2, "Nitku" = $3, "Address" = $4, "Regency" = $5, "Province" = $6, "PostalCode" = $7, "Phone" = $8,
                "Email" = $9, "IdentityVersion" = "IdentityVersion" + 1
            WHERE "Id" = $0 AND "IdentityVersion" = $10 AND "ActivatedAt" IS NULL
            """, 11);
        using var password = Command(db, """
            UPDATE "Providers" SET "SealedPassword" = $1, "CredentialVersion" = "CredentialVersion" + 1, "SessionEpoch" = "SessionEpoch" + 1
            WHERE "Id" = $0 AND "CredentialVersion" = $2 AND "ActivatedAt" IS NULL
            """, 3);
        foreach (var update in updates)
        {
            ct.ThrowIfCancellationRequested();
            var row = update.Draft.Record;
            Run(account, update.Stored.Id, row.PackageCount, row.Verified, update.Draft.Digest);
            var met = !update.Identity || Run(identity, update.Provider.Id, row.CompanyName, row.Npwp, row.Nitku, row.Address, row.Regency, row.Province, row.PostalCode,
                row.Phone, row.Email, update.Provider.IdentityVersion) == 1;
            if (update.SealedPassword is { } text)
                met &= Run(password, update.Provider.Id, text, update.Provider.CredentialVersion) == 1;
            if (!met)
                throw new DbUpdateConcurrencyException("A provider was changed while its site described it.");
        }
        return Task.CompletedTask;
    }

    public Task InsertKeysAsync(BackOfficeDb db, IReadOnlyList<(long Key, long Provider)> keys, CancellationToken ct)
    {
        using var many = Command(db, InsertKeys(KeysPerStatement), KeysPerStatement * 2);
        using var one = Command(db, InsertKeys(1), 2);
        var whole = keys.Count - keys.Count % KeysPerStatement;
        for (var i = 0; i < whole; i += KeysPerStatement)
        {
            ct.ThrowIfCancellationRequested();
            for (var j = 0; j < KeysPerStatement; j++)
            {
                many.Parameters[2 * j].Value = keys[i + j].Key;
                many.Parameters[2 * j + 1].Value = keys[i + j].Provider;
            }
            many.ExecuteNonQuery();
        }
        for (var i = whole; i < keys.Count; i++)
            Run(one, keys[i].Key, keys[i].Provider);
        return Task.CompletedTask;
    }

    public Task RefreshStatisticsAsync(Transaction transaction, CancellationToken ct) => SqliteStatistics.RefreshAsync(transaction, ct);

    private static string InsertKeys(int rows) =>
        $"""INSERT OR IGNORE INTO "BlockingKeys" ("Key", "ProviderId") VALUES {string.Join(", ", Enumerable.Range(0, rows).Select(i => $"(${2 * i}, ${2 * i + 1})"))}""";

    private static SqliteCommand Command(BackOfficeDb db, string sql, int parameters)
    {
        var command = (SqliteCommand)db.Database.GetDbConnection().CreateCommand();
        command.Transaction = (SqliteTransaction?)db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = sql;
        for (var i = 0; i < parameters; i++)
            command.Parameters.Add(new($"${i}", null));
        return command;
    }

    private static int Run(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i];
        return command.ExecuteNonQuery();
    }
}
