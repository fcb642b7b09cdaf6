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
}
