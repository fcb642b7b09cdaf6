using BackOffice.Workflows.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Backups;

/// <summary>A SQLite file that no Host works on: a copy on its way into a backup or out of one.</summary>
internal static class SqliteFile
{
    public static SqliteBackOfficeDb Open(string path) =>
        new(new DbContextOptionsBuilder<SqliteBackOfficeDb>().UseSqlite(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString()).Options);
}
