using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;
using BackOffice.Rules.Policies;
using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Policies;

/// <summary>Settings of section <c>Rules</c>.</summary>
public sealed class RulesOptions
{
    /// <summary>The rules file: a proposal, taken only when it was never seen. The one beside the program unless set.</summary>
    [Required(AllowEmptyStrings = false)]
    public string File { get; set; } = Path.Combine(AppContext.BaseDirectory, "rules.json");
}

/// <summary>Which rule set is in force, over restarts: the newest that the database knows, unless the rules file holds one that was never seen.</summary>
public sealed class RuleBook(Database database, IOptions<RulesOptions> options)
{
    private LivePolicies? live;

    /// <summary>Whether a rule set is in force.</summary>
    public bool IsOpen => live is not null;

    /// <summary>The policies in force.</summary>
    /// <exception cref="InvalidOperationException">Nobody called <see cref="OpenAsync"/>, or it was refused.</exception>
    public LivePolicies Live => live ?? throw new InvalidOperationException("The rule book is not open.");

    /// <summary>
    /// Brings a rule set in force; call it once the database is migrated. A file that is refused leaves the newest known set in force and is told; without any known set there
    /// is nothing to decide with.
    /// </summary>
    /// <returns>What is wrong with the file; empty when nothing is. <see cref="Live"/> stays unset when no set at all can be taken.</returns>
    public async Task<IReadOnlyList<RuleProblem>> OpenAsync(CancellationToken ct)
    {
        var bytes = await File.ReadAllBytesAsync(options.Value.File, ct);
        var digest = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var (newest, seen) = await database.ReadAsync(async (db, token) => (
            await db.RuleSetVersions.OrderByDescending(version => version.Number).FirstOrDefaultAsync(token),
            await db.RuleSetVersions.AnyAsync(version => version.Digest == digest, token)), ct);
        if (!seen && PolicySet.Load(bytes, PolicyCatalogue.Shipped) is var proposal)
        {
            if (proposal is PolicyLoad.Loaded { Set: var set })
            {
                await TakeAsync(set, Encoding.UTF8.GetString(bytes), ct);
                live = new(set);
                return [];
            }
            if (newest is not null)
                live = new(Restore(newest));
            return ((PolicyLoad.Refused)proposal).Problems;
        }
        live = new(Restore(newest!));
        return [];
    }

    private Task TakeAsync(PolicySet set, string json, CancellationToken ct) => database.InTransactionAsync(async (transaction, token) =>
    {
        var versions = transaction.Db.RuleSetVersions;
        // Another Host on the same file may have been first.
        if (await versions.AnyAsync(version => version.Digest == set.Digest, token))
            return;
        versions.Add(new()
        {
            Number = (await versions.MaxAsync(version => (int?)version.Number, token) ?? 0) + 1,
            Digest = set.Digest,
            Version = set.Version,
            Json = json,
            Author = "file",
            PublishedAt = database.Now,
        });
    }, ct);

    private static PolicySet Restore(RuleSetVersion version) => PolicySet.Load(version.Json, PolicyCatalogue.Shipped) is PolicyLoad.Loaded { Set: var set }
        ? set
        : throw new InvalidOperationException($"Rule set {version.Number} ({version.Version}) of the database can no longer be read by this program.");
}
