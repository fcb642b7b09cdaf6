namespace BackOffice.Host.Start;

/// <summary>What a person reads once the Host listens.</summary>
internal sealed class Welcome(HostSettings settings, DataFolder folder, IHostEnvironment environment)
{
    public async Task SayAsync(IEnumerable<string> urls, CancellationToken ct)
    {
        var url = urls.FirstOrDefault() ?? HostSettings.DefaultUrls;
        await settings.Output.WriteLineAsync(
            $"""
            BackOffice is ready ({environment.EnvironmentName}); everything it writes is in {folder.Path}
              API                {url}/openapi/v1.json
              Sites, public      {url}/api/v1/sites
            """.AsMemory(), ct);
    }
}
