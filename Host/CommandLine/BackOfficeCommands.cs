using System.CommandLine;

namespace BackOffice.Host.CommandLine;

/// <summary>The verbs of the command line.</summary>
internal static class BackOfficeCommands
{
    // The library would end a Host that is told to stop after two seconds, in the middle of what it has in hand. How long that may take is Http:DrainFor and Http:StopWithin.
    private static readonly TimeSpan LongestStop = TimeSpan.FromMinutes(20);

    /// <summary>Reads the command line and runs its verb; the answer is the exit code of the process.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var serve = new ServeCommand();
        RootCommand root = new("The back office of Agregasi Inaproc: activation of providers on the national procurement registry.")
        {
            serve.Command,
            ImportCommand.Make(),
            ScanCommand.Make(),
            SiteSecretCommand.Make(),
            StaffCommand.Make(),
            RulesCommand.Make(),
            WorkflowsCommand.Make(),
            RehearseCommand.Make(),
            IncidentsCommand.Make(),
            VerifyCommand.Make(),
            ReportCommand.Make(),
            DbCommand.Make(),
            BackupCommands.MakeBackup(),
            BackupCommands.MakeRestore(),
        };
        root.Add(CommonOptions.Data);
        root.Add(CommonOptions.Json);
        serve.BeDefaultOf(root);
        var parsed = root.Parse(args);
        if (parsed.Errors.Count == 0)
            return await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = LongestStop });
        foreach (var error in parsed.Errors)
            await Console.Error.WriteLineAsync(error.Message);
        return ExitCode.Unusable;
    }
}
