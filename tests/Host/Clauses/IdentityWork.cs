using System.Text.Json;

namespace BackOffice.Host.Tests.Clauses;

/// <summary>How identities are read, edited and reviewed.</summary>
internal static class IdentityWork
{
    /// <summary>Reads an identity; the ETag stands in the headers.</summary>
    public static Task<Reply> IdentityAsync(this SiteClient site, string userId) => site.OwnAsync(HttpMethod.Get, $"accounts/{Uri.EscapeDataString(userId)}/identity");

    /// <summary>Reads an identity and edits it as it was read.</summary>
    public static async Task<Reply> EditAsync(this SiteClient site, string userId, object changes) =>
        await site.PutIdentityAsync(userId, changes, ("If-Match", (await site.IdentityAsync(userId)).Done().Tag()));

    /// <summary>The ETag.</summary>
    public static string Tag(this Reply reply) => reply.Headers["ETag"];

    /// <summary>The proposals in a state.</summary>
    public static async Task<IReadOnlyList<JsonElement>> ProposalsAsync(this StaffClient staff, string state = "open") =>
        [.. (await staff.CallAsync(HttpMethod.Get, $"identity-proposals?state={state}")).Done().Json.GetProperty("proposals").EnumerateArray()];

    /// <summary>Decides about a proposal.</summary>
    public static Task<Reply> DecideAsync(this StaffClient verifikator, JsonElement proposal, bool accept) => verifikator.CallAsync(
        HttpMethod.Post, $"identity-proposals/{proposal.GetProperty("id").GetString()}/decide", new { accept, reason = "Dicocokkan dengan kartu NPWP." });

    /// <summary>The identity reviews in a state.</summary>
    public static async Task<IReadOnlyList<JsonElement>> ReviewsAsync(this StaffClient staff, string state = "open") =>
        [.. (await staff.CallAsync(HttpMethod.Get, $"identity-reviews?state={state}")).Done().Json.GetProperty("reviews").EnumerateArray()];
}
