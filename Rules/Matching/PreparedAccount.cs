using BackOffice.Rules.Identity;

namespace BackOffice.Rules.Matching;

/// <summary>
/// An account made ready for comparison: its blocking keys, and its texts packed to about 250 bytes. The identity behind the texts is parsed at the first
/// comparison and kept, so that it is parsed once, and never for the many accounts that have no counterpart. Safe to read from several threads.
/// </summary>
public sealed class PreparedAccount
{
    private readonly byte[] packed;
    private ProviderIdentity? identity;

    private PreparedAccount(AccountRecord record)
    {
        Span<ulong> keys = stackalloc ulong[BlockingKeys.MostKeys];
        packed = PackedTexts.Pack(record, keys[..BlockingKeys.Write(record, keys)]);
        Site = record.Site;
        PackageCount = record.PackageCount;
        RegisteredOn = record.RegisteredOn;
        Verified = record.Verified;
    }

    /// <summary>The site of registration.</summary>
    public SiteCode Site { get; }

    /// <summary>The user ID, read from the packed texts at each call.</summary>
    public UserId UserId => PackedTexts.UserId(packed);

    /// <summary>What names the account in the whole country, made at each call.</summary>
    public AccountKey Key => new(Site, UserId);

    /// <summary>Packages at the site.</summary>
    public int PackageCount { get; }

    /// <summary>The day of registration.</summary>
    public DateOnly RegisteredOn { get; }

    /// <summary>Whether the site has verified the provider.</summary>
    public bool Verified { get; }

    /// <summary>The account as it was written, unpacked at each call.</summary>
    public AccountRecord Record => PackedTexts.Unpack(packed, Site, PackageCount, RegisteredOn, Verified);

    /// <summary>Who the account says it is, parsed at the first call and kept as long as comparisons need it.</summary>
    public ProviderIdentity Identity => identity ??= ProviderIdentity.Parse(Record);

    /// <summary>The identity as it was parsed before, or parsed for this once and not kept.</summary>
    internal ProviderIdentity PassingIdentity => identity ?? ProviderIdentity.Parse(Record);

    /// <summary>Prepares an account; nothing is refused, unreadable texts are merely no evidence.</summary>
    public static PreparedAccount From(AccountRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return new(record);
    }

    /// <summary>Drops the parsed identity, which takes ten times the room of the packed texts.</summary>
    internal void ForgetIdentity() => identity = null;

    internal int CountKeys => PackedTexts.CountKeys(packed);

    internal ulong BlockingKey(int index) => PackedTexts.Key(packed, index);

    internal bool HasKey(ulong key)
    {
        for (var i = 0; i < CountKeys; i++)
            if (BlockingKey(i) == key)
                return true;
        return false;
    }

    /// <summary>By site, as a number, then by user ID: the order in which the first of many is chosen, the same in every process.</summary>
    internal static int InOrder(PreparedAccount a, PreparedAccount b) =>
        a.Site.CompareTo(b.Site) is var bySite && bySite is not 0 ? bySite : string.CompareOrdinal(a.UserId.Key, b.UserId.Key);

    /// <inheritdoc />
    public override string ToString() => $"{Site}/{UserId}";
}
