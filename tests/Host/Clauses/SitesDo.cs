using BackOffice.Fixtures;

namespace BackOffice.Host.Tests.Clauses;

/// <summary>What providers do with their login through a site.</summary>
internal static class SitesDo
{
    /// <summary>Changes the user ID (3.b).</summary>
    public static Task<Reply> RenameAsync(this SiteClient site, string userId, string newUserId, string password) =>
        site.OwnAsync(HttpMethod.Put, $"accounts/{Uri.EscapeDataString(userId)}/user-id", new { newUserId, password });

    /// <summary>Changes the password (3.b).</summary>
    public static Task<Reply> ChangePasswordAsync(this SiteClient site, string userId, string password, string newPassword) =>
        site.OwnAsync(HttpMethod.Put, $"accounts/{Uri.EscapeDataString(userId)}/password", new { password, newPassword });

    /// <summary>Waits until an activation stands there: cases that an edit wakes go on by themselves.</summary>
    public static async Task ReachesAsync(this SiteClient site, string userId, string state)
    {
        var stands = "";
        await Eventually.TrueAsync(
            async () => (stands = (await site.ActivationAsync(userId)).State()) == state,
            otherwise: () => $"The activation stands at {stands}, not at {state}.", cancel: TestContext.Current.CancellationToken);
    }

    /// <summary>The change feed from its beginning, as soon as it tells of this kind of change.</summary>
    public static async Task<Reply> FeedWithAsync(this SiteClient site, string kind)
    {
        // The feed is numbered after the commit, once a second by the clock.
        site.Host.Clock.Advance(TimeSpan.FromSeconds(1));
        var page = (await site.ChangesAsync()).Done();
        await Eventually.TrueAsync(
            async () => (page = (await site.ChangesAsync()).Done()).Json.GetProperty("changes").EnumerateArray().Any(change => change.GetProperty("kind").GetString() == kind),
            otherwise: () => $"The feed never told of {kind}: {page.Text}", cancel: TestContext.Current.CancellationToken);
        return page;
    }

    /// <summary>Waits until exactly these fields are left to mend.</summary>
    public static async Task MustMendAsync(this SiteClient site, string userId, IReadOnlyList<string> fields)
    {
        var left = "";
        await Eventually.TrueAsync(
            async () => (left = string.Join(", ", (await site.ActivationAsync(userId)).FieldsToMend())) == string.Join(", ", fields),
            otherwise: () => $"Left to mend: {left}", cancel: TestContext.Current.CancellationToken);
    }
}
