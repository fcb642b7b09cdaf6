namespace BackOffice.Host;

/// <summary>All that decides how one Host is built; everything else is configuration.</summary>
public sealed record HostSettings
{
    /// <summary>The folder that holds everything a process writes.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Whether that folder is made when it is missing; a verb that looks at what is there makes none before it has found it.</summary>
    public bool MakeDataFolder { get; init; } = true;

    /// <summary>The clock of every decision. A virtual one makes a rehearsal or a test wait for nothing.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary><c>Development</c> or <c>Production</c>; as the environment variables say unless set.</summary>
    public string? Environment { get; init; }

    /// <summary>The addresses to listen on, parted by semicolons; as configured, or <see cref="DefaultUrls"/>, unless set.</summary>
    public string? Urls { get; init; }

    /// <summary>The sections of files and environment variables that count; all unless set.</summary>
    public IReadOnlyCollection<string>? Sections { get; init; }

    /// <summary>Settings that win over files and environment variables.</summary>
    public IReadOnlyDictionary<string, string?> Overrides { get; init; } = new Dictionary<string, string?>();

    /// <summary>Where a person reads what is said once: passwords, addresses. Logs do not go here.</summary>
    public TextWriter Output { get; init; } = Console.Out;

    /// <summary>Whether logs go to standard error and only from warnings on: for verbs whose standard output is the result.</summary>
    public bool Quiet { get; init; }

    /// <summary>Where logs go instead of the terminal; to the terminal unless set.</summary>
    public ILoggerProvider? Logs { get; init; }

    /// <summary>Whether an empty database in Development is filled with the shipped sample registry.</summary>
    public bool LoadSample { get; init; } = true;

    /// <summary>Where the Host listens when nothing says otherwise.</summary>
    public const string DefaultUrls = "http://localhost:5080";
}
