using BackOffice.Rules.Identity;

namespace BackOffice.Rules.Matching;

/// <summary>
/// The keys under which an account can meet a counterpart: two accounts that share one are a candidate pair. At most eight per account:
/// <list type="bullet">
/// <item>taxpayer: digits 1-9 of the NPWP, or a NIK (2.f.2); none for missing, masked or malformed numbers;</item>
/// <item>user ID (2.f.1);</item>
/// <item>e-mail and each telephone number (decision 12);</item>
/// <item>core name in a town, without Kota or Kabupaten: finds the same company where the tax number is missing on one side or both (decision 10).</item>
/// </list>
/// A key is a 64-bit hash of its kind and content, stable for ever: the scan sorts them, the database indexes them, and both find the same candidates.
/// The uppermost byte is the kind in clear, so that a common key can be treated by what it says (see <see cref="CandidatePairs"/>).
/// </summary>
public static class BlockingKeys
{
    /// <summary>The most keys that one account has.</summary>
    public const int MostKeys = 8;

    /// <summary>
    /// Names the way keys are made: their format, and a hash of the vocabulary that goes into them. A database that holds keys of another edition makes them
    /// anew, because a new legal form or region alias moves accounts to other keys.
    /// </summary>
    public static string Edition { get; } = $"2-{Vocabulary.Digest("legal-forms", "company-words", "placeholders", "regions")}";

    /// <summary>The keys of an account, without repetition.</summary>
    public static IReadOnlyList<ulong> Of(PreparedAccount account)
    {
        ArgumentNullException.ThrowIfNull(account);
        var keys = new ulong[account.CountKeys];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = account.BlockingKey(i);
        return keys;
    }

    /// <summary>The keys that accounts have for what a person typed: as a user ID, as a tax number in any spelling, as an e-mail address. None where it can be none of them.</summary>
    public static IReadOnlyList<ulong> OfIdentifier(string text)
    {
        List<ulong> keys = [];
        if (UserId.TryParse(text, out var userId))
            keys.Add(Key(BlockingKeyKind.UserId, userId.Key));
        if (TaxNumber.Read(text).Taxpayer is { } taxpayer)
            keys.Add(Key(BlockingKeyKind.Taxpayer, taxpayer));
        if (EmailAddress.TryParse(text, out var email))
            keys.Add(Key(BlockingKeyKind.Email, email.Value));
        return keys;
    }

    /// <summary>What a key says.</summary>
    internal static BlockingKeyKind KindOf(ulong key) => (BlockingKeyKind)(key >> 56);

    internal static int Write(AccountRecord account, Span<ulong> keys)
    {
        var count = 0;
        Add(Key(BlockingKeyKind.UserId, account.UserId.Key), keys, ref count);
        if (TaxNumber.Read(account.Npwp, account.Nitku).Taxpayer is { } taxpayer)
            Add(Key(BlockingKeyKind.Taxpayer, taxpayer), keys, ref count);
        if (EmailAddress.TryParse(account.Email, out var email))
            Add(Key(BlockingKeyKind.Email, email.Value), keys, ref count);
        Span<ulong> phones = stackalloc ulong[PhoneNumberList.MostNumbers];
        foreach (var phone in phones[..PhoneNumberList.ReadNational(account.Phone, phones)])
            Add(Kinded(BlockingKeyKind.Phone, StableHash.Of((byte)BlockingKeyKind.Phone, phone)), keys, ref count);
        var name = CompanyName.Parse(account.CompanyName).Core;
        if (name.Length > 0 && KnownRegions.Split(account.Regency).Name is { Length: > 0 } town)
            Add(NameAndTown(name, town), keys, ref count);
        return count;
    }

    private static ulong NameAndTown(string name, string town)
    {
        Span<char> both = stackalloc char[128];
        if (name.Length + town.Length >= both.Length)
            return Key(BlockingKeyKind.NameAndTown, $"{name}\n{town}");
        name.CopyTo(both);
        both[name.Length] = '\n';
        town.CopyTo(both[(name.Length + 1)..]);
        return Key(BlockingKeyKind.NameAndTown, both[..(name.Length + 1 + town.Length)]);
    }

    private static ulong Key(BlockingKeyKind kind, ReadOnlySpan<char> text) => Kinded(kind, StableHash.Of((byte)kind, text));

    private static ulong Kinded(BlockingKeyKind kind, ulong hash) => (hash & 0x00FF_FFFF_FFFF_FFFF) | ((ulong)kind << 56);

    private static void Add(ulong key, Span<ulong> keys, ref int count)
    {
        if (!keys[..count].Contains(key))
            keys[count++] = key;
    }
}

/// <summary>What a blocking key says; the number stands in the key and never changes its meaning.</summary>
internal enum BlockingKeyKind : byte
{
    Taxpayer = 1,
    UserId = 2,
    Email = 3,
    Phone = 4,
    NameAndTown = 5,
}
