using BackOffice.Rules.Matching;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry;

namespace BackOffice.Workflows.Activation.Groups;

/// <summary>What becomes of a group from which an account goes: a decision over facts, without effect (decisions 1, 2; ADR 15).</summary>
public static class GroupSuccession
{
    /// <summary>One member that stays.</summary>
    /// <param name="Account">Its account.</param>
    /// <param name="Candidate">What the rule knows of it, with its frozen count.</param>
    /// <param name="HasLoginOfLeaver">Whether it signs in with the login of the account that goes: it was merged into it.</param>
    /// <param name="IsLocked">Whether staff locked it; it is then never chosen without a person.</param>
    public sealed record Member(long Account, DefaultCandidate Candidate, bool HasLoginOfLeaver, bool IsLocked)
    {
        /// <summary>An account with its provider, and the count that speaks for it.</summary>
        internal static Member Of(Account account, int packages, bool hasLoginOfLeaver = false) => new(
            account.Id,
            new(account.SiteCode, account.UserId, packages, account.RegisteredOn, account.Verified, account.ActivatedAt is { } at ? WibDay.Of(at) : null),
            hasLoginOfLeaver,
            account.LockedAt is not null || account.Provider.LockedAt is not null);
    }

    /// <summary>What becomes of it.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>The Default stays.</summary>
        public sealed record Stays : Answer;

        /// <summary>One member is left, or none: there is no group any more.</summary>
        public sealed record Dissolved : Answer;

        /// <summary>Another account is the Default. Where members have merged it is one of them, so that their login stays as it is.</summary>
        public sealed record Successor(long Account, DefaultReason Reason, bool NeedsPerson) : Answer;
    }

    /// <summary>Decides.</summary>
    public static Answer Decide(bool defaultGoes, IReadOnlyList<Member> staying)
    {
        if (staying.Count < 2)
            return new Answer.Dissolved();
        if (!defaultGoes)
            return new Answer.Stays();
        List<Member> carriers = [.. staying.Where(member => member.HasLoginOfLeaver)];
        if (carriers.Count == 1)
            return new Answer.Successor(carriers[0].Account, DefaultReason.CarriesTheLogin, NeedsPerson: false);
        if (carriers.Count > 1)
            return new Answer.Successor(Chosen(carriers).Account, DefaultReason.CarriesTheLogin, NeedsPerson: false);
        return Among(staying);
    }

    /// <summary>The rule's choice among all members of a group in which nobody has merged.</summary>
    public static Answer.Successor Among(IReadOnlyList<Member> members)
    {
        var choice = DefaultChoice.Among([.. members.Select(member => member.Candidate)]);
        var chosen = Chosen(members, choice);
        return new(chosen.Account, choice.Reason, choice.NeedsPerson || chosen.IsLocked);
    }

    private static Member Chosen(IReadOnlyList<Member> members, DefaultChoice? choice = null)
    {
        choice ??= DefaultChoice.Among([.. members.Select(member => member.Candidate)]);
        return members.First(member => member.Candidate == choice.Account);
    }
}
