using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using BackOffice.Workflows.SignIn;

namespace BackOffice.Workflows.Audit;

/// <summary>
/// How an entry is sealed. The key is kept outside the database: whoever can write to the database alone can neither change an entry nor make another chain. Values go in as salted digests,
/// so that one may be erased with its salt while the chain stays whole.
/// </summary>
internal static class AuditSeal
{
    private const int SaltLength = 16;

    /// <summary>What stands before the first entry.</summary>
    public static byte[] Beginning { get; } = new byte[SHA256.HashSizeInBytes];

    /// <summary>Gives each value its salt, and the entry its number and its seal.</summary>
    public static void Put(AuditEntry entry, long number, byte[] before, SealingKey key)
    {
        foreach (var value in entry.Values)
            value.Salt = RandomNumberGenerator.GetBytes(SaltLength);
        entry.Number = number;
        entry.ValueDigests = string.Join('\n', entry.Values.OrderBy(value => value.Name, StringComparer.Ordinal).Select(Line));
        entry.Seal = Of(entry, before, key);
    }

    /// <summary>The seal that an entry must have behind <paramref name="before"/>.</summary>
    public static byte[] Of(AuditEntry entry, byte[] before, SealingKey key)
    {
        using var text = new MemoryStream();
        text.Write(before);
        Number(text, entry.Number ?? 0);
        text.Write(entry.Id.ToByteArray(bigEndian: true));
        Number(text, entry.At.UtcTicks);
        Text(text, entry.ActorKind.ToString());
        Text(text, entry.Actor);
        Text(text, entry.Act);
        Text(text, entry.SiteCode ?? "");
        Number(text, entry.AccountId ?? -1);
        Text(text, entry.CaseId?.ToString() ?? "");
        Number(text, entry.CaseVersion ?? -1);
        Text(text, entry.ValueDigests ?? "");
        return key.OfAudit(text.ToArray());
    }

    /// <summary>The values that are not what they were when the entry was sealed: changed, added or taken away. One that was erased as it must be is none of them.</summary>
    public static IReadOnlyList<string> Changed(AuditEntry entry)
    {
        var sealedLines = (entry.ValueDigests ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).ToDictionary(line => line[..line.LastIndexOf('=')]);
        var present = entry.Values.ToDictionary(value => value.Name);
        return [.. sealedLines.Keys.Union(present.Keys).Where(name =>
            !sealedLines.TryGetValue(name, out var line) || !present.TryGetValue(name, out var value)
            || (value.ErasedAt is null ? value.Salt is null || Line(value) != line : value.Value.Length > 0)).Order(StringComparer.Ordinal)];
    }

    private static string Line(AuditValue value) => $"{value.Name}={Convert.ToHexStringLower(SHA256.HashData([.. value.Salt!, .. Encoding.UTF8.GetBytes(value.Value)]))}";

    // With its length in front: no two entries may come to the same bytes.
    private static void Text(MemoryStream to, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Number(to, bytes.Length);
        to.Write(bytes);
    }

    private static void Number(MemoryStream to, long number)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        to.Write(bytes);
    }
}
