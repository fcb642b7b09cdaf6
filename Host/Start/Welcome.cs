namespace BackOffice.Host.Start;

/// <summary>What a person reads once the Host listens.</summary>
internal sealed class Welcome(HostSettings settings, DataFolder folder, IHostEnvironment environment)
{
    public async Task SayAsync(IEnumerable<string> urls, CancellationToken ct)
    {
        var url = urls.FirstOrDefault() ?? HostSettings.DefaultUrls;
        var credentials = File.Exists(folder.SampleCredentials) ? $"in {folder.SampleCredentials}" : "from the verbs site-secret and staff add";
        await settings.Output.WriteLineAsync(
            $$"""
            BackOffice is ready ({{environment.EnvironmentName}}); everything it writes is in {{folder.Path}}
              API                {{url}}/openapi/v1.json
              Sites, public      {{url}}/api/v1/sites
              Secrets, passwords {{credentials}}
            Try, with the secret of a site and a user ID of it:
              TOKEN=$(curl -s -d grant_type=client_credentials -d client_id=lpse-CODE -d client_secret=SECRET {{url}}/connect/token | sed -n 's/.*"access_token": *"\([^"]*\)".*/\1/p')
              curl -H "Authorization: Bearer $TOKEN" --json '{"userId":"USERID"}' {{url}}/api/v1/sites/CODE/activations
            """.AsMemory(), ct);
    }
}
