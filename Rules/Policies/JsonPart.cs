using System.Text.Json;

namespace BackOffice.Rules.Policies;

/// <summary>
/// A JSON value that remembers at which byte it stands and keeps every property, doubles included. The readers of the framework
/// keep neither, and a finding without its place, or a property overwritten in silence, is what a policy owner must not get.
/// </summary>
internal abstract record JsonPart(int Offset)
{
    /// <summary>A string. The offset is that of its opening quote.</summary>
    internal sealed record Text(int Offset, string Value) : JsonPart(Offset);

    internal sealed record List(int Offset, IReadOnlyList<JsonPart> Items) : JsonPart(Offset);

    internal sealed record Group(int Offset, IReadOnlyList<Property> Properties) : JsonPart(Offset)
    {
        /// <summary>The value of the first property of that name; null if there is none.</summary>
        internal JsonPart? Value(string name) => Properties.FirstOrDefault(property => property.Name == name)?.Value;
    }

    /// <summary>A number, true, false or null: nothing of a rule set is one.</summary>
    internal sealed record Other(int Offset) : JsonPart(Offset);

    internal sealed record Property(int Offset, string Name, JsonPart Value);

    /// <exception cref="JsonException">The bytes are not one JSON value.</exception>
    /// <exception cref="InvalidOperationException">A string holds half a surrogate pair.</exception>
    internal static JsonPart Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 32 });
        reader.Read();
        var part = Read(ref reader);
        reader.Read();
        return part;
    }

    private static JsonPart Read(ref Utf8JsonReader reader)
    {
        var offset = (int)reader.TokenStartIndex;
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return new Text(offset, reader.GetString()!);
            case JsonTokenType.StartArray:
                var items = new List<JsonPart>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    items.Add(Read(ref reader));
                return new List(offset, items);
            case JsonTokenType.StartObject:
                var properties = new List<Property>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var (at, name) = ((int)reader.TokenStartIndex, reader.GetString()!);
                    reader.Read();
                    properties.Add(new(at, name, Read(ref reader)));
                }
                return new Group(offset, properties);
            default:
                return new Other(offset);
        }
    }
}
