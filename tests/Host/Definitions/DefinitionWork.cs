using System.Text.Json;
using System.Text.Json.Nodes;
using BackOffice.Fixtures;
using BackOffice.Workflows.Staff;

namespace BackOffice.Host.Tests.Definitions;

/// <summary>What process owners do with workflow definitions.</summary>
internal static class DefinitionWork
{
    /// <summary>A reason that will do.</summary>
    public const string Reason = "Sesuai rapat pemilik proses.";

    /// <summary>The shipped activation as another version of it.</summary>
    public static JsonObject Activation(int version)
    {
        var json = JsonNode.Parse(File.ReadAllText(RepositoryRoot.File("Workflows", "Definitions", "activation.json")))!.AsObject();
        (json["id"], json["version"]) = ($"activation-v{version}", version);
        return json;
    }

    /// <summary>With another literal for a setting of an activity.</summary>
    public static JsonObject Setting(this JsonObject definition, string activity, string name, string literal)
    {
        definition.Activity(activity)[name] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = literal } };
        return definition;
    }

    /// <summary>With another id for an activity.</summary>
    public static JsonObject Renamed(this JsonObject definition, string activity, string id)
    {
        definition.Activity(activity)["id"] = id;
        foreach (var end in definition["root"]!["connections"]!.AsArray().SelectMany(connection => new[] { connection!["source"]!, connection["target"]! }))
            if (end["activity"]!.GetValue<string>() == activity)
                end["activity"] = id;
        return definition;
    }

    private static JsonObject Activity(this JsonObject definition, string id) =>
        definition["root"]!["activities"]!.AsArray().Single(activity => activity!["id"]!.GetValue<string>() == id)!.AsObject();

    /// <summary>Two process owners.</summary>
    public static async Task<(StaffClient Budi, StaffClient Tini)> OwnersAsync(this RunningHost host) =>
        (await host.AddStaffAsync("budi", StaffRoles.ProcessOwner), await host.AddStaffAsync("tini", StaffRoles.ProcessOwner));

    /// <summary>Begins a draft.</summary>
    public static Task<Reply> DraftAsync(this StaffClient owner, JsonObject definition) => owner.DraftAsync(definition.ToJsonString());

    /// <summary>Begins a draft of any text.</summary>
    public static Task<Reply> DraftAsync(this StaffClient owner, string json) => owner.CallAsync(HttpMethod.Post, "workflows/drafts", new { json, reason = Reason });

    /// <summary>Reads a draft.</summary>
    public static async Task<Reply> ReadWorkflowDraftAsync(this StaffClient owner, string draft) => (await owner.CallAsync(HttpMethod.Get, $"workflows/drafts/{draft}")).Done();

    /// <summary>Publishes a draft as it is now.</summary>
    public static async Task<Reply> PublishWorkflowAsync(this StaffClient owner, string draft) => await owner.CallAsync(
        HttpMethod.Post, $"workflows/drafts/{draft}/publish", new { reason = Reason }, ("If-Match", (await owner.ReadWorkflowDraftAsync(draft)).Headers["ETag"]));

    /// <summary>Writes and publishes a version.</summary>
    public static async Task PublishAsync(this (StaffClient Budi, StaffClient Tini) owners, JsonObject definition) =>
        (await owners.Tini.PublishWorkflowAsync((await owners.Budi.DraftAsync(definition)).Done()["id"])).Done();

    /// <summary>Previews a move.</summary>
    public static Task<Reply> PreviewMoveAsync(this StaffClient owner, string from, string to, object? mapping = null) =>
        owner.CallAsync(HttpMethod.Post, "workflows/moves/preview", new { from, to, mapping });

    /// <summary>Starts a move of what the preview says.</summary>
    public static async Task<Reply> MoveAsync(this StaffClient owner, string from, string to, object? mapping = null) => await owner.CallAsync(HttpMethod.Post, "workflows/moves",
        new { from, to, mapping, digest = (await owner.PreviewMoveAsync(from, to, mapping)).Done()["digest"], reason = Reason });

    /// <summary>Moves, and waits until every case has its result.</summary>
    public static async Task<Reply> MovedAsync(this StaffClient owner, string from, string to, object? mapping = null) => await owner.MoveDoneAsync((await owner.MoveAsync(from, to, mapping)).Done()["move"]);

    /// <summary>Waits until a move is over.</summary>
    public static async Task<Reply> MoveDoneAsync(this StaffClient owner, string move)
    {
        Reply? seen = null;
        await Eventually.TrueAsync(async () => (seen = (await owner.CallAsync(HttpMethod.Get, $"workflows/moves/{move}")).Done()).Move("state") is "done" or "cancelled",
            otherwise: () => seen!.Text, cancel: TestContext.Current.CancellationToken);
        return seen!;
    }

    /// <summary>A member of the move itself.</summary>
    public static string Move(this Reply reply, string member) => reply.Json.GetProperty("move").GetProperty(member).ToString();

    /// <summary>The lines of a preview, such as <c>await-identity waiting 1 → await-identity</c>.</summary>
    public static IReadOnlyList<string> Lines(this Reply preview) => [.. preview.Done().Json.GetProperty("lines").EnumerateArray().Select(Line)];

    private static string Line(JsonElement line) =>
        $"{line.GetProperty("node")} {line.GetProperty("status")} {line.GetProperty("cases")} → {(line.GetProperty("whyNot") is { ValueKind: JsonValueKind.Object } why ? why.GetProperty("code") : line.GetProperty("target"))}";
}
