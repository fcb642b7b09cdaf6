using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace BackOffice.Workflows.Data.Tables;

/// <summary>All tables of a database.</summary>
internal static class TableDigests
{
    /// <summary>Reads every table, within the context's transaction if it has one.</summary>
    public static async Task<IReadOnlyList<TableDigest>> OfAllAsync(BackOfficeDb db, IProgress<(long Done, long Of)>? progress, CancellationToken ct)
    {
        var tables = TableShape.AllOf(db);
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            var digests = new List<TableDigest>();
            foreach (var table in tables)
            {
                digests.Add(await TableDigest.OfAsync(db.Database.GetDbConnection(), table, db.Database.CurrentTransaction?.GetDbTransaction(), rowRead: null, ct));
                progress?.Report((digests.Count, tables.Count));
            }
            return digests;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}
