using System.Text.Json;
using System.Text.Unicode;
using BackOffice.Rules.Policies.Expressions;

namespace BackOffice.Rules.Policies;

/// <summary>Reads the text of a rule set into rules.</summary>
internal sealed class RuleFile
{
    internal const int MaxBytes = 1_000_000;

    /// <summary>Rules of all policies, those within rules counted.</summary>
    internal const int MaxRules = 200;

    /// <summary>Nodes of all conditions, named values put in: what the engine has to compile.</summary>
    internal const int MaxWeight = 20_000;

    private readonly RuleSource source;
    private readonly PolicyCatalogue catalogue;
    private readonly Findings findings;
    private readonly NamedValues names;
    private readonly ConditionReader conditions;

    internal RuleFile(RuleSource source, PolicyCatalogue catalogue, List<RuleProblem> problems)
    {
        this.source = source;
        this.catalogue = catalogue;
        findings = new(source, problems);
        names = new(findings);
        conditions = new(findings);
    }

    internal IReadOnlyList<RuleDraft> Read()
    {
        if (source.Json.Length > MaxBytes)
            return Refuse(0, $"Berkas aturan lebih besar daripada {MaxBytes} byte.", $"The rule file is larger than {MaxBytes} bytes.");
        if (!Utf8.IsValid(source.Json))
            return Refuse(0, "Berkas aturan tidak ditulis dalam UTF-8.", "The rule file is not written in UTF-8.");
        JsonPart file;
        try
        {
            file = JsonPart.Read(source.Json);
        }
        catch (JsonException fault)
        {
            return Refuse(OffsetOf(fault), "Berkas aturan bukan JSON yang sah di tempat ini.", "The rule file is no valid JSON at this place.");
        }
        catch (InvalidOperationException)
        {
            return Refuse(0, "Sebuah teks dalam berkas aturan memuat setengah karakter (\\ud800 sampai \\udfff).", "A text in the rule file holds half a character (\\ud800 to \\udfff).");
        }
        return file is JsonPart.List policies
            ? ReadPolicies(policies)
            : Refuse(0, "Berkas aturan harus berupa daftar kebijakan: [ … ].", "The rule file must be a list of policies: [ … ].");
    }

    private List<RuleDraft> ReadPolicies(JsonPart.List policies)
    {
        var drafts = new List<RuleDraft>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in policies.Items)
        {
            var policy = findings.Open(item, Named(item, "WorkflowName"), null, "WorkflowName", NamedValues.OfPolicy, "Rules");
            if (policy is null || findings.RequiredText(policy, "WorkflowName", null, null) is not { } name)
                continue;
            var (shown, known) = (Findings.Shown(name.Value), Findings.Listed(catalogue.Shapes.Select(s => s.Policy)));
            if (!catalogue.TryFind(name.Value, out var shape))
                findings.Add(name.Offset, null, null, $"Kebijakan \"{shown}\" tidak dikenal; yang ada: {known}.", $"The policy \"{shown}\" is unknown; there are: {known}.");
            else if (!seen.Add(shape.Policy))
                findings.Add(name.Offset, shape.Policy, null, "Kebijakan ini ditulis dua kali.", "This policy is written twice.");
            else
                drafts.AddRange(ReadRules(policy, names.Read(policy, NamedValues.OfPolicy, new(shape), null)));
        }
        foreach (var missing in catalogue.Shapes.Where(shape => !seen.Contains(shape.Policy)))
            findings.Add(policies.Offset, missing.Policy, null, $"Kebijakan \"{missing.Policy}\" tidak ada dalam berkas.", $"The policy \"{missing.Policy}\" is missing from the file.");
        if (drafts.Count + conditions.Inner > MaxRules)
            findings.Add(policies.Offset, null, null, $"Berkas memuat lebih dari {MaxRules} aturan.", $"The file holds more than {MaxRules} rules.");
        else if (drafts.Sum(draft => draft.Condition.Weight) > MaxWeight)
            findings.Add(policies.Offset, null, null, $"Ekspresi dalam berkas ini bersama-sama memuat lebih dari {MaxWeight} bagian.", $"The expressions of this file together hold more than {MaxWeight} parts.");
        return drafts;
    }

    private IEnumerable<RuleDraft> ReadRules(JsonPart.Group policy, ExpressionScope scope)
    {
        var rules = policy.Value("Rules");
        if (rules is not JsonPart.List { Items: [_, ..] } list)
        {
            findings.Add((rules ?? policy).Offset, scope.Shape.Policy, null, "Kebijakan ini tidak mempunyai aturan; Rules harus berupa daftar yang berisi.", "This policy has no rules; Rules must be a list with something in it.");
            yield break;
        }
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in list.Items)
        {
            if (ReadRule(item, scope) is not { } draft)
                continue;
            if (seen.Add(draft.Rule.Name))
                yield return draft;
            else
                findings.Add(item.Offset, scope.Shape.Policy, draft.Rule.Name, "Nama aturan ini dipakai dua kali.", "This rule name is used twice.");
        }
    }

    private RuleDraft? ReadRule(JsonPart item, ExpressionScope scope)
    {
        var shape = scope.Shape;
        var before = findings.Count;
        var named = Named(item, "RuleName");
        if (findings.Open(item, shape.Policy, named, [.. ConditionReader.Properties, "SuccessEvent", "Properties"]) is not { } rule)
            return null;
        var name = findings.RequiredText(rule, "RuleName", shape.Policy, named);
        var outcome = findings.RequiredText(rule, "SuccessEvent", shape.Policy, named);
        var condition = conditions.Read(rule, scope, named);
        var properties = rule.Value("Properties");
        if (properties is null)
            findings.Add(rule.Offset, shape.Policy, named, "Properties tidak ada; isinya Clause, Indonesian dan English.", "Properties is missing; it holds Clause, Indonesian and English.");
        if (properties is null || findings.Open(properties, shape.Policy, named, "Clause", "Indonesian", "English", "Field") is not { } told)
            return null;
        var clause = findings.RequiredText(told, "Clause", shape.Policy, named);
        var indonesian = findings.RequiredText(told, "Indonesian", shape.Policy, named);
        var english = findings.RequiredText(told, "English", shape.Policy, named);
        var field = told.Value("Field") is null ? null : findings.RequiredText(told, "Field", shape.Policy, named);
        findings.OneOf(outcome, shape.Outcomes, "Hasil", "outcome", shape.Policy, named);
        findings.OneOf(field, shape.Fields, "Isian", "field", shape.Policy, named);
        // Without findings every part is there.
        if (findings.Count > before || condition is not var (tree, text))
            return null;
        return new(
            shape,
            new(shape.Policy, name!.Value, text, outcome!.Value, clause!.Value, new(indonesian!.Value, english!.Value), field?.Value) { Meaning = CanonicalText.Of(tree, shape.Input) },
            tree,
            findings.At(rule));
    }

    private static string? Named(JsonPart item, string property) =>
        item is JsonPart.Group group && group.Value(property) is JsonPart.Text { Value: not "" } text ? Findings.Shown(text.Value) : null;

    private int OffsetOf(JsonException fault)
    {
        var offset = 0;
        for (var line = fault.LineNumber ?? 0; line > 0; line--)
            offset += source.Json[offset..].IndexOf((byte)'\n') + 1;
        return offset + (int)(fault.BytePositionInLine ?? 0);
    }

    private List<RuleDraft> Refuse(int offset, string indonesian, string english)
    {
        findings.Add(offset, null, null, indonesian, english);
        return [];
    }
}
