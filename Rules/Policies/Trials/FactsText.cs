using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace BackOffice.Rules.Policies.Trials;

/// <summary>
/// Reads facts of a policy from JSON, as a test beside the rules or the decision log holds them. A fact that is left out is its type's nothing: false, 0 or null.
/// </summary>
public static class FactsText
{
    /// <summary>What is wrong with one fact.</summary>
    /// <param name="Fact">Its name; null when the text is no object at all.</param>
    /// <param name="Sentence">What is wrong.</param>
    public sealed record Problem(string? Fact, Sentence Sentence)
    {
        internal int Offset { get; init; }
    }

    /// <summary>Reads facts.</summary>
    /// <param name="shape">The policy they are for.</param>
    /// <param name="json">One JSON object with a member per fact.</param>
    /// <returns>The facts, of the policy's own type; or everything that is wrong.</returns>
    public static (object? Facts, IReadOnlyList<Problem> Problems) Read(PolicyShape shape, ReadOnlySpan<byte> json)
    {
        ArgumentNullException.ThrowIfNull(shape);
        try
        {
            return JsonPart.Read(json) is JsonPart.Group group
                ? Read(shape, group, json)
                : (null, [new(null, new("Fakta harus berupa objek JSON.", "Facts must be a JSON object."))]);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return (null, [new(null, new("Fakta bukan JSON yang sah.", "The facts are no valid JSON."))]);
        }
    }

    internal static (object? Facts, IReadOnlyList<Problem> Problems) Read(PolicyShape shape, JsonPart.Group group, ReadOnlySpan<byte> json)
    {
        var facts = RuntimeHelpers.GetUninitializedObject(shape.FactsType);
        List<Problem> problems = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (var property in group.Properties)
        {
            if (!seen.Add(property.Name))
                problems.Add(Wrong(property, $"Fakta \"{property.Name}\" ditulis dua kali.", $"The fact \"{property.Name}\" is written twice."));
            else if (shape.FactsType.GetProperty(property.Name, BindingFlags.Public | BindingFlags.Instance) is not { } member || !shape.Members.ContainsKey(property.Name))
                problems.Add(Wrong(property, $"Kebijakan {shape.Policy} tidak mengenal fakta \"{property.Name}\".", $"The policy {shape.Policy} knows no fact \"{property.Name}\"."));
            else if (!TryValue(member.PropertyType, json[property.Value.Offset..], out var value))
                problems.Add(Wrong(property, $"Fakta \"{property.Name}\" harus berupa {Named(member.PropertyType, "id")}.", $"The fact \"{property.Name}\" must be {Named(member.PropertyType, "en")}."));
            else
                member.SetValue(facts, value);
        }
        return problems.Count == 0 ? (facts, problems) : (null, problems);
    }

    private static Problem Wrong(JsonPart.Property property, string indonesian, string english) => new(property.Name, new(indonesian, english)) { Offset = property.Offset };

    private static bool TryValue(Type type, ReadOnlySpan<byte> json, out object? value)
    {
        // One token; whatever follows it belongs to the object.
        var reader = new Utf8JsonReader(json, isFinalBlock: false, default);
        reader.Read();
        var inner = Nullable.GetUnderlyingType(type);
        value = null;
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return inner is not null || type == typeof(string);
            case JsonTokenType.String when type == typeof(string):
                value = reader.GetString();
                return true;
            case JsonTokenType.True or JsonTokenType.False when (inner ?? type) == typeof(bool):
                value = reader.GetBoolean();
                return true;
            case JsonTokenType.Number when (inner ?? type) == typeof(int) && reader.TryGetInt32(out var whole):
                value = whole;
                return true;
            case JsonTokenType.Number when (inner ?? type) == typeof(long) && reader.TryGetInt64(out var large):
                value = large;
                return true;
            case JsonTokenType.Number when (inner ?? type) == typeof(double) && reader.TryGetDouble(out var real) && double.IsFinite(real):
                value = real;
                return true;
            default:
                return false;
        }
    }

    private static string Named(Type type, string language)
    {
        var inner = Nullable.GetUnderlyingType(type);
        var (indonesian, english) = Type.GetTypeCode(inner ?? type) switch
        {
            TypeCode.Boolean => ("true atau false", "true or false"),
            TypeCode.String => ("teks atau null", "a text or null"),
            TypeCode.Double => ("angka", "a number"),
            _ => ("bilangan bulat", "a whole number"),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{(language == "id" ? indonesian : english)}{(inner is null ? "" : language == "id" ? " atau null" : " or null")}");
    }
}
