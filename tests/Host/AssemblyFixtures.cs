using BackOffice.Fixtures;

[assembly: AssemblyFixture(typeof(PostgresCluster))]
