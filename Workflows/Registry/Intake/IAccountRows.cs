using BackOffice.Workflows.Data;

namespace BackOffice.Workflows.Registry.Intake;

/// <summary>A new account and its provider, under one id.</summary>
internal sealed record NewAccount(long Id, AccountDraft Draft, string SealedPassword);

/// <summary>Writes many rows at once, in whatever way is fast on a database. The commands join the transaction of the context.</summary>
internal interface IAccountRows
{
    /// <summary>Makes the connection ready for many rows, until it is closed.</summary>
    Task PrepareAsync(BackOfficeDb db, CancellationToken ct);

    /// <summary>Adds accounts with their providers.</summary>
    Task InsertAsync(BackOfficeDb db, IReadOnlyList<NewAccount> accounts, CancellationToken ct);

    /// <summary>
    /// Updates accounts, and their providers where the decision says so.
    /// </summary>
    /// <exception cref="Microsoft.EntityFrameworkCore.DbUpdateConcurrencyException">Somebody changed one of the providers since it was read.</exception>
    Task UpdateAsync(BackOfficeDb db, IReadOnlyList<IntakeDecision.Update> updates, CancellationToken ct);

    /// <summary>Adds blocking keys; those that are there already stay. Quickest when they are in ascending order.</summary>
    Task InsertKeysAsync(BackOfficeDb db, IReadOnlyList<(long Key, long Provider)> keys, CancellationToken ct);

    /// <summary>Lets the database know how many rows of which kind there are now, so that it goes from keys to accounts and not through all accounts.</summary>
    Task RefreshStatisticsAsync(Transaction transaction, CancellationToken ct);
}

/// <summary>Which way of writing goes with which database.</summary>
internal static class AccountRows
{
    public static IAccountRows For(DatabaseProvider provider) => provider switch
    {
        DatabaseProvider.Sqlite => new SqliteAccountRows(),
        DatabaseProvider.PostgreSql => new PostgreSqlAccountRows(),
        var other => throw new InvalidOperationException($"Unhandled database provider {other}."),
    };
}
