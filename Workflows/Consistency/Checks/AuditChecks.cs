using System.Runtime.CompilerServices;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.SignIn;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Consistency.Checks;

/// <summary>The audit chain against itself: every entry as it was when it was sealed, and none missing between two others.</summary>
internal static class AuditChecks
{
    private const int EntriesAtOnce = 1_000;

    public static IReadOnlyList<Check> In(KeyRing keys) =>
    [
        new("audit-chain", (db, ct) => BrokenAsync(db, keys, ct)),
    ];

    private static async IAsyncEnumerable<Finding> BrokenAsync(BackOfficeDb db, KeyRing keys, [EnumeratorCancellation] CancellationToken ct)
    {
        if (await keys.OpenAsync(ct) is { } closed)
        {
            yield return new("audit-chain", "key ring", closed.Sentence, false);
            yield break;
        }
        var (number, before) = (0L, AuditSeal.Beginning);
        for (List<AuditEntry> portion = []; ;)
        {
            portion = await db.Audit.AsNoTracking().Include(entry => entry.Values).Where(entry => entry.Number > number).OrderBy(entry => entry.Number).Take(EntriesAtOnce).ToListAsync(ct);
            foreach (var entry in portion)
            {
                // After a gap the seal before is gone: whether this entry is whole cannot be told.
                if (entry.Number != number + 1)
                    yield return Of(entry, $"Di antara nomor {number} dan {entry.Number} ada catatan yang hilang.", $"Entries are missing between number {number} and {entry.Number}.");
                else if (!AuditSeal.Of(entry, before, keys.Key).AsSpan().SequenceEqual(entry.Seal))
                    yield return Of(entry, "Catatan ini tidak cocok dengan segelnya; isinya diubah sesudah disegel.", "The entry does not fit its seal: it was changed after it was sealed.");
                if (AuditSeal.Changed(entry) is { Count: > 0 } changed)
                    yield return Of(entry, $"Nilai {string.Join(", ", changed)} bukan yang disegel.", $"The values {string.Join(", ", changed)} are not those that were sealed.");
                (number, before) = (entry.Number!.Value, entry.Seal ?? []);
            }
            if (portion.Count < EntriesAtOnce)
                yield break;
        }
    }

    private static Finding Of(AuditEntry entry, string indonesian, string english) => new("audit-chain", Name(entry), new(
        $"{indonesian} Bandingkan dengan cadangan.", $"{english} Compare it with a backup."), false);

    private static string Name(AuditEntry entry) => $"audit entry {entry.Id} ({entry.Act})";
}
