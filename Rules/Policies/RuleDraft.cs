namespace BackOffice.Rules.Policies;

/// <summary>A rule that was read from the file, with the place where its expression stands.</summary>
internal sealed record RuleDraft(PolicyShape Shape, PolicyRule Rule, JsonPart.Text Expression);
