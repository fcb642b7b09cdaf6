using BackOffice.Rules.Identity;

namespace BackOffice.Workflows.Locks;

/// <summary>What to lock: exactly one of the four.</summary>
/// <param name="Account">One account at its site: it neither signs in there nor activates or merges.</param>
/// <param name="Provider">The provider of an account, by that account: its login works nowhere.</param>
/// <param name="Group">A group by its id: the providers of all its present members.</param>
/// <param name="Accounts">Many accounts at once.</param>
public sealed record LockTarget(AccountName? Account = null, AccountName? Provider = null, Guid? Group = null, IReadOnlyList<AccountName>? Accounts = null)
{
    /// <summary>The most accounts that one call may name.</summary>
    public const int MostAccounts = 500;

    /// <summary>Why this names nothing that could be locked; null when it does.</summary>
    public Refusal? Fault() =>
        new object?[] { Account, Provider, Group, Accounts }.Count(part => part is not null) != 1 || Accounts is { Count: 0 or > MostAccounts }
            ? new("lock-target-malformed", new(
                $"Sebutkan tepat satu: account, provider, group, atau accounts (1 sampai {MostAccounts} akun).",
                $"Name exactly one: account, provider, group, or accounts (1 to {MostAccounts} accounts)."))
            : null;
}

/// <summary>An account as people name it.</summary>
public sealed record AccountName(SiteCode Site, UserId UserId);
