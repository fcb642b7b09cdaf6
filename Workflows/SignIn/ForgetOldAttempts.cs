using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.SignIn;

/// <summary>Deletes the counts of attempts whose time is over. Whoever tries names that do not exist leaves one for each; without one, counting begins anew as it would with it.</summary>
public sealed class ForgetOldAttempts(Database database)
{
    // So many rows take SQLite's one writer some tens of milliseconds.
    private const int PerTransaction = 5_000;

    /// <summary>Deletes them.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> HandleAsync(CancellationToken ct)
    {
        for (var total = 0; ;)
        {
            var over = await database.InTransactionAsync((transaction, token) =>
            {
                var now = database.Now;
                var names = transaction.Db.AttemptBuckets.Where(bucket => bucket.Until <= now).OrderBy(bucket => bucket.Until).Select(bucket => bucket.Name).Take(PerTransaction);
                // Asked again of each row: somebody may have begun to count anew since its name was read.
                return transaction.Db.AttemptBuckets.Where(bucket => bucket.Until <= now && names.Contains(bucket.Name)).ExecuteDeleteAsync(token);
            }, ct);
            total += over;
            if (over < PerTransaction)
                return total;
        }
    }
}
