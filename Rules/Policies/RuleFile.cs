using System.Text.Json;
using System.Text.Unicode;
using BackOffice.Rules.Policies.Expressions;

namespace BackOffice.Rules.Policies;

/// <summary>
/// Reads the text of a rule set into rules. Only the properties named here may occur: one that is misspelt, or that would carry an
/// expression past the parser, is a finding and is never skipped.
/// </summary>
internal sealed class RuleFile(RuleSource source, PolicyCatalogue catalogue, List<RuleProblem> problems)
{
    internal const int MaxBytes = 1_000_000;
    internal const int MaxRules = 200;

    private const int MaxText = 2_000;

    private static readonly Dictionary<string, Sentence> NotAllowed = new(StringComparer.Ordinal)
    {
        ["Actions"] = new("Aturan tidak boleh menjalankan tindakan; hasilnya dinyatakan dalam SuccessEvent.", "A rule must not run actions; its result stands in SuccessEvent."),
        ["LocalParams"] = new("LocalParams belum didukung; tulislah perbandingannya di dalam Expression.", "LocalParams are not supported yet; write the comparison into Expression."),
        ["GlobalParams"] = new("GlobalParams belum didukung; tulislah perbandingannya di dalam Expression.", "GlobalParams are not supported yet; write the comparison into Expression."),
        ["WorkflowsToInject"] = new("Kebijakan tidak boleh menyisipkan kebijakan lain; salinlah aturannya.", "A policy must not inject another policy; copy its rules."),
        ["WorkflowRulesToInject"] = new("Kebijakan tidak boleh menyisipkan kebijakan lain; salinlah aturannya.", "A policy must not inject another policy; copy its rules."),
        ["Rules"] = new("Aturan di dalam aturan belum didukung; gabungkanlah syaratnya dengan && dan ||.", "Rules within a rule are not supported yet; combine the conditions with && and ||."),
        ["Operator"] = new("Aturan di dalam aturan belum didukung; gabungkanlah syaratnya dengan && dan ||.", "Rules within a rule are not supported yet; combine the conditions with && and ||."),
        ["Enabled"] = new("Aturan tidak dapat dimatikan; hapuslah aturannya.", "A rule cannot be switched off; remove it."),
        ["RuleExpressionType"] = new("Jenis ekspresi tidak dapat dipilih; hapuslah baris ini.", "The kind of expression cannot be chosen; remove this line."),
        ["ErrorMessage"] = new("Kalimat untuk orang ditulis dalam Properties: Indonesian dan English.", "What a person is told stands in Properties: Indonesian and English."),
    };

    internal IReadOnlyList<RuleDraft> Read()
    {
        if (source.Json.Length > MaxBytes)
            return Refuse(0, $"Berkas aturan lebih besar daripada {MaxBytes} byte.", $"The rule file is larger than {MaxBytes} bytes.");
        if (!Utf8.IsValid(source.Json))
            return Refuse(0, "Berkas aturan tidak ditulis dalam UTF-8.", "The rule file is not written in UTF-8.");
        try
        {
            return JsonPart.Read(source.Json) is JsonPart.List policies
                ? ReadPolicies(policies)
                : Refuse(0, "Berkas aturan harus berupa daftar kebijakan: [ … ].", "The rule file must be a list of policies: [ … ].");
        }
        catch (JsonException fault)
        {
            return Refuse(OffsetOf(fault), "Berkas aturan bukan JSON yang sah di tempat ini.", "The rule file is no valid JSON at this place.");
        }
        catch (InvalidOperationException)
        {
            return Refuse(0, "Sebuah teks dalam berkas aturan memuat setengah karakter (\\ud800 sampai \\udfff).", "A text in the rule file holds half a character (\\ud800 to \\udfff).");
        }
    }

    private List<RuleDraft> ReadPolicies(JsonPart.List policies)
    {
        var drafts = new List<RuleDraft>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in policies.Items)
        {
            var policy = Open(item, Named(item, "WorkflowName"), null, "WorkflowName", "Rules");
            if (policy is null || RequiredText(policy, "WorkflowName", null, null) is not { } name)
                continue;
            if (!catalogue.TryFind(name.Value, out var shape))
                Problem(name.Offset, null, null, $"Kebijakan \"{Shown(name)}\" tidak dikenal; yang ada: {Listed(catalogue.Shapes.Select(s => s.Policy))}.", $"The policy \"{Shown(name)}\" is unknown; there are: {Listed(catalogue.Shapes.Select(s => s.Policy))}.");
            else if (!seen.Add(shape.Policy))
                Problem(name.Offset, shape.Policy, null, "Kebijakan ini ditulis dua kali.", "This policy is written twice.");
            else
                drafts.AddRange(ReadRules(policy, shape));
        }
        foreach (var missing in catalogue.Shapes.Where(shape => !seen.Contains(shape.Policy)))
            Problem(policies.Offset, missing.Policy, null, $"Kebijakan \"{missing.Policy}\" tidak ada dalam berkas.", $"The policy \"{missing.Policy}\" is missing from the file.");
        if (drafts.Count > MaxRules)
            Problem(policies.Offset, null, null, $"Berkas memuat lebih dari {MaxRules} aturan.", $"The file holds more than {MaxRules} rules.");
        return drafts;
    }

    private IEnumerable<RuleDraft> ReadRules(JsonPart.Group policy, PolicyShape shape)
    {
        var rules = Value(policy, "Rules");
        if (rules is not JsonPart.List { Items: [_, ..] } list)
        {
            Problem((rules ?? policy).Offset, shape.Policy, null, "Kebijakan ini tidak mempunyai aturan; Rules harus berupa daftar yang berisi.", "This policy has no rules; Rules must be a list with something in it.");
            yield break;
        }
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in list.Items)
        {
            if (ReadRule(item, shape) is not { } draft)
                continue;
            if (seen.Add(draft.Rule.Name))
                yield return draft;
            else
                Problem(item.Offset, shape.Policy, draft.Rule.Name, "Nama aturan ini dipakai dua kali.", "This rule name is used twice.");
        }
    }

    private RuleDraft? ReadRule(JsonPart item, PolicyShape shape)
    {
        var before = problems.Count;
        var named = Named(item, "RuleName");
        if (Open(item, shape.Policy, named, "RuleName", "SuccessEvent", "Expression", "Properties") is not { } rule)
            return null;
        var name = RequiredText(rule, "RuleName", shape.Policy, named);
        var outcome = RequiredText(rule, "SuccessEvent", shape.Policy, named);
        var expression = RequiredText(rule, "Expression", shape.Policy, named);
        var condition = expression is null ? null : Parse(expression, shape, named);
        var properties = Value(rule, "Properties");
        if (properties is null)
            Problem(rule.Offset, shape.Policy, named, "Properties tidak ada; isinya Clause, Indonesian dan English.", "Properties is missing; it holds Clause, Indonesian and English.");
        if (properties is null || Open(properties, shape.Policy, named, "Clause", "Indonesian", "English", "Field") is not { } told)
            return null;
        var clause = RequiredText(told, "Clause", shape.Policy, named);
        var indonesian = RequiredText(told, "Indonesian", shape.Policy, named);
        var english = RequiredText(told, "English", shape.Policy, named);
        var field = Value(told, "Field") is null ? null : RequiredText(told, "Field", shape.Policy, named);
        OneOf(outcome, shape.Outcomes, "Hasil", "outcome", shape.Policy, named);
        OneOf(field, shape.Fields, "Isian", "field", shape.Policy, named);
        // Without findings every part is there.
        return problems.Count > before
            ? null
            : new(shape, new(shape.Policy, name!.Value, expression!.Value, outcome!.Value, clause!.Value, new(indonesian!.Value, english!.Value), field?.Value), condition!, source.At(rule.Offset));
    }

    private ExpressionNode? Parse(JsonPart.Text expression, PolicyShape shape, string? rule)
    {
        var (tree, refusal) = ExpressionParser.Parse(expression.Value, shape);
        if (refusal is not null)
            problems.Add(new(rule, shape.Policy, source.Within(expression, refusal.Position), refusal.Sentence));
        return tree;
    }

    private void OneOf(JsonPart.Text? text, IReadOnlyList<string> known, string indonesian, string english, string policy, string? rule)
    {
        if (text is not null && !known.Contains(text.Value))
            Problem(text.Offset, policy, rule, $"{indonesian} \"{Shown(text)}\" tidak dikenal; yang ada: {Listed(known)}.", $"The {english} \"{Shown(text)}\" is unknown; there are: {Listed(known)}.");
    }

    /// <summary>The object, with a finding for everything in it that has no place there.</summary>
    private JsonPart.Group? Open(JsonPart part, string? policy, string? rule, params IReadOnlyList<string> allowed)
    {
        if (part is not JsonPart.Group group)
        {
            Problem(part.Offset, policy, rule, $"Di sini harus ada objek dengan {Listed(allowed)}.", $"Here must be an object with {Listed(allowed)}.");
            return null;
        }
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in group.Properties)
        {
            if (!seen.Add(property.Name))
                Problem(property.Offset, policy, rule, $"\"{Shown(property.Name)}\" ditulis dua kali.", $"\"{Shown(property.Name)}\" is written twice.");
            else if (allowed.Contains(property.Name))
                continue;
            else if (NotAllowed.TryGetValue(property.Name, out var why))
                problems.Add(new(rule, policy, source.At(property.Offset), why));
            else
                Problem(property.Offset, policy, rule, $"\"{Shown(property.Name)}\" tidak dikenal; yang ada: {Listed(allowed)}.", $"\"{Shown(property.Name)}\" is unknown; there are: {Listed(allowed)}.");
        }
        return group;
    }

    private JsonPart.Text? RequiredText(JsonPart.Group group, string name, string? policy, string? rule)
    {
        var value = Value(group, name);
        if (value is JsonPart.Text { Value.Length: <= MaxText } text && !string.IsNullOrWhiteSpace(text.Value))
            return text;
        Problem((value ?? group).Offset, policy, rule, $"{name} harus berisi teks, paling banyak {MaxText} karakter.", $"{name} must be a text of at most {MaxText} characters.");
        return null;
    }

    private static JsonPart? Value(JsonPart.Group group, string name) => group.Properties.FirstOrDefault(property => property.Name == name)?.Value;

    private static string? Named(JsonPart item, string property) =>
        item is JsonPart.Group group && Value(group, property) is JsonPart.Text { Value: not "" } text ? Shown(text) : null;

    private static string Shown(JsonPart.Text text) => Shown(text.Value);

    private static string Shown(string text) => text.Length <= 60 ? text : text[..60] + "…";

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names);

    private int OffsetOf(JsonException fault)
    {
        var offset = 0;
        for (var line = fault.LineNumber ?? 0; line > 0; line--)
            offset += source.Json[offset..].IndexOf((byte)'\n') + 1;
        return offset + (int)(fault.BytePositionInLine ?? 0);
    }

    private List<RuleDraft> Refuse(int offset, string indonesian, string english)
    {
        Problem(offset, null, null, indonesian, english);
        return [];
    }

    private void Problem(int offset, string? policy, string? rule, string indonesian, string english) =>
        problems.Add(new(rule, policy, source.At(offset), new(indonesian, english)));
}
