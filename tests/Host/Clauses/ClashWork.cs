using System.Text.Json;

namespace BackOffice.Host.Tests.Clauses;

/// <summary>What staff see of user-ID clashes.</summary>
internal static class ClashWork
{
    /// <summary>The clashes of a list.</summary>
    public static async Task<IReadOnlyList<JsonElement>> ClashesAsync(this StaffClient staff, string query = "") =>
        [.. (await staff.CallAsync(HttpMethod.Get, $"clashes{query}")).Done().Json.GetProperty("clashes").EnumerateArray()];

    /// <summary>The one clash there is, with its parties.</summary>
    public static async Task<JsonElement> OnlyClashAsync(this StaffClient staff)
    {
        var id = Assert.Single(await staff.ClashesAsync()).GetProperty("id").GetString();
        return (await staff.CallAsync(HttpMethod.Get, $"clashes/{id}")).Done().Json;
    }

    /// <summary>Each party as <c>site user-ID end</c>.</summary>
    public static IReadOnlyList<string> Parties(this JsonElement clash) =>
        [.. clash.GetProperty("parties").EnumerateArray().Select(party => $"{party.GetProperty("site").GetString()} {party.GetProperty("userId").GetString()} {End(party)}").Order(StringComparer.Ordinal)];

    private static string End(JsonElement party) => party.GetProperty("end").ValueKind == JsonValueKind.String ? party.GetProperty("end").GetString()! : "open";
}
