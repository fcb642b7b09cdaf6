using System.Text.Json;

namespace BackOffice.Workflows.Engine;

/// <summary>Finds the lines of a file on which the values stand that <see cref="JsonPlace"/> names by their paths: a value that was read no longer knows its line.</summary>
internal static class JsonLines
{
    /// <summary>Gives each problem its line.</summary>
    /// <param name="json">The file, which is valid JSON.</param>
    /// <param name="problems">What is wrong with it.</param>
    public static IReadOnlyList<DefinitionProblem> AddTo(IReadOnlyList<DefinitionProblem> problems, ReadOnlySpan<byte> json)
    {
        var lines = problems.Select(problem => problem.Path).Distinct().ToDictionary(path => path, _ => 0, StringComparer.Ordinal);
        new Walk(json, lines).All();
        return [.. problems.Select(problem => problem with { Line = lines[problem.Path] })];
    }

    private ref struct Walk(ReadOnlySpan<byte> json, Dictionary<string, int> lines)
    {
        private readonly ReadOnlySpan<byte> json = json;
        private Utf8JsonReader reader = new(json);
        private int counted;
        private int line = 1;

        public void All()
        {
            reader.Read();
            Value("$", Line());
        }

        // The value whose first token was read. A property begins where its name does.
        private void Value(string path, int begins)
        {
            if (lines.ContainsKey(path))
                lines[path] = begins;
            switch (reader.TokenType)
            {
                case JsonTokenType.StartArray:
                    for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
                        Value(JsonPlace.PathOf(path, index), Line());
                    break;
                case JsonTokenType.StartObject:
                    while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                    {
                        var (at, name) = (Line(), reader.GetString()!);
                        reader.Read();
                        Value(JsonPlace.PathOf(path, name), at);
                    }
                    break;
            }
        }

        // Of the token that was read last.
        private int Line()
        {
            var token = (int)reader.TokenStartIndex;
            line += json[counted..token].Count((byte)'\n');
            counted = token;
            return line;
        }
    }
}
