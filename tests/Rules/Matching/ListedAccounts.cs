using BackOffice.Rules.Matching;

namespace BackOffice.Rules.Tests.Matching;

/// <summary>Accounts in a list with an index on their keys, as a database has it; counts what it is asked.</summary>
internal sealed class ListedAccounts(IReadOnlyList<PreparedAccount> accounts, IReadOnlyCollection<Verdict>? verdicts = null) : IAccountLookup
{
    private readonly ILookup<ulong, PreparedAccount> byKey = accounts.SelectMany(account => BlockingKeys.Of(account).Select(key => (key, account))).ToLookup(line => line.key, line => line.account);

    public int LookUps { get; private set; }

    public Task<IReadOnlyList<PreparedAccount>> FindByKeysAsync(IReadOnlyCollection<ulong> keys, CancellationToken ct)
    {
        LookUps++;
        return Task.FromResult<IReadOnlyList<PreparedAccount>>([.. keys.SelectMany(key => byKey[key]).Distinct()]);
    }

    public Task<IReadOnlyList<Verdict>> FindVerdictsAsync(IReadOnlyCollection<AccountKey> asked, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<Verdict>>([.. (verdicts ?? []).Where(verdict => asked.Contains(verdict.Pair.First) || asked.Contains(verdict.Pair.Second))]);

    public Task<IReadOnlyList<PreparedAccount>> FindAsync(IReadOnlyCollection<AccountKey> asked, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<PreparedAccount>>([.. accounts.Where(account => asked.Contains(account.Key))]);
}
