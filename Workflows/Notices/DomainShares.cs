using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Notices;

/// <summary>
/// How many mails each recipient domain has had within the last minute. Counted from the rows, so that neither a restart nor a change of the Host that sends gives a domain
/// a second share.
/// </summary>
internal sealed class DomainShares(int most, Dictionary<string, int> taken)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>The domains that get nothing more within this minute.</summary>
    public IReadOnlyCollection<string> UsedUp { get; } = [.. taken.Where(domain => domain.Value >= most).Select(domain => domain.Key)];

    /// <summary>Takes one mail of the domain's share; false where it is used up.</summary>
    public bool TryTake(string domain)
    {
        var sofar = taken.GetValueOrDefault(domain);
        if (sofar >= most)
            return false;
        taken[domain] = sofar + 1;
        return true;
    }

    /// <summary>Reads what was taken.</summary>
    public static Task<DomainShares> ReadAsync(Database database, int most, CancellationToken ct) => database.ReadAsync(async (db, token) =>
    {
        var since = database.Now - Window;
        var taken = await db.Notices.Where(notice => notice.LastAttemptAt > since)
            .GroupBy(notice => notice.ToDomain).Select(domain => new { domain.Key, Count = domain.Count() }).ToDictionaryAsync(row => row.Key, row => row.Count, token);
        return new DomainShares(most, taken);
    }, ct);
}
