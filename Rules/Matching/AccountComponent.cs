namespace BackOffice.Rules.Matching;

/// <summary>
/// Accounts connected by *same* pairs (decision 3). It is one activation group, or, if any pair within it was judged otherwise, one case for a person.
/// </summary>
/// <param name="Members">The accounts, by site and user ID.</param>
/// <param name="Links">The pairs that connect them.</param>
/// <param name="Conflicts">Pairs within the component that are branch, unrelated or doubt: with one of them it never becomes a group by itself.</param>
/// <param name="WeakLinks">Links without which a component of three or more falls apart: a person should look at them first.</param>
public sealed record AccountComponent(
    IReadOnlyList<PreparedAccount> Members, IReadOnlyList<PairFinding> Links, IReadOnlyList<PairFinding> Conflicts, IReadOnlyList<PairFinding> WeakLinks)
{
    /// <summary>Whether it is an activation group: accounts at two sites or more, and no conflict.</summary>
    public bool IsGroup => Conflicts.Count is 0 && Members.Any(member => member.Site != Members[0].Site);

    /// <summary>Whether a person decides about it as a whole.</summary>
    public bool NeedsReview => Conflicts.Count > 0;

    /// <summary>The Default by packages alone; null for a single account.</summary>
    public DefaultChoice? Default => Members.Count < 2 ? null : DefaultChoice.Among([.. Members.Select(DefaultCandidate.Of)]);
}
