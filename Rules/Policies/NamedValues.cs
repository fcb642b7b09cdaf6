using BackOffice.Rules.Policies.Expressions;

namespace BackOffice.Rules.Policies;

/// <summary>
/// Reads <c>GlobalParams</c> and <c>LocalParams</c>: values with a name, over the facts and the values named before. They are put in where they are named, so that the engine
/// sees conditions over facts and nothing else.
/// </summary>
internal sealed class NamedValues(Findings findings)
{
    internal const string OfPolicy = "GlobalParams";
    internal const string OfRule = "LocalParams";
    internal const int MaxNames = 50;

    /// <summary>The scope with the names that stand in the given property; the same scope where there is none.</summary>
    internal ExpressionScope Read(JsonPart.Group holder, string property, ExpressionScope scope, string? rule)
    {
        var policy = scope.Shape.Policy;
        if (holder.Value(property) is not { } value)
            return scope;
        if (value is not JsonPart.List { Items: [_, ..] } list)
        {
            findings.Add(value.Offset, policy, rule, $"{property} harus berupa daftar nilai bernama: [ {{ \"Name\": …, \"Expression\": … }} ].", $"{property} must be a list of named values: [ {{ \"Name\": …, \"Expression\": … }} ].");
            return scope;
        }
        foreach (var item in list.Items)
            scope = ReadOne(item, scope, rule);
        return scope;
    }

    private ExpressionScope ReadOne(JsonPart item, ExpressionScope scope, string? rule)
    {
        var policy = scope.Shape.Policy;
        if (findings.Open(item, policy, rule, "Name", "Expression") is not { } named)
            return scope;
        var name = findings.RequiredText(named, "Name", policy, rule);
        var expression = findings.RequiredText(named, "Expression", policy, rule);
        ExpressionNode? value = null;
        if (expression is not null)
        {
            (value, var refusal) = ExpressionParser.ParseValue(expression.Value, scope);
            if (refusal is not null)
                findings.Add(expression, refusal, policy, rule);
        }
        return name is null || !IsFree(name, scope, rule) ? scope : scope.With(name.Value, value);
    }

    private bool IsFree(JsonPart.Text name, ExpressionScope scope, string? rule)
    {
        var before = findings.Count;
        var (policy, shown) = (scope.Shape.Policy, Findings.Shown(name.Value));
        if (name.Value.Length > 60 || !char.IsAsciiLetter(name.Value[0]) || !name.Value.All(char.IsAsciiLetterOrDigit) || Words.IsReserved(name.Value) || name.Value == scope.Shape.Input)
            findings.Add(name.Offset, policy, rule, $"\"{shown}\" tidak dapat menjadi nama nilai; pakailah satu kata dari huruf A-Z dan angka.", $"\"{shown}\" cannot name a value; use one word of letters A-Z and digits.");
        else if (scope.Names.Keys.Contains(name.Value, StringComparer.OrdinalIgnoreCase))
            findings.Add(name.Offset, policy, rule, $"Nama \"{shown}\" sudah dipakai untuk nilai lain.", $"The name \"{shown}\" is already used for another value.");
        else if (scope.Names.Count == MaxNames)
            findings.Add(name.Offset, policy, rule, $"Sebuah aturan mengenal paling banyak {MaxNames} nilai bernama.", $"A rule knows at most {MaxNames} named values.");
        return findings.Count == before;
    }
}
