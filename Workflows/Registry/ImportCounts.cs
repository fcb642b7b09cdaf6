namespace BackOffice.Workflows.Registry;

/// <summary>What an import did, or would do.</summary>
/// <param name="SitesAdded">New sites.</param>
/// <param name="SitesChanged">Known sites of which something changed.</param>
/// <param name="AccountsAdded">New accounts.</param>
/// <param name="AccountsUpdated">Known accounts of which something changed.</param>
/// <param name="AccountsUnchanged">Known accounts that are as they were.</param>
/// <param name="NotTaken">Updated accounts that are activated and of which some difference was only reported (decision 19).</param>
/// <param name="Rejected">Rows of both files that were not taken.</param>
public sealed record ImportCounts(int SitesAdded, int SitesChanged, int AccountsAdded, int AccountsUpdated, int AccountsUnchanged, int NotTaken, int Rejected)
{
    /// <summary>Whether the registry is as it was.</summary>
    public bool NothingChanged => SitesAdded + SitesChanged + AccountsAdded + AccountsUpdated == 0;
}

/// <summary>How far an import is.</summary>
/// <param name="BytesRead">Bytes of the accounts file that were read.</param>
/// <param name="BytesTotal">Bytes that it has.</param>
/// <param name="Counts">What happened so far.</param>
public sealed record ImportProgress(long BytesRead, long BytesTotal, ImportCounts Counts);

/// <summary>Where the registry writes what it has to report.</summary>
/// <param name="Path">The data folder.</param>
public sealed record RegistryFolder(string Path)
{
    /// <summary>Rows that the last import rejected.</summary>
    public string Rejected => System.IO.Path.Combine(Path, "rejected.csv");

    /// <summary>Differences of activated accounts that the last import did not take.</summary>
    public string NotTaken => System.IO.Path.Combine(Path, "not-taken.csv");

    /// <summary>Rows that the last scan of files passed over.</summary>
    public string ScanRejected => System.IO.Path.Combine(Path, "scan-rejected.csv");

    /// <summary>Pairs of the last scan, unless it was told another place.</summary>
    public string Pairs => System.IO.Path.Combine(Path, "pairs.csv");

    /// <summary>Groups of the last scan, unless it was told another place.</summary>
    public string Groups => System.IO.Path.Combine(Path, "groups.csv");
}
