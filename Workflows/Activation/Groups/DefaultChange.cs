namespace BackOffice.Workflows.Activation.Groups;

/// <summary>May a person make this account the Default, and of what? A decision over facts, without effect (decisions 1, 2; ADR 15).</summary>
public static class DefaultChange
{
    /// <summary>One present member.</summary>
    public sealed record Member(long Account, bool Merged);

    /// <summary>One group that the case touches.</summary>
    public sealed record Group(Guid Id, long Default, bool AwaitsConfirmation, IReadOnlyList<Member> Members);

    /// <summary>What the decision knows.</summary>
    /// <param name="Groups">One group, or those that the case bridges.</param>
    /// <param name="Chosen">The account that a person wants; null where there is no such open account.</param>
    /// <param name="HasOwnLogin">Whether it has the login it was registered with.</param>
    /// <param name="IsLocked">Whether staff locked it or its provider.</param>
    public sealed record Facts(IReadOnlyList<Group> Groups, long? Chosen, bool HasOwnLogin, bool IsLocked);

    /// <summary>What follows.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>That account is the Default of this group, into which all others go over.</summary>
        public sealed record Change(Guid Into, long Default) : Answer;

        /// <summary>It is so already.</summary>
        public sealed record Nothing : Answer;

        /// <summary>It may not.</summary>
        public sealed record Refuse(Refusal Refusal) : Answer;
    }

    /// <summary>Decides.</summary>
    public static Answer Decide(Facts facts)
    {
        var home = facts.Groups.FirstOrDefault(group => group.Members.Any(member => member.Account == facts.Chosen));
        if (home is null || facts.Chosen is not { } chosen)
            return new Answer.Refuse(NotAMember);
        if (facts.IsLocked)
            return new Answer.Refuse(ChosenLocked);
        List<Group> merged = [.. facts.Groups.Where(group => group.Members.Any(member => member.Merged))];
        return merged switch
        {
            { Count: > 1 } => new Answer.Refuse(BothMerged),
            [var settled] when settled.Default != chosen => new Answer.Refuse(AlreadyMerged),
            [] when home.Default != chosen && !facts.HasOwnLogin => new Answer.Refuse(NotOwnLogin),
            _ when facts.Groups.Count == 1 && home.Default == chosen && !home.AwaitsConfirmation => new Answer.Nothing(),
            _ => new Answer.Change(home.Id, chosen),
        };
    }

    private static Refusal NotAMember { get; } = new("not-a-member", new("Akun itu bukan anggota grup ini.", "That account is not a member of this group."));

    private static Refusal ChosenLocked { get; } = new("default-locked", new(
        "Akun itu sedang dikunci. Buka kuncinya lebih dahulu, atau pilih akun lain.", "That account is locked. Release it first, or choose another account."));

    private static Refusal AlreadyMerged { get; } = new("already-merged", new(
        "Ada anggota yang sudah digabungkan; batalkan penggabungan itu lebih dahulu.", "A member was merged already; undo that merge first."));

    private static Refusal BothMerged { get; } = new("groups-both-merged", new(
        "Kedua grup sudah mempunyai anggota yang digabungkan; batalkan penggabungan di salah satunya lebih dahulu, atau putuskan bahwa keduanya berbeda.",
        "Members of both groups were merged already; undo the merges of one of them first, or judge them apart."));

    private static Refusal NotOwnLogin { get; } = new("not-own-login", new(
        "Akun itu sudah memakai login akun lain dan tidak dapat menjadi User ID Default.", "That account has the login of another one and cannot be the Default."));
}
