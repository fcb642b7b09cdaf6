using BackOffice.Rules.Policies.Expressions;

namespace BackOffice.Rules.Policies;

/// <summary>
/// Takes the parts of a rule file apart and writes down what is wrong with them. Only the properties that are asked for may occur: one that is misspelt, or that would carry an
/// expression past the parser, is a finding and is never skipped.
/// </summary>
internal sealed class Findings(RuleSource source, List<RuleProblem> problems)
{
    private const int MaxText = 2_000;

    private static readonly Dictionary<string, Sentence> NotAllowed = new(StringComparer.Ordinal)
    {
        ["Actions"] = new("Aturan tidak boleh menjalankan tindakan, karena hasilnya tidak dibaca siapa pun; hasil aturan dinyatakan dalam SuccessEvent.", "A rule must not run actions, because nobody reads what they return; its result stands in SuccessEvent."),
        ["LocalParams"] = new("LocalParams ditulis di dalam aturan; untuk seluruh kebijakan tulislah GlobalParams.", "LocalParams stand within a rule; for a whole policy write GlobalParams."),
        ["GlobalParams"] = new("GlobalParams ditulis di samping Rules; untuk satu aturan tulislah LocalParams.", "GlobalParams stand beside Rules; for one rule write LocalParams."),
        ["WorkflowsToInject"] = new("Kebijakan tidak boleh menyisipkan kebijakan lain; salinlah aturannya.", "A policy must not inject another policy; copy its rules."),
        ["WorkflowRulesToInject"] = new("Kebijakan tidak boleh menyisipkan kebijakan lain; salinlah aturannya.", "A policy must not inject another policy; copy its rules."),
        ["SuccessEvent"] = new("Hanya aturan terluar yang mempunyai hasil.", "Only the outermost rule has an outcome."),
        ["Properties"] = new("Hanya aturan terluar yang mempunyai kalimat dan pasal.", "Only the outermost rule has sentences and a clause."),
        ["Enabled"] = new("Aturan tidak dapat dimatikan; hapuslah aturannya.", "A rule cannot be switched off; remove it."),
        ["RuleExpressionType"] = new("Jenis ekspresi tidak dapat dipilih; hapuslah baris ini.", "The kind of expression cannot be chosen; remove this line."),
        ["ErrorMessage"] = new("Kalimat untuk orang ditulis dalam Properties: Indonesian dan English.", "What a person is told stands in Properties: Indonesian and English."),
    };

    internal int Count => problems.Count;

    internal RulePosition At(JsonPart part) => source.At(part.Offset);

    /// <summary>The object, with a finding for everything in it that has no place there.</summary>
    internal JsonPart.Group? Open(JsonPart part, string? policy, string? rule, params IReadOnlyList<string> allowed)
    {
        if (part is not JsonPart.Group group)
        {
            Add(part.Offset, policy, rule, $"Di sini harus ada objek dengan {Listed(allowed)}.", $"Here must be an object with {Listed(allowed)}.");
            return null;
        }
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in group.Properties)
        {
            if (!seen.Add(property.Name))
                Add(property.Offset, policy, rule, $"\"{Shown(property.Name)}\" ditulis dua kali.", $"\"{Shown(property.Name)}\" is written twice.");
            else if (allowed.Contains(property.Name))
                continue;
            else if (NotAllowed.TryGetValue(property.Name, out var why))
                problems.Add(new(rule, policy, source.At(property.Offset), why));
            else
                Add(property.Offset, policy, rule, $"\"{Shown(property.Name)}\" tidak dikenal; yang ada: {Listed(allowed)}.", $"\"{Shown(property.Name)}\" is unknown; there are: {Listed(allowed)}.");
        }
        return group;
    }

    internal JsonPart.Text? RequiredText(JsonPart.Group group, string name, string? policy, string? rule)
    {
        var value = group.Value(name);
        if (value is JsonPart.Text { Value.Length: <= MaxText } text && !string.IsNullOrWhiteSpace(text.Value))
            return text;
        Add((value ?? group).Offset, policy, rule, $"{name} harus berisi teks, paling banyak {MaxText} karakter.", $"{name} must be a text of at most {MaxText} characters.");
        return null;
    }

    internal void OneOf(JsonPart.Text? text, IReadOnlyList<string> known, string indonesian, string english, string policy, string? rule)
    {
        if (text is not null && !known.Contains(text.Value))
            Add(text.Offset, policy, rule, $"{indonesian} \"{Shown(text.Value)}\" tidak dikenal; yang ada: {Listed(known)}.", $"The {english} \"{Shown(text.Value)}\" is unknown; there are: {Listed(known)}.");
    }

    internal void Add(int offset, string? policy, string? rule, string indonesian, string english) =>
        problems.Add(new(rule, policy, source.At(offset), new(indonesian, english)));

    internal void Add(JsonPart.Text expression, Refusal refusal, string policy, string? rule) =>
        problems.Add(new(rule, policy, source.Within(expression, refusal.Position), refusal.Sentence));

    internal static string Shown(string text) => text.Length <= 60 ? text : text[..60] + "…";

    internal static string Listed(IEnumerable<string> names) => string.Join(", ", names);
}
