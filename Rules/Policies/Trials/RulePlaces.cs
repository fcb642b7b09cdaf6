using System.Text.Json;

namespace BackOffice.Rules.Policies.Trials;

/// <summary>Where each rule of a rule set stands in its file, for what is found out about it after it was read.</summary>
internal static class RulePlaces
{
    public static IReadOnlyDictionary<(string Policy, string Rule), RulePosition> Of(ReadOnlyMemory<byte> file)
    {
        var source = new RuleSource(file);
        Dictionary<(string, string), RulePosition> places = [];
        try
        {
            if (JsonPart.Read(source.Json) is not JsonPart.List policies)
                return places;
            foreach (var policy in policies.Items.OfType<JsonPart.Group>())
                if (Value(policy, "WorkflowName") is JsonPart.Text name && Value(policy, "Rules") is JsonPart.List rules)
                    foreach (var rule in rules.Items.OfType<JsonPart.Group>())
                        if (Value(rule, "RuleName") is JsonPart.Text ruleName)
                            places.TryAdd((name.Value, ruleName.Value), source.At(rule.Offset));
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // A file that cannot be read has no rules, and is refused where it is loaded.
        }
        return places;
    }

    private static JsonPart? Value(JsonPart.Group group, string name) => group.Properties.FirstOrDefault(property => property.Name == name)?.Value;
}
