using System.Globalization;

namespace BackOffice.Fixtures;

/// <summary>Where PostgreSQL's programs are, and as whom they may run.</summary>
internal sealed record PostgresPrograms(string Folder, IReadOnlyList<string> AsUser, string? Owner)
{
    public string InitDb => Path.Combine(Folder, "initdb");

    public string Dump => Path.Combine(Folder, "pg_dump");

    public string Server => Path.Combine(Folder, "postgres");

    public static async Task<PostgresPrograms> RequireAsync()
    {
        var folder = Environment.GetEnvironmentVariable("PG_BIN") ?? NewestDebianFolder() ?? await FolderOfPgConfigAsync();
        Requirement.Check(folder is not null && File.Exists(Path.Combine(folder, "initdb")), "PostgreSQL (apt-get install postgresql) is not installed");
        if (!Environment.IsPrivilegedProcess)
            return new(folder, [], null);
        // PostgreSQL refuses to run as root.
        var owner = (await Command.RunAsync("id", ["-u", "postgres"])).ExitCode == 0 ? "postgres" : "nobody";
        var group = (await Command.RunAsync("id", ["-gn", owner])).Succeeded().Output.Trim();
        return new(folder, ["setpriv", $"--reuid={owner}", $"--regid={group}", "--clear-groups", "--reset-env"], owner);
    }

    private static string? NewestDebianFolder() =>
        !Directory.Exists("/usr/lib/postgresql") ? null : Directory.GetDirectories("/usr/lib/postgresql")
            .Select(folder => Path.Combine(folder, "bin"))
            .Where(folder => File.Exists(Path.Combine(folder, "initdb")))
            .MaxBy(folder => int.TryParse(Path.GetFileName(Path.GetDirectoryName(folder)), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0);

    private static async Task<string?> FolderOfPgConfigAsync() =>
        new Tool("pg_config", "postgresql").Find() is { } path ? (await Command.RunAsync(path, ["--bindir"])).Output.Trim() : null;
}
