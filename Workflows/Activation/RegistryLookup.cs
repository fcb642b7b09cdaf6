using System.Data.Common;
using System.Text.Json;
using BackOffice.Rules.Identity;
using BackOffice.Rules.Matching;
using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;

namespace BackOffice.Workflows.Activation;

/// <summary>
/// The registry as detection sees it: open accounts of aggregated sites, each with the login and identity that hold for it now (4.c). Its one query is written by hand and goes from keys to
/// accounts by index: making it anew out of expressions took several times as long as the look-up itself (ADR 25).
/// </summary>
internal sealed class RegistryLookup(BackOfficeDb db) : IAccountLookup
{
    // What follows the last AND tells which accounts; @which is a number, or several.
    private const string Accounts = """
        SELECT a."Id", a."SiteCode", p."UserId", p."CompanyName", p."Npwp", p."Nitku", p."Address", p."Regency", p."Province", p."PostalCode", p."Phone", p."Email",
            a."PackageCount", a."RegisteredOn", a."Verified",
            CASE WHEN EXISTS (SELECT 1 FROM "Verdicts" v WHERE v."ReopenedAt" IS NULL AND v."AccountA" = a."Id")
                OR EXISTS (SELECT 1 FROM "Verdicts" v WHERE v."ReopenedAt" IS NULL AND v."AccountB" = a."Id") THEN 1 ELSE 0 END
        FROM "Accounts" a JOIN "Providers" p ON p."Id" = a."ProviderId" JOIN "Sites" s ON s."Code" = a."SiteCode"
        WHERE a."ClosedAt" IS NULL AND s."Stage" = 'Aggregated' AND
        """;

    private readonly bool isPostgreSql = db.Database.IsNpgsql();
    private readonly ILogger commands = db.GetService<IDiagnosticsLogger<DbLoggerCategory.Database.Command>>().Logger;
    private readonly Dictionary<AccountKey, long> ids = [];

    // Accounts with a verdict that stands: it comes with the row, so that hardly anybody needs a round trip to learn that there is none.
    private readonly HashSet<long> judged = [];

    /// <summary>The id of an account that this look-up has handed out.</summary>
    public long IdOf(PreparedAccount account) => ids[account.Key];

    /// <summary>One account by its id.</summary>
    public async Task<PreparedAccount> PrepareAsync(long account, CancellationToken ct) =>
        (await ReadAsync("""a."Id" = @which""", account, ct)).Single();

    /// <inheritdoc />
    public Task<IReadOnlyList<PreparedAccount>> FindByKeysAsync(IReadOnlyCollection<ulong> keys, CancellationToken ct) => ReadAsync(
        $"""a."ProviderId" IN (SELECT k."ProviderId" FROM "BlockingKeys" k WHERE k."Key" {AnyOf})""", Several(keys.Select(key => unchecked((long)key))), ct);

    /// <inheritdoc />
    public async Task<IReadOnlyList<Rules.Matching.Verdict>> FindVerdictsAsync(IReadOnlyCollection<AccountKey> accounts, CancellationToken ct)
    {
        var asked = accounts.Where(ids.ContainsKey).Select(account => ids[account]).Where(judged.Contains).ToList();
        if (asked.Count == 0)
            return [];
        var standing = db.Verdicts.AsNoTracking().Where(verdict => verdict.ReopenedAt == null);
        var rows = await standing.Where(verdict => asked.Contains(verdict.AccountA)).Union(standing.Where(verdict => asked.Contains(verdict.AccountB))).ToListAsync(ct);
        await ReadAsync(rows.SelectMany(verdict => new[] { verdict.AccountA, verdict.AccountB }).Distinct(), ct);
        var keys = ids.ToDictionary(known => known.Value, known => known.Key);
        return [.. rows.Where(verdict => keys.ContainsKey(verdict.AccountA) && keys.ContainsKey(verdict.AccountB))
            .Select(verdict => new Rules.Matching.Verdict(new(keys[verdict.AccountA], keys[verdict.AccountB]), verdict.Answer))];
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<PreparedAccount>> FindAsync(IReadOnlyCollection<AccountKey> accounts, CancellationToken ct) =>
        ReadAsync(accounts.Where(ids.ContainsKey).Select(account => ids[account]), ct);

    private string AnyOf => isPostgreSql ? "= ANY(@which)" : "IN (SELECT value FROM json_each(@which))";

    private object Several(IEnumerable<long> numbers) => isPostgreSql ? numbers.ToArray() : JsonSerializer.Serialize(numbers);

    private Task<IReadOnlyList<PreparedAccount>> ReadAsync(IEnumerable<long> accounts, CancellationToken ct) => ReadAsync($"""a."Id" {AnyOf}""", Several(accounts), ct);

    private async Task<IReadOnlyList<PreparedAccount>> ReadAsync(string which, object value, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            await using var command = KeptConnection.Prepared(Command(which, value));
            List<PreparedAccount> found = [];
            await using var rows = await command.ExecuteReaderAsync(ct);
            while (await rows.ReadAsync(ct))
                found.Add(Take(rows));
            // Whoever reads the log of commands, or looks through it for one that reads a whole table, sees this one among them.
            commands.LogInformation("Executed DbCommand (written by hand)\n{Query}", command.CommandText);
            return found;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private DbCommand Command(string which, object value)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"{Accounts} {which}";
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("which", value);
        command.Parameters.Add(parameter);
        return command;
    }

    private PreparedAccount Take(DbDataReader row)
    {
        var account = PreparedAccount.From(new(
            SiteCode.Parse(row.GetString(1)), UserId.Parse(row.GetString(2)), row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6), row.GetString(7), row.GetString(8),
            row.GetString(9), row.GetString(10), row.GetString(11), row.GetInt32(12), row.GetFieldValue<DateOnly>(13), row.GetBoolean(14)));
        var id = ids[account.Key] = row.GetInt64(0);
        if (row.GetInt32(15) == 1)
            judged.Add(id);
        return account;
    }
}
