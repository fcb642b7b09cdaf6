using System.Text;
using System.Text.Json.Nodes;
using BackOffice.Workflows.Engine;

namespace BackOffice.Workflows.Tests.Engine;

public sealed class DefinitionReaderTests
{
    private static readonly DefinitionReader Reader = new(new StepCatalogue(
    [
        Act.Descriptor,
        Await.Descriptor,
        new("BackOffice.Must", "Must", [new("Done")], [new("count", StepSettingKind.Count, "3"), new("mode", StepSettingKind.Text, "fast", ["fast", "slow"])], typeof(Act)),
    ]));

    /// <summary>A change to a good definition, the place where it is refused, and a word of the reason.</summary>
    public static TheoryData<string, string, string> Refusals => new()
    {
        { "$.id", "", "$: 'id' is missing" },
        { "$.id", "\" \"", "$.id: text that is not empty" },
        { "$.name", "7", "$.name: text" },
        { "$.version", "0", "$.version: whole number" },
        { "$.version", "1.5", "$.version: whole number" },
        { "$.isLatest", "\"yes\"", "$.isLatest: true or false" },
        { "$.isPublished", "false", "$.isPublished: draft" },
        { "$.variables", """[{"name":"npwp"}]""", "$.variables: 'variables' are not supported" },
        { "$.inputs", """[{"name":"npwp"}]""", "$.inputs: 'inputs' are not supported" },
        { "$.options", "{}", "$.options: 'options' is outside" },
        { "$.root", "[]", "$.root: an object" },
        { "$.root.type", "\"Elsa.Sequence\"", "$.root.type: 'Elsa.Flowchart'" },
        { "$.root.version", "2", "$.root.version: '1'" },
        { "$.root.variables", "[]", "$.root.variables: outside" },
        { "$.root.activities", "[]", "$.root.activities: no activity" },
        { "$.root.activities", "{}", "$.root.activities: a list" },
        { "$.root.connections", "", "$.root: 'connections' is missing" },
        { "$.root.activities[0].type", "\"BackOffice.Fly\"", "$.root.activities[0].type: 'BackOffice.Fly' is not known" },
        { "$.root.activities[0].type", "\"Elsa.Flowchart\"", "$.root.activities[0].type: 'Elsa.Flowchart' is not known" },
        { "$.root.activities[0].version", "3", "$.root.activities[0].version: '1'" },
        { "$.root.activities[0].id", "\"ask\"", "$.root.activities[1].id: already" },
        { "$.root.activities[0].colour", "\"red\"", "$.root.activities[0].colour: no setting 'colour'" },
        { "$.root.activities[1].signal", "", "$.root.activities[1]: requires the setting 'signal'" },
        { "$.root.activities[1].signal", "\"go\"", "$.root.activities[1].signal: an object" },
        { "$.root.activities[1].signal.typeName", "\"Int32\"", "$.root.activities[1].signal.typeName: 'String'" },
        { "$.root.activities[1].signal.expression.type", "\"JavaScript\"", "$.root.activities[1].signal.expression.type: 'JavaScript' is not supported" },
        { "$.root.activities[1].signal.expression.value", "5", "$.root.activities[1].signal.expression.value: text" },
        { "$.root.activities[1].signal.memoryReference", "{}", "$.root.activities[1].signal.memoryReference: outside" },
        { "$.root.activities[1].after.expression.value", "\"soon\"", "$.root.activities[1].after.expression.value: time span" },
        { "$.root.activities[1].after.expression.value", "\"-1.00:00:00\"", "$.root.activities[1].after.expression.value: time span" },
        { "$.root.activities[2].count.expression.value", "\"-1\"", "$.root.activities[2].count.expression.value: whole number" },
        { "$.root.activities[2].mode.expression.value", "\"medium\"", "$.root.activities[2].mode.expression.value: fast, slow" },
        { "$.root.connections[0].source.activity", "\"nobody\"", "$.root.connections[0].source.activity: does not exist" },
        { "$.root.connections[1].target.activity", "\"nobody\"", "$.root.connections[1].target.activity: does not exist" },
        { "$.root.connections[0].source.port", "\"Perhaps\"", "$.root.connections[0].source.port: its outcomes are: Done, Other" },
        { "$.root.connections[0].target.port", "\"Out\"", "$.root.connections[0].target.port: 'In'" },
        { "$.root.connections[0].vertices", "[]", "$.root.connections[0].vertices: outside" },
        { "$.root.connections[2].source.activity", "\"ask\"", "$.root.connections[2].source.port: no outcome 'Done'" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void One_mistake_is_refused_at_its_place(string place, string value, string expected)
    {
        var json = Good().Json();
        Set(json, place, value);

        var problem = Assert.Single(Problems(json));

        var (path, reason) = expected.Split(": ", 2) is [var left, var right] ? (left, right) : default;
        Assert.Equal(path, problem.Path);
        Assert.Contains(reason!, problem.Sentence.English, StringComparison.Ordinal);
        Assert.EndsWith(".", problem.Sentence.Indonesian, StringComparison.Ordinal);
    }

    [Fact]
    public void Good_definition_is_read_whole()
    {
        var json = Good().Json();
        Set(json, "$.root.activities[1].metadata", """{"designer":{"position":{"x":260,"y":80}},"note":"anything"}""");
        Set(json, "$.variables", "[]");

        var definition = Assert.IsType<DefinitionReading.Accepted>(Reader.Read(Encoding.UTF8.GetBytes(json.ToJsonString()))).Definition;

        Assert.Equal(("good-v1", "good", 1, "open"), (definition.Id, definition.DefinitionId, definition.Version, definition.Start.Id));
        Assert.Equal(new Dictionary<string, string> { ["signal"] = "go", ["after"] = "2.00:00:00" }, definition.Nodes["ask"].Settings);
        Assert.Equal(new Dictionary<string, string> { ["count"] = "5", ["mode"] = "fast" }, definition.Nodes["must"].Settings);
        Assert.Equal(new Dictionary<string, string> { ["Told"] = "must" }, definition.Nodes["ask"].Next);
        Assert.Equal("anything", definition.Nodes["ask"].Metadata?.GetProperty("note").GetString());
    }

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        var json = Good().Json();
        Set(json, "$.version", "0");
        Set(json, "$.root.activities[0].type", "\"BackOffice.Fly\"");
        Set(json, "$.root.connections[1].target.activity", "\"nobody\"");

        Assert.Equal(["$.version", "$.root.activities[0].type", "$.root.connections[1].target.activity"], Problems(json).Select(problem => problem.Path));
    }

    [Fact]
    public void Each_mistake_is_told_with_the_line_on_which_its_place_begins()
    {
        const string text = """
            {
              "id": "flow-v1", "definitionId": "flow", "name": "Flow", "version": 0, "isLatest": true, "isPublished": true,
              "root": {
                "id": "root", "type": "Elsa.Flowchart", "version": 1,
                "activities": [
                  { "id": "a", "type": "BackOffice.Act", "version": 1 },
                  {
                    "version": 1,
                    "metadata": { "designer": { "list": [1, [2,
                      3]] } },
                    "type":
                      "BackOffice.Await"
                  }
                ],
                "connections": [],
                "more": 1
              }
            }
            """;

        Assert.Equal(
            [("$.version", 2), ("$.root.more", 16), ("$.root.activities[1]", 7), ("$.root.activities[1]", 7)],
            Assert.IsType<DefinitionReading.Refused>(Reader.Read(Encoding.UTF8.GetBytes(text))).Problems.Select(problem => (problem.Path, problem.Line ?? 0)));
    }

    [Theory]
    [InlineData("\"open\"")]
    [InlineData("\"isLatest\"")]
    public void Half_a_character_is_refused(string text)
    {
        var file = Good().Json().ToJsonString().Replace(text, "\"\\ud800\"", StringComparison.Ordinal);

        var problem = Assert.Single(Assert.IsType<DefinitionReading.Refused>(Reader.Read(Encoding.UTF8.GetBytes(file))).Problems);

        Assert.Contains("half a character", problem.Sentence.English, StringComparison.Ordinal);
    }

    [Fact]
    public void Outcome_has_one_target() => Refused(
        Good().Link("open", "Done", "act"), "$.root.connections[3].source.port: 'Done' of 'open' has a target already");

    [Fact]
    public void Outcome_that_may_not_end_the_case_needs_a_target() => Refused(
        new FlowFile("flow").Step("must", "BackOffice.Must"), "$.root.activities[0]: 'Done' of 'must' has no target");

    [Fact]
    public void There_is_one_start()
    {
        Refused(new FlowFile("flow").Act("a").Act("b"), "$.root.activities: several starts, that is activities without an inbound connection: a, b");
        Refused(new FlowFile("flow").Await("a", "go").Await("b", "go").Link("a", "Told", "b").Link("b", "Told", "a"), "$.root.activities: no start");
    }

    [Fact]
    public void Every_activity_can_be_reached() => Assert.Equal(["$.root.activities[1]", "$.root.activities[2]"], Problems(
        new FlowFile("flow").Act("a").Await("b", "go").Await("c", "go").Link("b", "Told", "c").Link("c", "Told", "b").Json()).Select(problem => problem.Path));

    [Fact]
    public void Loop_passes_a_step_that_waits()
    {
        Refused(new FlowFile("flow").Act("a").Act("b").Act("c").Link("a", "Done", "b").Link("b", "Done", "c").Link("c", "Done", "b"), "$.root.activities[1]: b → c → b");
        Refused(new FlowFile("flow").Act("a").Act("b").Link("a", "Done", "b").Link("b", "Done", "b"), "$.root.activities[1]: b → b");
        Assert.Empty(Problems(new FlowFile("flow").Act("a").Act("b").Await("c", "go").Link("a", "Done", "b").Link("b", "Done", "c").Link("c", "Told", "b").Json()));
    }

    [Theory]
    [InlineData("", "line 1 at position 1")]
    [InlineData("{\n  \"id\": 'x' }", "line 2 at position 9")]
    [InlineData("{} {}", "line 1 at position 4")]
    public void What_is_no_JSON_is_refused_with_line_and_position(string text, string expected)
    {
        var problem = Assert.Single(Assert.IsType<DefinitionReading.Refused>(Reader.Read(Encoding.UTF8.GetBytes(text))).Problems);
        Assert.Equal("$", problem.Path);
        Assert.Contains(expected, problem.Sentence.English, StringComparison.Ordinal);
        Assert.StartsWith($"line {problem.Line} ", expected, StringComparison.Ordinal);
    }

    [Fact]
    public void Property_that_stands_twice_is_refused() =>
        Assert.IsType<DefinitionReading.Refused>(Reader.Read(Encoding.UTF8.GetBytes(Good().Json().ToJsonString().Replace("\"version\":1,\"isLatest\"", "\"version\":1,\"version\":2,\"isLatest\"", StringComparison.Ordinal))));

    [Fact]
    public void File_is_UTF_8_with_or_without_a_mark()
    {
        Assert.IsType<DefinitionReading.Accepted>(Reader.Read((byte[])[.. Encoding.UTF8.Preamble, .. Good().Bytes()]));
        Assert.IsType<DefinitionReading.Refused>(Reader.Read(Encoding.Unicode.GetBytes(Good().Json().ToJsonString())));
        Assert.IsType<DefinitionReading.Refused>(Reader.Read(new byte[] { 0x7b, 0x22, 0xff, 0x22, 0x7d }));
    }

    [Fact]
    public void Every_prefix_of_a_file_is_refused_and_none_throws()
    {
        var bytes = Good().Bytes();
        for (var length = 0; length < bytes.Length; length++)
            Assert.IsType<DefinitionReading.Refused>(Reader.Read(bytes.AsMemory(0, length)));
    }

    private static FlowFile Good() => new FlowFile("good").Act("open").Step("ask", "BackOffice.Await", ("signal", "go"), ("after", "2.00:00:00"))
        .Step("must", "BackOffice.Must", ("count", "5"), ("mode", "fast")).Act("act").Link("open", "Done", "ask").Link("ask", "Told", "must").Link("must", "Done", "act");

    private static void Refused(FlowFile flow, string expected)
    {
        var problem = Assert.Single(Problems(flow.Json()));
        var parts = expected.Split(": ", 2);
        Assert.Equal(parts[0], problem.Path);
        Assert.Contains(parts[1], problem.Sentence.English, StringComparison.Ordinal);
    }

    private static IReadOnlyList<DefinitionProblem> Problems(JsonObject json) =>
        Reader.Read(Encoding.UTF8.GetBytes(json.ToJsonString())) is DefinitionReading.Refused refused ? refused.Problems : [];

    // Sets the value at a path, or takes it away where there is no value.
    private static void Set(JsonObject json, string path, string value)
    {
        JsonNode node = json;
        var names = path[2..].Replace("[", ".[", StringComparison.Ordinal).Split('.');
        foreach (var name in names[..^1])
            node = name[0] == '[' ? node[int.Parse(name[1..^1], null)]! : node[name]!;
        if (value.Length == 0)
            node.AsObject().Remove(names[^1]);
        else
            node[names[^1]] = JsonNode.Parse(value);
    }
}
