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

    // 128 bits of a digest stand for site and user ID: 32 bytes a row, and no two IDs will ever meet.
    private readonly HashSet<UInt128> seen = [];

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
        return row is not null && !seen.Add(NameOf(row))
            ? new(record, null, Faults.UserIdTwice(row.Record.Site.Value))
            : new(record, row, reason);
    }

    private SiteCode? Find(string text) =>
        known.TryGetValue(text, out var site) || (SiteCode.TryParse(text, out var code) && known.TryGetValue(code.Value, out site)) ? site : null;

    private static UInt128 NameOf(AccountRow row)
    {
        Span<byte> digest = stackalloc byte[32];
        Span<char> name = stackalloc char[2_048];
        var length = name.TryWrite($"{row.Record.Site.Value}/{row.Record.UserId.Key}", out var written) ? written : throw new InvalidOperationException("A user ID has no bound.");
        SHA256.HashData(MemoryMarshal.AsBytes(name[..length]), digest);
        return MemoryMarshal.Read<UInt128>(digest);
    }
}
