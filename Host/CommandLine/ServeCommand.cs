using System.CommandLine;
using BackOffice.Workflows.Data;

namespace BackOffice.Host.CommandLine;

/// <summary><c>serve</c>: the web process.</summary>
internal sealed class ServeCommand
{
    private readonly Option<string?> urls = new("--urls") { Description = $"The addresses to listen on, parted by semicolons; {HostSettings.DefaultUrls} unless configured." };

    public ServeCommand()
    {
        Command = new("serve", "Serves the API until it is told to stop; the verb that runs when none is given.") { urls };
        Command.SetAction(RunAsync);
    }

    public Command Command { get; }

    public void BeDefaultOf(RootCommand root)
    {
        root.Add(urls);
        root.SetAction(RunAsync);
    }

    private Task<int> RunAsync(ParseResult parsed, CancellationToken ct) => Verb.GuardAsync(async () =>
    {
        await using var app = BackOfficeHost.Build(new() { DataFolder = parsed.GetRequiredValue(CommonOptions.Data), Urls = parsed.GetValue(urls) });
        if (app.Services.GetRequiredService<SoleHost>().Claim() is { } refusal)
            return await Verb.RefuseAsync(refusal);
        await BackOfficeHost.StartAsync(app, ct);
        await app.WaitForShutdownAsync(ct);
        return ExitCode.Done;
    });
}
