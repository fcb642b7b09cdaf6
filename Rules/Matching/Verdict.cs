using BackOffice.Rules.Identity;

namespace BackOffice.Rules.Matching;

/// <summary>What names an account in the whole country.</summary>
/// <param name="Site">The site of registration.</param>
/// <param name="UserId">The user ID there.</param>
public sealed record AccountKey(SiteCode Site, UserId UserId) : IComparable<AccountKey>
{
    /// <summary>By site, as a number, then by user ID.</summary>
    public int CompareTo(AccountKey? other) =>
        other is null ? 1 : Site.CompareTo(other.Site) is var bySite && bySite is not 0 ? bySite : string.CompareOrdinal(UserId.Key, other.UserId.Key);

    /// <inheritdoc />
    public override string ToString() => $"{Site}/{UserId}";
}

/// <summary>Two accounts in no order: a pair is equal to itself turned round.</summary>
public sealed record AccountPair
{
    /// <summary>Names a pair.</summary>
    /// <exception cref="ArgumentException">Both are one account.</exception>
    public AccountPair(AccountKey one, AccountKey other)
    {
        ArgumentNullException.ThrowIfNull(one);
        var order = one.CompareTo(other);
        if (order is 0)
            throw new ArgumentException($"{one} makes no pair with itself.", nameof(other));
        (First, Second) = order < 0 ? (one, other) : (other, one);
    }

    /// <summary>The account with the lower site, then user ID.</summary>
    public AccountKey First { get; }

    /// <summary>The other one.</summary>
    public AccountKey Second { get; }
}

/// <summary>What a person decided about a pair.</summary>
public enum VerdictAnswer
{
    /// <summary>One company or branch office.</summary>
    Same,

    /// <summary>Two branch offices of one company.</summary>
    Branch,

    /// <summary>Two companies.</summary>
    Unrelated,
}

/// <summary>A person's decision about a pair, which stands above every rule until it is reopened (decision 10).</summary>
/// <param name="Pair">The pair.</param>
/// <param name="Answer">The decision.</param>
public sealed record Verdict(AccountPair Pair, VerdictAnswer Answer);
