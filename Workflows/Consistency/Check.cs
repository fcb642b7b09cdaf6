using BackOffice.Rules;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Consistency;

/// <summary>One question that is put to the rows. Its findings come as a stream, so that a million accounts pass in bounded memory.</summary>
/// <param name="Name">Its name in kebab-case, which every finding carries.</param>
/// <param name="FindAsync">Finds what is wrong.</param>
internal sealed record Check(string Name, Func<BackOfficeDb, CancellationToken, IAsyncEnumerable<Finding>> FindAsync)
{
    /// <summary>
    /// Mends what the check found and can be mended safely, asking again under the lock of its transaction; null where a person must. It may run twice, and beside a Host.
    /// </summary>
    public Func<Repairing, CancellationToken, Task>? RepairAsync { get; init; }

    /// <summary>A check that is one query: each of its rows is a finding, at most <see cref="VerifyConsistency.MostPerCheck"/>.</summary>
    /// <param name="name">The check's name.</param>
    /// <param name="rows">The rows that are wrong, in an order that is the same each time: where they are too many, the same ones are told.</param>
    /// <param name="record">How a row is named to a person.</param>
    /// <param name="sentence">What is wrong with it, and the remedy.</param>
    /// <param name="repair">What mends it; null where a person must.</param>
    public static Check Of<T>(
        string name, Func<BackOfficeDb, IOrderedQueryable<T>> rows, Func<T, string> record, Func<T, Sentence> sentence, Func<Repairing, CancellationToken, Task>? repair = null) =>
        new(name, (db, ct) => rows(db).Take(VerifyConsistency.MostPerCheck).AsAsyncEnumerable().Select(row => new Finding(name, record(row), sentence(row), repair is not null)))
        {
            RepairAsync = repair,
        };
}

/// <summary>What a repair works with.</summary>
internal sealed record Repairing(Database Database, IWorkflowEngine Engine)
{
    private const int MostRounds = 10_000;

    /// <summary>
    /// Mends in transactions of bounded size until nothing is left: <paramref name="step"/> mends some rows and says how many it found. A step that mends nothing of what it
    /// finds ends after many rounds; the findings that stay tell of it.
    /// </summary>
    public async Task UntilDoneAsync(Func<Transaction, CancellationToken, Task<int>> step, CancellationToken ct)
    {
        for (var round = 0; round < MostRounds && await Database.InTransactionAsync(step, ct) > 0; round++)
            ct.ThrowIfCancellationRequested();
    }
}
