namespace BackOffice.Workflows.Activation.Undo;

/// <summary>May this merge be undone now (decision 15)? A decision over facts, without effect.</summary>
public static class UndoDecision
{
    /// <summary>What the decision knows.</summary>
    /// <param name="HasMerge">The case ended in a merge.</param>
    /// <param name="IsUndone">That merge was undone before.</param>
    /// <param name="MergedAgain">The account was merged once more since.</param>
    /// <param name="HasLoginOfMerge">The account still has the login it was merged into.</param>
    /// <param name="DefaultIsPresent">The account that it was merged into is still the Default of the group, with the login it was registered with.</param>
    /// <param name="MergedAt">When it was merged.</param>
    /// <param name="IsErased">The old login was erased.</param>
    /// <param name="Now">The moment.</param>
    public sealed record Facts(bool HasMerge, bool IsUndone, bool MergedAgain, bool HasLoginOfMerge, bool DefaultIsPresent, DateTimeOffset MergedAt, bool IsErased, DateTimeOffset Now);

    /// <summary>What follows.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>Undo it.</summary>
        public sealed record Undo : Answer;

        /// <summary>It was undone before: nothing changes.</summary>
        public sealed record Nothing : Answer;

        /// <summary>It cannot be undone.</summary>
        public sealed record Refuse(Refusal Refusal) : Answer;
    }

    /// <summary>Decides.</summary>
    public static Answer Decide(Facts facts) => facts switch
    {
        { HasMerge: false } => new Answer.Refuse(NothingToUndo),
        { MergedAgain: true } => new Answer.Refuse(NotTheLatest),
        { IsUndone: true } => new Answer.Nothing(),
        { IsErased: true } => new Answer.Refuse(Erased),
        _ when facts.Now >= facts.MergedAt + MergeRecord.UndoPeriod => new Answer.Refuse(Erased),
        { HasLoginOfMerge: false } or { DefaultIsPresent: false } => new Answer.Refuse(DefaultReplaced),
        _ => new Answer.Undo(),
    };

    private static Refusal NothingToUndo { get; } = new("nothing-to-undo", new(
        "Kasus ini tidak berakhir dengan penggabungan, sehingga tidak ada yang dapat dibatalkan.", "This case did not end in a merge, so there is nothing to undo."));

    private static Refusal NotTheLatest { get; } = new("merged-again", new(
        "Akun ini sudah digabungkan lagi sesudahnya. Hanya penggabungan terakhir yang dapat dibatalkan.", "The account was merged once more since. Only its latest merge can be undone."));

    private static Refusal Erased { get; } = new("undo-erased", new(
        "Login yang lama sudah dihapus setelah 90 hari; penggabungan ini tidak dapat dibatalkan lagi.", "The old login was erased after 90 days; this merge can no longer be undone."));

    private static Refusal DefaultReplaced { get; } = new("default-replaced", new(
        "User ID Default grup ini sudah berganti sejak penggabungan, sehingga penggabungan itu tidak dapat dibatalkan.",
        "The group's Default was replaced since the merge, so the merge cannot be undone."));
}
