using System.Reflection;
using BackOffice.Workflows.Data;
using Xunit.Sdk;
using Xunit.v3;

namespace BackOffice.Host.Tests;

/// <summary>Runs a theory once on SQLite and once on PostgreSQL; it takes a <see cref="DatabaseProvider"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnBothDatabasesAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([.. Enum.GetValues<DatabaseProvider>().Select(database => new TheoryDataRow(database))]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
