using System.ComponentModel.DataAnnotations;
using BackOffice.Workflows;

namespace BackOffice.Host.SignIn;

/// <summary>Settings of section <c>Tokens</c>.</summary>
internal sealed class TokenOptions
{
    /// <summary>How long a site's token holds; a replaced secret stops working for good after this.</summary>
    [Duration("00:01:00", "1.00:00:00")]
    public TimeSpan SiteTokenLifetime { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How long a staff token holds before it must be refreshed.</summary>
    [Duration("00:01:00", "1.00:00:00")]
    public TimeSpan StaffTokenLifetime { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How many tokens one address may ask for in a minute.</summary>
    [Range(1, 100_000)]
    public int SiteTokensPerMinute { get; set; } = 120;

    /// <summary>How many staff sign-ins, refreshes and changes of password one address may try in a minute.</summary>
    [Range(1, 100_000)]
    public int StaffSignInsPerMinute { get; set; } = 60;
}
