using System.Data.Common;
using System.Globalization;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Database = BackOffice.Workflows.Data.Database;

namespace BackOffice.Benchmarks;

/// <summary>
/// A registry with cases, the same each time: 700 sites, so many accounts, every sixth with a case, four in ten of those open. Rows are written as they are, since it is the lists that are
/// measured and not how cases come about.
/// </summary>
internal static class CaseRegistry
{
    private const int RowsAtOnce = 20_000;
    private const int Sites = 700;

    private static readonly string[] Words = ["Jaya", "Maju", "Sinar", "Karya", "Bumi", "Cahaya", "Mandiri", "Abadi", "Utama", "Sentosa", "Makmur", "Nusantara", "Perkasa", "Indah", "Mitra", "Teknik", "Prima", "Sejahtera", "Putra", "Raya"];
    private static readonly string[] Forms = ["PT", "PT", "PT", "CV", "CV", "UD"];
    private static readonly CaseState[] Open = [CaseState.AwaitDefaultPassword, CaseState.AwaitDefaultPassword, CaseState.AwaitIdentity, CaseState.UnderReview, CaseState.AwaitUserId, CaseState.WithHelpdesk];
    private static readonly DateTimeOffset Now = new(DateTimeOffset.UtcNow.Date, TimeSpan.Zero);

    /// <summary>The NPWP of an account.</summary>
    public static string NpwpOf(int account) => string.Create(CultureInfo.InvariantCulture, $"{account / 2:00\\.000\\.000}.1-331.000");

    /// <summary>The user ID of an account.</summary>
    public static string UserIdOf(int account) => string.Create(CultureInfo.InvariantCulture, $"penyedia{account}");

    /// <summary>Writes what is not there yet.</summary>
    /// <returns>Whether anything was written.</returns>
    public static async Task<bool> FillAsync(Database database, int accounts)
    {
        var present = await database.ReadAsync((db, ct) => db.Accounts.CountAsync(ct), CancellationToken.None);
        if (present == accounts)
            return false;
        await database.InTransactionAsync((transaction, _) =>
        {
            if (present > 0)
                return Task.CompletedTask;
            foreach (var site in Enumerable.Range(1, Sites))
                transaction.Db.Sites.Add(new() { Code = SiteCode.Parse($"{site}"), Name = $"LPSE {site}", Url = $"https://lpse-{site}.example", SpseVersion = "4.5", Stage = SiteStage.Aggregated });
            return Task.CompletedTask;
        }, CancellationToken.None);
        for (var from = present + 1; from <= accounts; from += RowsAtOnce)
        {
            var (first, last) = (from, Math.Min(accounts, from + RowsAtOnce - 1));
            await database.InTransactionAsync((transaction, _) => WriteAsync(transaction.Db, first, last), CancellationToken.None);
        }
        return true;
    }

    private static async Task WriteAsync(BackOfficeDb db, int first, int last)
    {
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        await using var provider = new Insert(db, "Providers", "Id", "UserId", "UserIdKey", "UserIdSkeleton", "SealedPassword", "CredentialVersion", "SessionEpoch", "CompanyName", "Npwp", "Nitku", "Address",
            "Regency", "Province", "PostalCode", "Phone", "Email", "IdentityVersion");
        await using var account = new Insert(db, "Accounts", "Id", "SiteCode", "UserId", "UserIdKey", "ProviderId", "PackageCount", "RegisteredOn", "Verified", "RowDigest");
        await using var key = new Insert(db, "BlockingKeys", "Key", "ProviderId");
        await using var @case = new Insert(db, "Cases", "Id", "Number", "AccountId", "SiteCode", "CompanyKey", "Owner", "InstanceId", "DefinitionId", "State", "ReviewCaseId", "AwaitsProvider", "OpenedAt", "StateSince",
            "Reminders", "Deadline", "ClosedAt", "Version");
        await using var term = new Insert(db, "SearchTerms", "Term", "CaseId");
        await using var instance = new Insert(db, "Instances", "Id", "CaseId", "DefinitionVersionId", "Node", "Status", "Entry", "Signals", "Due", "Attempts", "StartedAt", "Version");
        for (var id = first; id <= last; id++)
        {
            var random = new Random(id);
            var owner = ProviderOf(id, random);
            var own = new Account { Id = id, SiteCode = SiteCode.Parse($"{1 + (id % Sites)}"), UserId = owner.UserId, UserIdKey = owner.UserIdKey, ProviderId = id, PackageCount = random.Next(2000), RegisteredOn = new(2015, 1, 1), Verified = true, RowDigest = [] };
            await provider.RowAsync(id, owner.UserId.Value, owner.UserIdKey, owner.UserIdSkeleton, "", 0, 0, owner.CompanyName, owner.Npwp, "", owner.Address, owner.Regency, owner.Province, "", owner.Phone, owner.Email, 0);
            await account.RowAsync(id, own.SiteCode.Value, own.UserId.Value, own.UserIdKey, id, own.PackageCount, "2015-01-01", 1, Array.Empty<byte>());
            foreach (var one in Rules.Matching.BlockingKeys.Of(owner.Prepare(own)))
                await key.RowAsync(unchecked((long)one), id);
            if (id % 6 != 0)
                continue;
            own.Provider = owner;
            await CaseAsync(@case, term, instance, CaseOf(own, random), random);
        }
    }

    private static Provider ProviderOf(int id, Random random)
    {
        var userId = UserId.Parse(UserIdOf(id));
        return new()
        {
            Id = id,
            UserId = userId,
            UserIdKey = userId.Key,
            SealedPassword = "",
            CompanyName = $"{Forms[random.Next(Forms.Length)]} {Words[random.Next(Words.Length)]} {Words[random.Next(Words.Length)]} {Words[random.Next(Words.Length)]}",
            Npwp = NpwpOf(id),
            Nitku = "",
            Address = $"Jl. Merdeka No. {random.Next(1, 200)}",
            Regency = "Kota Jambi",
            Province = "Jambi",
            PostalCode = "",
            Phone = $"0741-{random.Next(100_000, 999_999)}",
            Email = $"kantor{id}@penyedia.example",
        };
    }

    private static ActivationCase CaseOf(Account account, Random random)
    {
        var id = Bytes(random);
        var opened = Now.AddMinutes(-random.Next(1, 200 * 24 * 60));
        var state = random.Next(10) < 4 ? Open[random.Next(Open.Length)] : random.Next(10) == 0 ? CaseState.Cancelled : CaseState.Active;
        var isOpen = Open.Contains(state);
        return new()
        {
            Id = new(id),
            Number = $"AKT-{Letters(account.Id, 0)}-{Letters(account.Id, 4)}",
            AccountId = account.Id,
            Account = account,
            SiteCode = account.SiteCode,
            CompanyKey = CaseSearchTerms.CompanyKey(account.Provider.CompanyName),
            Owner = random.Next(3) == 0 ? $"staf-{random.Next(20)}" : null,
            InstanceId = new(Bytes(random)),
            DefinitionId = OpenActivation.DefinitionId,
            State = state,
            ReviewCaseId = state == CaseState.UnderReview ? new CaseId(id) : null,
            AwaitsProvider = state == CaseState.UnderReview && random.Next(4) == 0,
            OpenedAt = opened,
            StateSince = opened.AddMinutes(1),
            Deadline = isOpen ? opened.AddDays(30) : null,
            ClosedAt = isOpen ? null : opened.AddMinutes(1),
        };
    }

    private static async Task CaseAsync(Insert @case, Insert term, Insert instance, ActivationCase one, Random random)
    {
        var id = Text(one.Id.Value);
        await @case.RowAsync(id, one.Number, one.AccountId, one.SiteCode.Value, one.CompanyKey, one.Owner, Text(one.InstanceId.Value), one.DefinitionId, one.State.ToString(), one.ReviewCaseId is { } review ? Text(review.Value) : null,
            one.AwaitsProvider ? 1 : 0, one.OpenedAt.UtcTicks, one.StateSince.UtcTicks, 0, one.Deadline?.UtcTicks, one.ClosedAt?.UtcTicks, 1);
        foreach (var word in CaseSearchTerms.Of(one, one.Account))
            await term.RowAsync(word, id);
        var failed = one.IsOpen && random.Next(100) == 0;
        await instance.RowAsync(Text(one.InstanceId.Value), id, "activation-1", "wait", failed ? "Parked" : one.IsOpen ? "Waiting" : "Done", "First", "", null, 0, one.OpenedAt.UtcTicks, 1);
    }

    private static Guid Bytes(Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new(bytes);
    }

    // Scattered over the letters, as random numbers are.
    private static string Letters(long account, int from)
    {
        const string letters = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
        var scattered = (ulong)account * 0x9E37_79B9_7F4A_7C15;
        return string.Concat(Enumerable.Range(from, 4).Select(place => letters[(int)((scattered >> (place * 8)) % (ulong)letters.Length)]));
    }

    private static string Text(Guid id) => id.ToString().ToUpperInvariant();

    /// <summary>One prepared statement.</summary>
    private sealed class Insert : IAsyncDisposable
    {
        private readonly DbCommand command;

        public Insert(BackOfficeDb db, string table, params string[] columns)
        {
            command = db.Database.GetDbConnection().CreateCommand();
            command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
            command.CommandText = $"""INSERT INTO "{table}" ({string.Join(", ", columns.Select(column => $"\"{column}\""))}) VALUES ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})""";
            foreach (var i in Enumerable.Range(0, columns.Length))
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = $"p{i}";
                command.Parameters.Add(parameter);
            }
        }

        public Task<int> RowAsync(params object?[] values)
        {
            for (var i = 0; i < values.Length; i++)
                command.Parameters[i].Value = values[i] ?? DBNull.Value;
            return command.ExecuteNonQueryAsync();
        }

        public ValueTask DisposeAsync() => command.DisposeAsync();
    }
}
