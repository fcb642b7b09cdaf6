using BackOffice.Rules.Matching;

namespace BackOffice.Workflows.Registry.Scan;

/// <summary>Prepares accounts on a second processor while the first reads on; they stay in the order in which they came.</summary>
internal sealed class PreparedAccounts
{
    // Few, so that what was read of them is garbage before the collector takes it for long-lived: 5,000 cost 50 bytes an account at the peak.
    private const int PerPortion = 250;

    private readonly List<PreparedAccount> prepared = [];
    private List<AccountRecord> portion = new(PerPortion);
    private Task<List<PreparedAccount>>? running;

    /// <summary>Takes the next account.</summary>
    public void Add(AccountRecord account)
    {
        portion.Add(account);
        if (portion.Count == PerPortion)
            Start();
    }

    /// <summary>All of them, when the last has come.</summary>
    public List<PreparedAccount> ToList()
    {
        Start();
        Finish();
        return prepared;
    }

    // One portion is prepared while the next is read: never more than two are held.
    private void Start()
    {
        Finish();
        var taken = portion;
        running = Task.Run(() => taken.ConvertAll(PreparedAccount.From));
        portion = new(PerPortion);
    }

    private void Finish()
    {
        if (running is not null)
            prepared.AddRange(running.GetAwaiter().GetResult());
        running = null;
    }
}
