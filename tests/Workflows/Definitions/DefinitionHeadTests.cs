using BackOffice.Workflows.Definitions.Versions;

namespace BackOffice.Workflows.Tests.Definitions;

/// <summary>What a draft is a version of is known though the rest of its text is broken.</summary>
public sealed class DefinitionHeadTests
{
    [Theory]
    [InlineData("""{ "id": "a-v3", "definitionId": "a", "name": "A", "version": 3, "root": {""", "a", 3)]
    [InlineData("""{ "root": { "version": 1, "definitionId": "inner" }, "version": 3, "definitionId": "a" }""", "a", 3)]
    [InlineData("\uFEFF{ \"definitionId\": \"a\", \"version\": \"three\" }", "a", null)]
    [InlineData("""{ "version": 2.5, "definitionId": 7 }""", null, null)]
    [InlineData("""{ "version": 2, "definitionId": "\ud800" }""", null, 2)]
    [InlineData("[]", null, null)]
    [InlineData("no JSON", null, null)]
    [InlineData("", null, null)]
    public void Head_is_read_as_far_as_it_goes(string json, string? definition, int? version) => Assert.Equal(new DefinitionHead(definition, version), DefinitionHead.Of(json));
}
