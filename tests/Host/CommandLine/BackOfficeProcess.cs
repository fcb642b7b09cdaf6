using BackOffice.Fixtures;

namespace BackOffice.Host.Tests.CommandLine;

/// <summary>The built Host, to be run as a program.</summary>
internal static class BackOfficeProcess
{
    public static string Dll { get; } = Path.Combine(AppContext.BaseDirectory, "BackOffice.Host.dll");

    /// <summary>Runs a verb to its end.</summary>
    public static Task<CommandResult> RunAsync(TemporaryFolder folder, params string[] arguments) =>
        HostProcess.RunAsync(Dll, [.. arguments, "--data", folder.File("data")], cancel: TestContext.Current.CancellationToken);

    /// <summary>Starts <c>serve</c> where it cannot start, and returns the sentence with which it ended.</summary>
    public static async Task<string> RefusedStartAsync(string dataFolder, Dictionary<string, string?>? settings = null)
    {
        await using var host = HostProcess.Launch(Dll, dataFolder, settings);
        // One that starts after all would never end.
        Assert.Equal(2, await host.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken));
        Assert.DoesNotContain("   at ", host.Output + host.Errors, StringComparison.Ordinal);
        return host.Errors;
    }
}
