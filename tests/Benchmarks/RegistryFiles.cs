using System.Diagnostics;
using System.Globalization;
using BackOffice.Fixtures;

namespace BackOffice.Benchmarks;

/// <summary>Registry files of a size, made once by the generator beside the repository and kept in the temporary folder.</summary>
internal sealed record RegistryFiles(string Folder, int Accounts)
{
    /// <summary>The path of <c>sites.csv</c>.</summary>
    public string Sites => Path.Combine(Folder, "sites.csv");

    /// <summary>The path of <c>accounts.csv</c>.</summary>
    public string AccountsFile => Path.Combine(Folder, "accounts.csv");

    /// <summary>The number that follows a verb.</summary>
    public static int Count(string[] args, int @default) => args switch
    {
        [] => @default,
        [var text, ..] when int.TryParse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var count) && count >= 1_000 => count,
        [var text, ..] => throw new UnusableInputException($"\"{text}\" is no number of accounts; give 1,000 or more."),
    };

    /// <summary>Files of this many accounts.</summary>
    /// <exception cref="UnusableInputException">The generator or Python is not there.</exception>
    public static async Task<RegistryFiles> OfAsync(int accounts)
    {
        var files = new RegistryFiles(Path.Combine(Path.GetTempPath(), "backoffice-benchmarks", accounts.ToString(CultureInfo.InvariantCulture)), accounts);
        if (File.Exists(files.AccountsFile))
            return files;
        var generator = Path.GetFullPath(RepositoryRoot.File("..", "shared", "data", "gen_scale.py"));
        if (!File.Exists(generator))
            throw new UnusableInputException($"The generator ../shared/data/gen_scale.py is not beside the repository. Without it, put sites.csv and accounts.csv into {files.Folder}.");
        Console.WriteLine($"making {accounts:N0} accounts in {files.Folder}");
        var unfinished = files.Folder + ".part";
        var start = new ProcessStartInfo("python3", [generator, accounts.ToString(CultureInfo.InvariantCulture), unfinished]) { RedirectStandardOutput = true };
        using var python = Process.Start(start)!;
        await python.StandardOutput.ReadToEndAsync();
        await python.WaitForExitAsync();
        if (python.ExitCode != 0)
            throw new UnusableInputException($"The generator failed with {python.ExitCode}.");
        Directory.Move(unfinished, files.Folder);
        return files;
    }
}
