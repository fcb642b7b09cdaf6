using System.Text;
using System.Text.Json.Nodes;

namespace BackOffice.Workflows.Tests.Engine;

/// <summary>Writes a small definition file.</summary>
internal sealed class FlowFile(string definitionId, int version = 1)
{
    private readonly JsonArray activities = [];
    private readonly JsonArray connections = [];

    public FlowFile Step(string id, string type, params (string Name, string Literal)[] settings)
    {
        var activity = new JsonObject { ["id"] = id, ["type"] = type, ["version"] = 1 };
        foreach (var (name, literal) in settings)
            activity[name] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = literal } };
        activities.Add(activity);
        return this;
    }

    public FlowFile Act(string id) => Step(id, "BackOffice.Act");

    public FlowFile Await(string id, string signal, string after = "1.00:00:00") => Step(id, "BackOffice.Await", ("signal", signal), ("after", after));

    public FlowFile Link(string source, string port, string target)
    {
        connections.Add(new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = source, ["port"] = port },
            ["target"] = new JsonObject { ["activity"] = target, ["port"] = "In" },
        });
        return this;
    }

    public JsonObject Json() => new()
    {
        ["id"] = $"{definitionId}-v{version}",
        ["definitionId"] = definitionId,
        ["name"] = definitionId,
        ["version"] = version,
        ["isLatest"] = true,
        ["isPublished"] = true,
        ["root"] = new JsonObject
        {
            ["id"] = "flow",
            ["type"] = "Elsa.Flowchart",
            ["version"] = 1,
            ["activities"] = activities.DeepClone(),
            ["connections"] = connections.DeepClone(),
        },
    };

    public byte[] Bytes() => Encoding.UTF8.GetBytes(Json().ToJsonString());
}
