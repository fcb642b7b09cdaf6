using BackOffice.Rules.Policies.Expressions;

namespace BackOffice.Rules.Policies;

/// <summary>A rule that was read and checked, with the place where it stands in the file.</summary>
internal sealed record RuleDraft(PolicyShape Shape, PolicyRule Rule, ExpressionNode Condition, RulePosition Position);
