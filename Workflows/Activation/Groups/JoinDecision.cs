namespace BackOffice.Workflows.Activation.Groups;

/// <summary>
/// Into which group the accounts of one company come, and who is the Default there: a decision over facts, without effect (2.f.2.b; decisions 1, 2; ADR 15). The step that carries it out
/// and the forecast of what rules would do both ask it.
/// </summary>
public static class JoinDecision
{
    /// <summary>One row of a group: a present member, or an account of the company that left it once.</summary>
    /// <param name="Candidate">What the rule that chooses the Default knows of it, with the count that was frozen when it came.</param>
    /// <param name="IsPresent">Whether it is a member now.</param>
    /// <param name="HasMerged">Whether it has the Default's login and identity.</param>
    public sealed record Member(GroupSuccession.Member Candidate, bool IsPresent, bool HasMerged);

    /// <summary>One group in which somebody of the company is a present member.</summary>
    public sealed record Group(Guid Id, long Default, bool DefaultIsActive, bool DefaultChosenByPerson, bool AwaitsConfirmation, IReadOnlyList<Member> Members)
    {
        internal IEnumerable<Member> Present => Members.Where(member => member.IsPresent);
    }

    /// <summary>What the decision knows.</summary>
    /// <param name="Account">The account whose case it is.</param>
    /// <param name="Company">All accounts that are one company with it, itself among them, with their counts of today.</param>
    /// <param name="Groups">The groups of any of them.</param>
    public sealed record Facts(long Account, IReadOnlyList<GroupSuccession.Member> Company, IReadOnlyList<Group> Groups);

    /// <summary>What follows.</summary>
    /// <param name="LeavesFormerGroup">Whether the account leaves the group that it is in, of which nobody is its company any more.</param>
    public abstract record Answer(bool LeavesFormerGroup)
    {
        /// <summary>The company has members in two groups: a person's question.</summary>
        public sealed record Bridges(bool LeavesFormerGroup) : Answer(LeavesFormerGroup);

        /// <summary>They are one group.</summary>
        /// <param name="LeavesFormerGroup">See <see cref="Answer"/>.</param>
        /// <param name="Into">The group that there is; null to form one.</param>
        /// <param name="Newcomers">Who is no present member of it yet.</param>
        /// <param name="Appointed">The Default by rule where it is chosen now; null where the Default of the group stays as it is.</param>
        public sealed record Joins(bool LeavesFormerGroup, Group? Into, IReadOnlyList<GroupSuccession.Member> Newcomers, GroupSuccession.Answer.Successor? Appointed)
            : Answer(LeavesFormerGroup)
        {
            /// <summary>The Default.</summary>
            public long Default => Appointed?.Account ?? Into!.Default;

            /// <summary>Whether a person must confirm the Default first (decision 2).</summary>
            public bool AwaitsConfirmation => Appointed?.NeedsPerson ?? Into!.AwaitsConfirmation;
        }
    }

    /// <summary>Decides.</summary>
    public static Answer Decide(Facts facts)
    {
        var company = facts.Company.Select(member => member.Account).ToHashSet();
        var left = company.Count > 1 ? facts.Groups.FirstOrDefault(group => IsLeft(group, facts.Account, company)) : null;
        return facts.Groups.Where(group => group != left).ToList() switch
        {
            [] => new Answer.Joins(left is not null, Into: null, facts.Company, GroupSuccession.Among(facts.Company)),
            [var group] => Join(left is not null, group, facts.Company),
            _ => new Answer.Bridges(left is not null),
        };
    }

    // An account that edits have made another company since leaves the group of which nobody is that company; not one whose members have its login.
    private static bool IsLeft(Group group, long account, HashSet<long> company) =>
        group.Present.Where(member => company.Contains(member.Candidate.Account)).ToList() is [{ HasMerged: false, Candidate.Account: var only }]
        && only == account && !group.Present.Any(member => member.HasMerged);

    private static Answer.Joins Join(bool leaves, Group group, IReadOnlyList<GroupSuccession.Member> company)
    {
        List<GroupSuccession.Member> present = [.. group.Present.Select(member => member.Candidate)];
        // One that comes back brings the count that it had.
        List<GroupSuccession.Member> newcomers = [.. company.ExceptBy(present.Select(member => member.Account), member => member.Account)
            .Select(newcomer => group.Members.FirstOrDefault(member => member.Candidate.Account == newcomer.Account)?.Candidate ?? newcomer)];
        if (newcomers.Count == 0 || !IsOpen(group, company))
            return new(leaves, group, newcomers, Appointed: null);
        var choice = GroupSuccession.Among([.. present.Concat(newcomers).OrderBy(member => member.Account)]);
        var stays = choice.Account == group.Default && choice.NeedsPerson == group.AwaitsConfirmation;
        return new(leaves, group, newcomers, stays ? null : choice);
    }

    // The Default stays once a person chose it, a member has merged into it, or it is active.
    private static bool IsOpen(Group group, IReadOnlyList<GroupSuccession.Member> company) =>
        group is { DefaultChosenByPerson: false, DefaultIsActive: false } && !group.Present.Any(member => member.HasMerged) && company.Any(member => member.Account == group.Default);
}
