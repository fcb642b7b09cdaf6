using System.Text.Json;
using BackOffice.Rules;

namespace BackOffice.Workflows.Engine;

/// <summary>One value in a JSON file together with its path, and the list of problems to which it adds its own. What cannot be read is reported and answered with null.</summary>
internal readonly record struct JsonPlace(JsonElement Element, string Path, List<DefinitionProblem> Problems)
{
    public void Report(Sentence sentence) => Problems.Add(new(Path, sentence));

    public bool IsObject()
    {
        if (Element.ValueKind == JsonValueKind.Object)
            return true;
        Report(DefinitionProblems.Object);
        return false;
    }

    /// <summary>A property of this object; one that is not there is reported.</summary>
    public JsonPlace? Required(string name)
    {
        if (Optional(name) is { } place)
            return place;
        Report(DefinitionProblems.Missing(name));
        return null;
    }

    public JsonPlace? Optional(string name) =>
        Element.TryGetProperty(name, out var value) ? At(name, value) : null;

    /// <summary>The properties of this object whose names are not among <paramref name="known"/>.</summary>
    public IEnumerable<(string Name, JsonPlace Place)> Others(IReadOnlyCollection<string> known)
    {
        foreach (var property in Element.EnumerateObject())
            if (!known.Contains(property.Name))
                yield return (property.Name, At(property.Name, property.Value));
    }

    public void RefuseOthers(params IReadOnlyCollection<string> known)
    {
        foreach (var (name, place) in Others(known))
            place.Report(DefinitionProblems.Unknown(name));
    }

    /// <summary>The items of this list.</summary>
    public IReadOnlyList<JsonPlace>? Items()
    {
        if (Element.ValueKind != JsonValueKind.Array)
        {
            Report(DefinitionProblems.List);
            return null;
        }
        var (path, problems) = (Path, Problems);
        return [.. Element.EnumerateArray().Select((item, index) => new JsonPlace(item, PathOf(path, index), problems))];
    }

    public string? Text(bool mayBeEmpty = false)
    {
        if (Element.ValueKind == JsonValueKind.String && Element.GetString() is { } text && (mayBeEmpty || !string.IsNullOrWhiteSpace(text)))
            return text;
        Report(DefinitionProblems.Text);
        return null;
    }

    public int? Number()
    {
        if (Element.ValueKind == JsonValueKind.Number && Element.TryGetInt32(out var number) && number > 0)
            return number;
        Report(DefinitionProblems.Number);
        return null;
    }

    public bool? Flag()
    {
        if (Element.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return Element.GetBoolean();
        Report(DefinitionProblems.Flag);
        return null;
    }

    /// <summary>Reports any value but this text or, for a number, its digits.</summary>
    public void MustBe(string name, string value)
    {
        if (Element.ValueKind is not (JsonValueKind.String or JsonValueKind.Number) || Element.ToString() != value)
            Report(DefinitionProblems.MustBe(name, value));
    }

    /// <summary>The path of a property of the object at <paramref name="path"/>.</summary>
    public static string PathOf(string path, string name) => name.All(char.IsLetterOrDigit) ? $"{path}.{name}" : $"{path}['{name}']";

    /// <summary>The path of an item of the list at <paramref name="path"/>.</summary>
    public static string PathOf(string path, int index) => $"{path}[{index}]";

    private JsonPlace At(string name, JsonElement value) =>
        new(value, PathOf(Path, name), Problems);
}
