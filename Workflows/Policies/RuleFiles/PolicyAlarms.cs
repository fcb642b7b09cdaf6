using BackOffice.Rules.Policies;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Policies;

/// <summary>Raises and ends the alarm about the rule file. Doing either again changes nothing.</summary>
public sealed class PolicyAlarms(Database database)
{
    // What this process raised or ended last: a look every few seconds need not ask the database.
    private string? known;

    /// <summary>Raises it, unless the same is open.</summary>
    public async Task RaiseAsync(string file, IReadOnlyList<RuleProblem> problems, CancellationToken ct)
    {
        var text = string.Join('\n', problems.Take(20));
        if (known == text)
            return;
        await database.InTransactionAsync(async (transaction, token) =>
        {
            await transaction.Service<RowLocks>().TakeAsync([LockKey.Of("policies", "alarm")], token);
            var open = await transaction.Db.PolicyAlarms.Where(alarm => alarm.ClearedAt == null).ToListAsync(token);
            if (open.Exists(alarm => alarm.Problems == text))
                return;
            foreach (var older in open)
                older.ClearedAt = database.Now;
            transaction.Db.PolicyAlarms.Add(new() { Id = Guid.CreateVersion7(database.Now), File = file, Problems = text, RaisedAt = database.Now });
            transaction.Service<AuditTrail>().Record(Actor.System("rule-file"), "rule-file-broken");
        }, ct);
        known = text;
    }

    /// <summary>Ends it.</summary>
    public async Task ClearAsync(CancellationToken ct)
    {
        if (known == "")
            return;
        await database.InTransactionAsync(async (transaction, token) =>
        {
            foreach (var open in await transaction.Db.PolicyAlarms.Where(alarm => alarm.ClearedAt == null).ToListAsync(token))
                open.ClearedAt = database.Now;
        }, ct);
        known = "";
    }
}
