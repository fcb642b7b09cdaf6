using System.Text.Json;
using System.Text.Unicode;

namespace BackOffice.Rules.Policies.Trials;

/// <summary>
/// Reads <c>rules.tests.json</c>: a list of <c>{ "name", "policy", "facts", "outcome", "rule" }</c>, of which only <c>rule</c> may be left out. Like the rule file it may hold nothing else.
/// </summary>
internal sealed class RuleTestFile(RuleSource source, PolicyCatalogue catalogue, List<RuleTestFinding> findings)
{
    internal const int MaxBytes = 1_000_000;
    internal const int MaxTests = 2_000;

    private const int MaxText = 300;

    private static readonly string[] Members = ["name", "policy", "facts", "outcome", "rule"];

    public IReadOnlyList<RuleTest> Read()
    {
        if (source.Json.Length > MaxBytes)
            return Refuse(0, $"Berkas uji lebih besar daripada {MaxBytes} byte.", $"The file of tests is larger than {MaxBytes} bytes.");
        if (!Utf8.IsValid(source.Json))
            return Refuse(0, "Berkas uji tidak ditulis dalam UTF-8.", "The file of tests is not written in UTF-8.");
        try
        {
            return JsonPart.Read(source.Json) is JsonPart.List tests
                ? ReadTests(tests)
                : Refuse(0, "Berkas uji harus berupa daftar uji: [ … ].", "The file of tests must be a list of tests: [ … ].");
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return Refuse(OffsetOf(fault as JsonException), "Berkas uji bukan JSON yang sah di tempat ini.", "The file of tests is no valid JSON at this place.");
        }
    }

    private IReadOnlyList<RuleTest> ReadTests(JsonPart.List list)
    {
        if (list.Items.Count > MaxTests)
            return Refuse(list.Offset, $"Berkas memuat lebih dari {MaxTests} uji.", $"The file holds more than {MaxTests} tests.");
        List<RuleTest> tests = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (var item in list.Items)
        {
            if (ReadTest(item) is not { } test)
                continue;
            if (names.Add(test.Name))
                tests.Add(test);
            else
                Problem(item.Offset, test.Policy, test.Name, "Nama uji ini dipakai dua kali.", "This test name is used twice.");
        }
        return tests;
    }

    private RuleTest? ReadTest(JsonPart item)
    {
        if (item is not JsonPart.Group group)
        {
            Problem(item.Offset, null, null, "Di sini harus ada objek dengan name, policy, facts, outcome dan, bila perlu, rule.", "Here must be an object with name, policy, facts, outcome and, if wanted, rule.");
            return null;
        }
        var before = findings.Count;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in group.Properties)
            if (!Members.Contains(property.Name) || !seen.Add(property.Name))
                Problem(property.Offset, null, null, $"\"{property.Name}\" tidak boleh ada di sini atau ditulis dua kali.", $"\"{property.Name}\" has no place here or is written twice.");
        var name = Text(group, "name", required: true);
        var policy = Text(group, "policy", required: true);
        var outcome = Text(group, "outcome", required: true);
        var rule = Text(group, "rule", required: false);
        if (name is null || policy is null || outcome is null)
            return null;
        if (!catalogue.TryFind(policy, out var shape))
        {
            Problem(item.Offset, null, name, $"Kebijakan \"{policy}\" tidak dikenal.", $"The policy \"{policy}\" is unknown.");
            return null;
        }
        if (Value(group, "facts") is not JsonPart.Group facts)
        {
            Problem(item.Offset, policy, name, "\"facts\" harus berupa objek.", "\"facts\" must be an object.");
            return null;
        }
        var (read, problems) = FactsText.Read(shape, facts, source.Json);
        foreach (var problem in problems)
            findings.Add(new(RuleTestFindingKind.Malformed, new(null, policy, source.At(problem.Offset), problem.Sentence), name, InTests: true));
        return findings.Count > before ? null : new(name, policy, read!, outcome, rule, source.At(item.Offset));
    }

    private string? Text(JsonPart.Group group, string name, bool required)
    {
        switch (Value(group, name))
        {
            case JsonPart.Text { Value: { Length: > 0 and <= MaxText } value }:
                return value;
            case null when !required:
                return null;
            case var other:
                Problem((other ?? group).Offset, null, null, $"\"{name}\" harus berupa teks yang berisi, paling panjang {MaxText} karakter.", $"\"{name}\" must be a text of 1 to {MaxText} characters.");
                return null;
        }
    }

    private static JsonPart? Value(JsonPart.Group group, string name) => group.Properties.FirstOrDefault(property => property.Name == name)?.Value;

    private int OffsetOf(JsonException? fault)
    {
        var offset = 0;
        for (var line = fault?.LineNumber ?? 0; line > 0; line--)
            offset += source.Json[offset..].IndexOf((byte)'\n') + 1;
        return offset + (int)(fault?.BytePositionInLine ?? 0);
    }

    private IReadOnlyList<RuleTest> Refuse(int offset, string indonesian, string english)
    {
        Problem(offset, null, null, indonesian, english);
        return [];
    }

    private void Problem(int offset, string? policy, string? test, string indonesian, string english) =>
        findings.Add(new(RuleTestFindingKind.Malformed, new(null, policy, source.At(offset), new(indonesian, english)), test, InTests: true));
}
