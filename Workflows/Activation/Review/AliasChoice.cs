namespace BackOffice.Workflows.Activation.Review;

/// <summary>Which of two accounts of one company at one site is closed (decision 6): a decision over facts, without effect.</summary>
public static class AliasChoice
{
    /// <summary>What the choice knows of an account.</summary>
    public sealed record Facts(long Account, bool Active, bool IsDefault, int PackageCount, DateOnly RegisteredOn)
    {
        /// <summary>Whether others rely on its login: closing it would take it from them.</summary>
        public bool InUse => Active || IsDefault;
    }

    /// <summary>
    /// The account to close: the one with fewer packages, then the later registered, then the one with the higher id; but never one on whose login others rely. Null when they rely on both.
    /// </summary>
    public static long? Between(Facts one, Facts other) => (one.InUse, other.InUse) switch
    {
        (true, true) => null,
        (true, false) => other.Account,
        (false, true) => one.Account,
        _ => new[] { one, other }.OrderBy(account => account.PackageCount).ThenByDescending(account => account.RegisteredOn).ThenByDescending(account => account.Account).First().Account,
    };
}
