using System.CommandLine;
using System.Globalization;
using BackOffice.Workflows.Data.Tables;

namespace BackOffice.Host.CommandLine;

/// <summary><c>db copy</c>: moves a registry from SQLite to PostgreSQL.</summary>
internal static class DbCommand
{
    public static Command Make()
    {
        Command copy = new("copy", "Moves the registry of the SQLite file to the empty PostgreSQL of Database:ConnectionString and compares every row; the file is left as it is. No Host may run on it.");
        copy.SetAction((parsed, ct) => Verb.WithUnpreparedHostAsync(parsed, async services =>
        {
            var registry = services.GetRequiredService<CopyRegistry>();
            return await Progress.ShowAsync("Rows", progress => registry.HandleAsync(progress, ct)) switch
            {
                CopyRegistry.Answer.Copied { Tables: var tables } => await Verb.SayAsync(parsed, new { tables }, string.Create(CultureInfo.InvariantCulture, $"""
                    {tables.Sum(table => table.Rows):N0} rows of {tables.Count} tables are in PostgreSQL, the same as in the file. Set Database:Provider to PostgreSql and start on it;
                    the folders of keys and reports stay where they are.
                    """)),
                CopyRegistry.Answer.Refused { Why: var why } => await Verb.RefuseAsync(why),
                var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
            };
        }));
        return new("db", "The database itself.") { copy };
    }
}
