using BackOffice.Rules.Policies.Expressions;

namespace BackOffice.Rules.Policies;

/// <summary>
/// Reads what a rule says: one <c>Expression</c>, or <c>Rules</c> within it that an <c>Operator</c> joins. Each expression stands by itself: it says for itself what holds without a
/// fact that may be missing.
/// </summary>
internal sealed class ConditionReader(Findings findings)
{
    /// <summary>Rules within rules, the outermost counted.</summary>
    internal const int MaxLevels = 5;

    private const string Expression = "Expression";
    private const string Operator = "Operator";
    private const string Rules = "Rules";

    /// <summary>Properties that make a condition, in a rule of whatever level.</summary>
    internal static readonly IReadOnlyList<string> Properties = ["RuleName", NamedValues.OfRule, Expression, Operator, Rules];

    private readonly NamedValues names = new(findings);

    /// <summary>How many rules within rules were read.</summary>
    internal int Inner { get; private set; }

    /// <summary>The condition as a tree and as the author wrote it; null with a finding.</summary>
    internal (ExpressionNode Tree, string Text)? Read(JsonPart.Group rule, ExpressionScope scope, string? named, int level = 1)
    {
        var policy = scope.Shape.Policy;
        CheckActions(rule, scope, named);
        scope = names.Read(rule, NamedValues.OfRule, scope, named);
        var (sign, inner) = (rule.Value(Operator), rule.Value(Rules));
        if (sign is null && inner is null)
            return findings.RequiredText(rule, Expression, policy, named) is { } expression ? Parse(expression, scope, named) : null;
        if (rule.Value(Expression) is { } both)
        {
            findings.Add(both.Offset, policy, named, "Aturan berisi Expression, atau Operator dan Rules, tidak keduanya.", "A rule holds Expression, or Operator and Rules, not both.");
            if (both is JsonPart.Text text)
                Parse(text, scope, named);
        }
        var kind = KindOf(rule, sign, policy, named);
        if (inner is not JsonPart.List { Items: [_, _, ..] } list)
        {
            findings.Add((inner ?? rule).Offset, policy, named, "Rules di dalam aturan harus berupa daftar dua aturan atau lebih.", "Rules within a rule must be a list of two rules or more.");
            return null;
        }
        if (level == MaxLevels)
        {
            findings.Add(list.Offset, policy, named, $"Aturan bersarang lebih dari {MaxLevels} tingkat.", $"Rules are nested more than {MaxLevels} levels.");
            return null;
        }
        var parts = list.Items.Select(item => ReadInner(item, scope, named, level + 1)).ToList();
        if (kind is not { } known || parts.Exists(part => part is null))
            return null;
        return (
            new ExpressionNode.Junction(0, known, [.. parts.Select(part => part!.Value.Tree)]),
            string.Join(known is TokenKind.And ? " && " : " || ", parts.Select(part => $"({part!.Value.Text})")));
    }

    private (ExpressionNode Tree, string Text)? ReadInner(JsonPart item, ExpressionScope scope, string? outer, int level)
    {
        Inner++;
        var named = item is JsonPart.Group group && group.Value("RuleName") is JsonPart.Text { Value: not "" } text ? $"{outer}/{Findings.Shown(text.Value)}" : outer;
        if (findings.Open(item, scope.Shape.Policy, named, Properties) is not { } rule)
            return null;
        findings.RequiredText(rule, "RuleName", scope.Shape.Policy, named);
        return Read(rule, scope, named, level);
    }

    private TokenKind? KindOf(JsonPart.Group rule, JsonPart? sign, string policy, string? named)
    {
        switch (sign)
        {
            case JsonPart.Text { Value: "And" or "AndAlso" }:
                return TokenKind.And;
            case JsonPart.Text { Value: "Or" or "OrElse" }:
                return TokenKind.Or;
            default:
                findings.Add((sign ?? rule).Offset, policy, named, "Operator di samping Rules harus And, AndAlso, Or atau OrElse.", "The Operator beside Rules must be And, AndAlso, Or or OrElse.");
                return null;
        }
    }

    private (ExpressionNode Tree, string Text)? Parse(JsonPart.Text expression, ExpressionScope scope, string? rule)
    {
        var (tree, refusal) = ExpressionParser.ParseCondition(expression.Value, scope);
        if (refusal is not null)
            findings.Add(expression, refusal, scope.Shape.Policy, rule);
        return tree is null ? null : (tree, expression.Value);
    }

    /// <summary>An action is refused wherever it stands; what is wrong with its expressions is told all the same.</summary>
    private void CheckActions(JsonPart.Group rule, ExpressionScope scope, string? named)
    {
        foreach (var expression in rule.Properties.Where(property => property.Name is "Actions").SelectMany(property => ExpressionsIn(property.Value)))
            if (ExpressionParser.ParseValue(expression.Value, scope).Refusal is { } refusal)
                findings.Add(expression, refusal, scope.Shape.Policy, named);
    }

    private static IEnumerable<JsonPart.Text> ExpressionsIn(JsonPart part) => part switch
    {
        JsonPart.List list => list.Items.SelectMany(ExpressionsIn),
        JsonPart.Group group => group.Properties.SelectMany(property =>
            property is { Value: JsonPart.Text text } && property.Name.Equals(Expression, StringComparison.OrdinalIgnoreCase) ? [text] : ExpressionsIn(property.Value)),
        _ => [],
    };
}
