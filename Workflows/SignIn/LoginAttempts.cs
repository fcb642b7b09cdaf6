using BackOffice.Rules.Identity;

namespace BackOffice.Workflows.SignIn;

/// <summary>
/// The budgets that an attempt at a provider's password draws on: one of the site, and where the user ID is a guest one of all sites together, so that hundreds of sites are not hundreds
/// of budgets. At home there is no other, so that nobody elsewhere shuts the owner out there. A user ID that nobody has is a guest everywhere, and answers as one.
/// </summary>
internal sealed record LoginAttempts(AttemptLimiter.Bucket AtSite, AttemptLimiter.Bucket? AsGuest)
{
    /// <summary>The budgets of a kind of attempt.</summary>
    /// <param name="kind">What is attempted at the site.</param>
    /// <param name="site">The site.</param>
    /// <param name="userId">The user ID that was typed.</param>
    /// <param name="isHome">Whether an account of the site has it.</param>
    /// <param name="limits">How many.</param>
    public static LoginAttempts Of(string kind, SiteCode site, UserId userId, bool isHome, AttemptOptions limits) => new(
        new($"{kind}:{site}:{userId.Key}", limits.PerLogin, limits.LoginWindow),
        isHome ? null : new($"guest:{userId.Key}", limits.PerGuest, limits.GuestWindow));

    private IReadOnlyList<AttemptLimiter.Bucket> All => AsGuest is null ? [AtSite] : [AtSite, AsGuest];

    /// <summary>Reserves one attempt; refuses when a budget is used up.</summary>
    public async Task<Refusal?> ReserveAsync(AttemptLimiter limiter, CancellationToken ct) => await limiter.ReserveAsync(All, ct) is null ? null : PasswordRefusals.Limited;

    /// <summary>Gives the attempt back: the password was not looked at.</summary>
    public Task GiveBackAsync(AttemptLimiter limiter, CancellationToken ct) => limiter.ReleaseAsync(All, ct);

    /// <summary>The password was right. The site is clean again; of the guest's budget this one attempt comes back, for others may have used the rest, and each sign-in of the owner would hand it to them anew.</summary>
    public async Task ForgiveAsync(AttemptLimiter limiter, CancellationToken ct)
    {
        await limiter.HoldAsync(All.Select(bucket => bucket.Name), ct);
        await limiter.ClearAsync([AtSite.Name], ct);
        if (AsGuest is not null)
            await limiter.ReleaseAsync([AsGuest], ct);
    }
}
