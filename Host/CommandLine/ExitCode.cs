namespace BackOffice.Host.CommandLine;

/// <summary>What a process tells the shell.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Done, with findings that a person should read.</summary>
    public const int Findings = 1;

    /// <summary>Nothing was done; the reason stands on standard error.</summary>
    public const int Unusable = 2;
}
