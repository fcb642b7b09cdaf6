using BackOffice.Designer.Tests;
using BackOffice.Fixtures;

[assembly: AssemblyFixture(typeof(PostgresCluster))]
[assembly: AssemblyFixture(typeof(Chromium))]
