using BackOffice.Designer.Definitions;
using BackOffice.Fixtures;

namespace BackOffice.Designer.Tests.Definitions;

/// <summary>What a draft begins with.</summary>
public sealed class NextVersionTests
{
    [Fact]
    public void Published_file_gets_the_next_id_and_number_and_keeps_every_other_character()
    {
        var published = File.ReadAllText(RepositoryRoot.File("Workflows", "Definitions", "activation.json"));

        var next = NextVersion.Of(published, "activation", 12);

        Assert.Equal(published.Replace("\"id\": \"activation-v1\"", "\"id\": \"activation-v12\"", StringComparison.Ordinal).Replace("\n  \"version\": 1,", "\n  \"version\": 12,", StringComparison.Ordinal), next);
        Assert.NotEqual(published, next);
    }

    [Theory]
    [InlineData("""{"version":1,"id":"a-v1"}""", """{"version":2,"id":"a-v2"}""")]
    [InlineData("""{ "id" : "ä-v1", "root": { "id": "flow", "version": 1 } }""", """{ "id" : "a-v2", "root": { "id": "flow", "version": 1 } }""")]
    [InlineData("{}", "{}")]
    public void Only_those_of_the_file_itself_are_replaced(string published, string expected) => Assert.Equal(expected, NextVersion.Of(published, "a", 2));
}
