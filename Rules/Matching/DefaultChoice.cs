using BackOffice.Rules.Identity;

namespace BackOffice.Rules.Matching;

/// <summary>What decides which account of a group is its Default.</summary>
/// <param name="Site">The site of registration.</param>
/// <param name="UserId">The user ID there.</param>
/// <param name="PackageCount">Packages at the site, frozen when the group is made.</param>
/// <param name="RegisteredOn">The day of registration.</param>
/// <param name="Verified">Whether the site has verified it.</param>
/// <param name="ActivatedOn">The day it was activated; null if it is not.</param>
public sealed record DefaultCandidate(SiteCode Site, UserId UserId, int PackageCount, DateOnly RegisteredOn, bool Verified, DateOnly? ActivatedOn = null)
{
    /// <summary>A candidate that is not activated.</summary>
    public static DefaultCandidate Of(PreparedAccount account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return new(account.Site, account.UserId, account.PackageCount, account.RegisteredOn, account.Verified);
    }
}

/// <summary>Which criterion singled the Default out (2.f.2.b, decision 1).</summary>
public enum DefaultReason
{
    /// <summary>It alone has the most packages.</summary>
    MostPackages,

    /// <summary>Several have as many; it alone was registered first.</summary>
    EarliestRegistration,

    /// <summary>Several have as many and were registered on that day; its site has the lowest code.</summary>
    LowestSiteCode,

    /// <summary>The former Default's account is gone, and members have merged into its login: a member that has this login carries it on (decision 15 keeps what they merged into).</summary>
    CarriesTheLogin,
}

/// <summary>The Default of a group: the account with the most packages; among equals the earliest registration, then the lowest site code as a number.</summary>
/// <param name="Account">The Default.</param>
/// <param name="Reason">What singled it out.</param>
/// <param name="NeedsPerson">
/// Whether a person confirms it: it is unverified while another member is verified, or was registered after another was activated (decision 2), or on that day, of which nobody knows
/// which came first.
/// </param>
public sealed record DefaultChoice(DefaultCandidate Account, DefaultReason Reason, bool NeedsPerson)
{
    /// <summary>The reason as a person reads it, with the number that decided.</summary>
    public Sentence Sentence => Reason switch
    {
        DefaultReason.MostPackages => new(
            $"Akun di LPSE {Account.Site} mengikuti paket terbanyak ({Account.PackageCount}).",
            $"The account at LPSE {Account.Site} has the most packages ({Account.PackageCount})."),
        DefaultReason.EarliestRegistration => new(
            $"Jumlah paket sama ({Account.PackageCount}); akun di LPSE {Account.Site} terdaftar paling awal ({Account.RegisteredOn:yyyy-MM-dd}).",
            $"The package counts are equal ({Account.PackageCount}); the account at LPSE {Account.Site} was registered first ({Account.RegisteredOn:yyyy-MM-dd})."),
        DefaultReason.LowestSiteCode => new(
            $"Jumlah paket ({Account.PackageCount}) dan tanggal pendaftaran ({Account.RegisteredOn:yyyy-MM-dd}) sama; kode LPSE {Account.Site} paling kecil.",
            $"Package count ({Account.PackageCount}) and day of registration ({Account.RegisteredOn:yyyy-MM-dd}) are equal; the site code {Account.Site} is the lowest."),
        DefaultReason.CarriesTheLogin => new(
            $"Akun Default yang lama sudah tidak ada; akun di LPSE {Account.Site} meneruskan login grup.",
            $"The former Default's account is gone; the account at LPSE {Account.Site} carries the group's login on."),
        _ => throw new InvalidOperationException($"Unhandled reason {Reason}."),
    };

    /// <summary>Chooses among the accounts of a group; their order does not matter.</summary>
    /// <exception cref="ArgumentException">There are fewer than two accounts.</exception>
    public static DefaultChoice Among(IReadOnlyCollection<DefaultCandidate> accounts)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        if (accounts.Count < 2)
            throw new ArgumentException("A group has at least two accounts.", nameof(accounts));
        var ordered = accounts
            .OrderByDescending(account => account.PackageCount)
            .ThenBy(account => account.RegisteredOn)
            .ThenBy(account => account.Site)
            .ThenBy(account => account.UserId.Key, StringComparer.Ordinal)
            .ToList();
        var (first, second) = (ordered[0], ordered[1]);
        var reason = first.PackageCount != second.PackageCount ? DefaultReason.MostPackages
            : first.RegisteredOn != second.RegisteredOn ? DefaultReason.EarliestRegistration
            : DefaultReason.LowestSiteCode;
        var others = ordered.Skip(1).ToList();
        return new(first, reason, (!first.Verified && others.Exists(other => other.Verified)) || others.Exists(other => other.ActivatedOn <= first.RegisteredOn));
    }
}
