using System.Text.Json;

namespace BackOffice.Rules.Policies.Trials;

/// <summary>What became of one rule from one version to another.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Kind">Whether it was added, removed, changed or only moved.</param>
/// <param name="Fields">What of it changed; empty for an added or removed one.</param>
public sealed record RuleChange(string Policy, string Rule, RuleChangeKind Kind, IReadOnlyList<RuleFieldChange> Fields);

/// <summary>One property of a rule that changed.</summary>
/// <param name="Field">Its name in the file, such as <c>Expression</c> or <c>Properties.English</c>; <c>Order</c> for the place among the policy's rules, from 1.</param>
/// <param name="Before">As it was; null if it was not there.</param>
/// <param name="After">As it is; null if it is gone.</param>
public sealed record RuleFieldChange(string Field, string? Before, string? After);

/// <summary>What became of a rule.</summary>
public enum RuleChangeKind
{
    /// <summary>It is new.</summary>
    Added,

    /// <summary>It is gone.</summary>
    Removed,

    /// <summary>Something of it is another: expression, outcome, properties.</summary>
    Changed,

    /// <summary>Only its place in the order is another.</summary>
    Moved,
}

/// <summary>Compares two rule sets rule by rule, over everything that their files say of a rule, whether this release can run them or not.</summary>
public static class RuleSetDiff
{
    /// <summary>What changed, by policy and in the order of the newer file; removed rules last.</summary>
    /// <exception cref="JsonException">One of them is no JSON.</exception>
    public static IReadOnlyList<RuleChange> Between(string older, string newer)
    {
        var (before, after) = (Read(older), Read(newer));
        // Only rules that both have can have moved: what was added or removed before one moves nothing.
        var (oldOrder, newOrder) = (Order(before, after), Order(after, before));
        List<RuleChange> changes = [];
        foreach (var (key, fields) in after)
        {
            if (!before.TryGetValue(key, out var old))
            {
                changes.Add(new(key.Policy, key.Rule, RuleChangeKind.Added, []));
                continue;
            }
            var changed = old.Keys.Union(fields.Keys).Where(name => old.GetValueOrDefault(name) != fields.GetValueOrDefault(name))
                .Select(name => new RuleFieldChange(name, old.GetValueOrDefault(name), fields.GetValueOrDefault(name))).ToList();
            var kind = changed.Count > 0 ? RuleChangeKind.Changed : RuleChangeKind.Moved;
            if (oldOrder[key] != newOrder[key])
                changed.Add(new("Order", oldOrder[key], newOrder[key]));
            if (changed.Count > 0)
                changes.Add(new(key.Policy, key.Rule, kind, changed));
        }
        changes.AddRange(before.Keys.Where(key => !after.ContainsKey(key)).Select(key => new RuleChange(key.Policy, key.Rule, RuleChangeKind.Removed, [])));
        return changes;
    }

    private static Dictionary<(string Policy, string Rule), string> Order(OrderedDictionary<(string Policy, string Rule), Dictionary<string, string>> rules, OrderedDictionary<(string Policy, string Rule), Dictionary<string, string>> other) =>
        rules.Keys.Where(other.ContainsKey).GroupBy(key => key.Policy)
            .SelectMany(policy => policy.Select((key, place) => (key, place: (place + 1).ToString(System.Globalization.CultureInfo.InvariantCulture))))
            .ToDictionary(one => one.key, one => one.place);

    private static OrderedDictionary<(string Policy, string Rule), Dictionary<string, string>> Read(string json)
    {
        OrderedDictionary<(string, string), Dictionary<string, string>> rules = [];
        using var document = JsonDocument.Parse(json.TrimStart('\uFEFF'));
        foreach (var policy in document.RootElement.EnumerateArray())
        {
            var name = policy.GetProperty("WorkflowName").GetString()!;
            Add(rules, (name, ""), policy, "Rules");
            foreach (var rule in policy.GetProperty("Rules").EnumerateArray())
                Add(rules, (name, rule.GetProperty("RuleName").GetString()!), rule, except: null);
        }
        return rules;
    }

    // A policy's own properties, such as shared parameters, count as a rule without a name.
    private static void Add(OrderedDictionary<(string, string), Dictionary<string, string>> rules, (string, string) key, JsonElement part, string? except)
    {
        Dictionary<string, string> fields = [];
        foreach (var property in part.EnumerateObject().Where(property => property.Name != except))
            Flatten(fields, property.Name, property.Value);
        rules[key] = fields;
    }

    private static void Flatten(Dictionary<string, string> fields, string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Object)
            foreach (var property in value.EnumerateObject())
                Flatten(fields, $"{name}.{property.Name}", property.Value);
        else
            fields[name] = value.ToString();
    }
}
