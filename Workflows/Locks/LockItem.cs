namespace BackOffice.Workflows.Locks;

/// <summary>What became of one item, or would.</summary>
public enum LockResult
{
    /// <summary>It is locked now.</summary>
    Locked,

    /// <summary>It was locked before; nothing changed.</summary>
    AlreadyLocked,

    /// <summary>It is not locked any more.</summary>
    Released,

    /// <summary>It was not locked; nothing changed.</summary>
    NotLocked,

    /// <summary>There is no such account.</summary>
    Unknown,
}

/// <summary>One line of the answer.</summary>
/// <param name="What"><c>account</c> or <c>provider</c>.</param>
/// <param name="Site">The site by which it was named, or at which it is registered.</param>
/// <param name="UserId">The user ID by which it was named, or with which it signs in.</param>
/// <param name="Result">What became of it.</param>
public sealed record LockItem(string What, string Site, string UserId, LockResult Result)
{
    /// <summary>What becomes of something that is locked since <paramref name="lockedAt"/>, or is not: a decision without effect.</summary>
    public static LockResult Decide(bool release, DateTimeOffset? lockedAt) => (release, lockedAt is null) switch
    {
        (false, true) => LockResult.Locked,
        (false, false) => LockResult.AlreadyLocked,
        (true, false) => LockResult.Released,
        (true, true) => LockResult.NotLocked,
    };
}
