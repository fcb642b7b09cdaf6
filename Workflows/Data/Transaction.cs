using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Workflows.Data;

/// <summary>
/// One attempt at one transaction: a scope of its own, in which every service gets the same <see cref="BackOfficeDb"/>.
/// What it wrote is saved and committed when the work returns.
/// </summary>
public sealed class Transaction
{
    private readonly IServiceProvider services;
    private readonly AfterCommit afterCommit;

    internal Transaction(IServiceProvider services, BackOfficeDb db)
    {
        this.services = services;
        afterCommit = services.GetRequiredService<AfterCommit>();
        Db = db;
    }

    /// <summary>The rows, within this transaction.</summary>
    public BackOfficeDb Db { get; }

    /// <summary>A service of this transaction's scope.</summary>
    public T Service<T>() where T : notnull => services.GetRequiredService<T>();

    /// <summary>A service of this transaction's scope, by its class.</summary>
    public object Service(Type type) => services.GetRequiredService(type);

    /// <summary>Runs <paramref name="nudge"/> once the transaction is committed: a wake-up that may be lost, never the only way that something happens.</summary>
    public void AfterCommit(Action nudge) => afterCommit.Add(nudge);

    /// <summary>The step whose run this is, by its type; null when it is none. Names the commit (<see cref="IDurablePoints"/>).</summary>
    internal string? Step { get; set; }

    internal void Committed() => afterCommit.Run();
}
