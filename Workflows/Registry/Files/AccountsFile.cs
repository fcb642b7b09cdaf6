using System.Runtime.InteropServices;
using System.Security.Cryptography;
using BackOffice.Rules;
using BackOffice.Rules.Identity;

namespace BackOffice.Workflows.Registry.Files;

/// <summary>A record of <c>accounts.csv</c> as an account, or with the reason why it is none.</summary>
internal sealed record ReadAccount(CsvRecord Record, AccountRow? Row, Sentence? Reason);

/// <summary>Reads <c>accounts.csv</c> row by row: an account of a known site, named once.</summary>
internal sealed class AccountsFile(CsvTable table, IEnumerable<SiteCode> sites)
{
    private readonly Dictionary<string, SiteCode> known = sites.ToDictionary(site => site.Value);

    // By site 64 bits of a digest stand for a user ID: twenty bytes a row, and among the few thousand IDs of a site no two will ever meet.
    private readonly Dictionary<SiteCode, HashSet<ulong>> seen = [];

    /// <summary>How many bytes of the file were read so far.</summary>
    public long BytesRead => table.BytesRead;

    /// <summary>The next record; null at the end.</summary>
    public ReadAccount? Read()
    {
        if (table.Read() is not { } record)
            return null;
        if (record.Fault is { } fault)
            return new(record, null, fault);
        var (row, reason) = AccountRow.Parse(record.Fields, Find);
        return row is not null && !IsNew(row)
            ? new(record, null, Faults.UserIdTwice(row.Record.Site.Value))
            : new(record, row, reason);
    }

    private SiteCode? Find(string text) =>
        known.TryGetValue(text, out var site) || (SiteCode.TryParse(text, out var code) && known.TryGetValue(code.Value, out site)) ? site : null;

    private bool IsNew(AccountRow row)
    {
        if (!seen.TryGetValue(row.Record.Site, out var ofSite))
            seen[row.Record.Site] = ofSite = [];
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(row.Record.UserId.Key.AsSpan()), digest);
        return ofSite.Add(MemoryMarshal.Read<ulong>(digest));
    }
}
