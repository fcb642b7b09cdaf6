using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace BackOffice.Workflows.Registry.Intake;

/// <summary>Binary COPY for new rows, arrays for changed ones: one round trip for thousands.</summary>
internal sealed class PostgreSqlAccountRows : IAccountRows
{
    public Task PrepareAsync(BackOfficeDb db, CancellationToken ct) => Task.CompletedTask;

    public async Task InsertAsync(BackOfficeDb db, IReadOnlyList<NewAccount> accounts, CancellationToken ct)
    {
        var connection = Connection(db);
        await using (var copy = await connection.BeginBinaryImportAsync("""
            COPY "Providers" ("Id", "UserId", "UserIdKey", "UserIdSkeleton", "SealedPassword", "CredentialVersion", "SessionEpoch", "CompanyName", "Npwp", "Nitku",
                "Address", "Regency", "Province", "PostalCode", "Phone", "Email", "IdentityVersion") FROM STDIN (FORMAT BINARY)
            """, ct))
        {
            foreach (var (id, draft, sealedPassword) in accounts)
            {
                var row = draft.Record;
                await copy.StartRowAsync(ct);
                await copy.WriteAsync(id, ct);
                foreach (var text in (string[])[row.UserId.Value, row.UserId.Key, draft.Skeleton, sealedPassword])
                    await copy.WriteAsync(text, ct);
                await copy.WriteAsync(0, ct);
                await copy.WriteAsync(0, ct);
                foreach (var text in Identity(row))
                    await copy.WriteAsync(text, ct);
                await copy.WriteAsync(0, ct);
            }
            await copy.CompleteAsync(ct);
        }
        await using (var copy = await connection.BeginBinaryImportAsync("""
            COPY "Accounts" ("Id", "SiteCode", "UserId", "UserIdKey", "ProviderId", "PackageCount", "RegisteredOn", "Verified", "RowDigest") FROM STDIN (FORMAT BINARY)
            """, ct))
        {
            foreach (var (id, draft, _) in accounts)
            {
                var row = draft.Record;
                await copy.StartRowAsync(ct);
                await copy.WriteAsync(id, ct);
                foreach (var text in (string[])[row.Site.Value, row.UserId.Value, row.UserId.Key])
                    await copy.WriteAsync(text, ct);
                await copy.WriteAsync(id, ct);
                await copy.WriteAsync(row.PackageCount, ct);
                await copy.WriteAsync(row.RegisteredOn, NpgsqlDbType.Date, ct);
                await copy.WriteAsync(row.Verified, ct);
                await copy.WriteAsync(draft.Digest, ct);
            }
            await copy.CompleteAsync(ct);
        }
    }

    public async Task UpdateAsync(BackOfficeDb db, IReadOnlyList<IntakeDecision.Update> updates, CancellationToken ct)
    {
        await RunAsync(db, """
            UPDATE "Accounts" a SET "PackageCount" = u.packages, "Verified" = u.verified, "RowDigest" = u.digest
            FROM unnest($1, $2, $3, $4) AS u(id, packages, verified, digest) WHERE a."Id" = u.id
            """, updates.Count, ct,
            updates.Select(u => u.Stored.Id).ToArray(), updates.Select(u => u.Draft.Record.PackageCount).ToArray(),
            updates.Select(u => u.Draft.Record.Verified).ToArray(), updates.Select(u => u.Draft.Digest).ToArray());

        var identities = updates.Where(update => update.Identity).ToList();
        string[][] columns = [.. Enumerable.Range(0, 9).Select(column => identities.Select(u => Identity(u.Draft.Record)[column]).ToArray())];
        await RunAsync(db, """
            UPDATE "Providers" p SET "CompanyName" = u.name, "Npwp" = u.npwp, "Nitku" = u.nitku, "Address" = u.address, "Regency" = u.regency, "Province" = u.province,
                "PostalCode" = u.postal, "Phone" = u.phone, "Email" = u.email, "IdentityVersion" = p."IdentityVersion" + 1
            FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) AS u(id, version, name, npwp, nitku, address, regency, province, postal, phone, email)
            WHERE p."Id" = u.id AND p."IdentityVersion" = u.version AND p."ActivatedAt" IS NULL
            """, identities.Count, ct,
            [identities.Select(u => u.Provider.Id).ToArray(), identities.Select(u => u.Provider.IdentityVersion).ToArray(), .. columns]);

        var passwords = updates.Where(update => update.SealedPassword is not null).ToList();
        await RunAsync(db, """
            UPDATE "Providers" p SET "SealedPassword" = u.password, "CredentialVersion" = p."CredentialVersion" + 1, "SessionEpoch" = p."SessionEpoch" + 1
            FROM unnest($1, $2, $3) AS u(id, version, password)
            WHERE p."Id" = u.id AND p."CredentialVersion" = u.version AND p."ActivatedAt" IS NULL
            """, passwords.Count, ct,
            passwords.Select(u => u.Provider.Id).ToArray(), passwords.Select(u => u.Provider.CredentialVersion).ToArray(), passwords.Select(u => u.SealedPassword!).ToArray());
    }

    public async Task InsertKeysAsync(BackOfficeDb db, IReadOnlyList<(long Key, long Provider)> keys, CancellationToken ct)
    {
        if (keys.Count == 0)
            return;
        await using var command = Command(db, """
            INSERT INTO "BlockingKeys" ("Key", "ProviderId") SELECT * FROM unnest($1, $2) ON CONFLICT DO NOTHING
            """, [keys.Select(key => key.Key).ToArray(), keys.Select(key => key.Provider).ToArray()]);
        await command.ExecuteNonQueryAsync(ct);
    }

    // Until its own look, which may be a minute off, the server takes a table that it has just filled for an empty one: an activation would read every account of the country.
    public Task RefreshStatisticsAsync(Transaction transaction, CancellationToken ct) =>
        transaction.Db.Database.ExecuteSqlRawAsync("""ANALYZE "Sites", "Accounts", "Providers", "BlockingKeys" """, ct);

    private static string[] Identity(Rules.Matching.AccountRecord row) =>
        [row.CompanyName, row.Npwp, row.Nitku, row.Address, row.Regency, row.Province, row.PostalCode, row.Phone, row.Email];

    private static async Task RunAsync(BackOfficeDb db, string sql, int rows, CancellationToken ct, params object[] arrays)
    {
        if (rows == 0)
            return;
        await using var command = Command(db, sql, arrays);
        if (await command.ExecuteNonQueryAsync(ct) != rows)
            throw new DbUpdateConcurrencyException("A provider was changed while its site described it.");
    }

    private static NpgsqlCommand Command(BackOfficeDb db, string sql, object[] arrays)
    {
        // The commands join the transaction that is open on the connection.
        var command = new NpgsqlCommand(sql, Connection(db));
        foreach (var array in arrays)
            command.Parameters.Add(new() { Value = array });
        return command;
    }

    private static NpgsqlConnection Connection(BackOfficeDb db) => (NpgsqlConnection)db.Database.GetDbConnection();
}
