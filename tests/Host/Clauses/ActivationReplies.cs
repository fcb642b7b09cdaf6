using System.Text.Json;

namespace BackOffice.Host.Tests.Clauses;

/// <summary>Reads what a test is after out of an answer about an activation or about roaming.</summary>
internal static class ActivationReplies
{
    /// <summary>Where the activation stands.</summary>
    public static string State(this Reply reply) => reply.Done()["state"];

    /// <summary>The case.</summary>
    public static string CaseId(this Reply reply) => reply.Done()["caseId"];

    /// <summary>What remains to be done, by its stable names, with the site where it is done.</summary>
    public static IReadOnlyList<string> Remaining(this Reply reply) =>
        [.. reply.Done().Json.GetProperty("remaining").EnumerateArray().Select(one => $"{one.GetProperty("what").GetString()} at {one.GetProperty("where").GetString() ?? "nobody's"}")];

    /// <summary>The fields to mend.</summary>
    public static IReadOnlyList<string> FieldsToMend(this Reply reply) =>
        [.. reply.Done().Json.GetProperty("remaining").EnumerateArray().Select(one => one.GetProperty("field").GetString()!).Order(StringComparer.Ordinal)];

    /// <summary>The group as the site sees it; undefined where there is none.</summary>
    public static JsonElement Group(this Reply reply) => reply.Done().Json.GetProperty("group");

    /// <summary>Whether there is a group.</summary>
    public static bool HasGroup(this Reply reply) => reply.Group().ValueKind == JsonValueKind.Object;

    /// <summary>The site of the group's Default.</summary>
    public static string DefaultSite(this Reply reply) => reply.Group().GetProperty("default").GetProperty("site").GetString()!;

    /// <summary>Whether the provider may roam.</summary>
    public static bool Allowed(this Reply reply) => reply.Done().Json.GetProperty("allowed").GetBoolean();

    /// <summary>The rules that keep a provider from roaming.</summary>
    public static IReadOnlyList<string> Reasons(this Reply reply) =>
        [.. reply.Json.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetProperty("rule").GetString()!)];

    /// <summary>The text members of a JSON object below this one, such as <c>case.Texts("account", "login")</c>.</summary>
    public static string At(this Reply reply, params string[] path) => path.Aggregate(reply.Done().Json, (json, member) => json.GetProperty(member)).ToString();
}
