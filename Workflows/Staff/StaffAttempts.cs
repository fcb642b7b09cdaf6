using BackOffice.Workflows.SignIn;

namespace BackOffice.Workflows.Staff;

/// <summary>Where attempts at the staff door are counted. None of these buckets fills for good: a stranger delays a name, and never closes it.</summary>
internal static class StaffAttempts
{
    private static readonly TimeSpan[] Delays =
    [
        TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero,
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15),
    ];

    /// <summary>The password of a name that may be nobody's, from wherever.</summary>
    public static AttemptLimiter.Bucket AtName(string normalizedName) => Delayed($"staff:{normalizedName}");

    /// <summary>The password of a name from where its owner has signed in lately: strangers elsewhere do not delay the owner.</summary>
    public static AttemptLimiter.Bucket AtNameFrom(string normalizedName, string source) => Delayed($"staff:{normalizedName}@{source}");

    /// <summary>Any name, from one address.</summary>
    public static AttemptLimiter.Bucket From(string source, StaffOptions limits) => new($"staff-address:{source}", limits.AttemptsPerAddress, limits.AddressWindow);

    /// <summary>The own password, asked for again in a session.</summary>
    public static AttemptLimiter.Bucket AtOwnPasswordOf(Guid member) => Delayed($"staff-own:{member}");

    /// <summary>The code of somebody whose password was right.</summary>
    public static AttemptLimiter.Bucket AtCodeOf(Guid member) => Delayed($"staff-code:{member}");

    private static AttemptLimiter.Bucket Delayed(string name) => new(name, int.MaxValue, TimeSpan.FromDays(1), Delays);
}
