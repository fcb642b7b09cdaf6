namespace BackOffice.Host.Start;

/// <summary>What a person reads once the Host listens.</summary>
internal sealed class Welcome(HostSettings settings, DataFolder folder, IHostEnvironment environment)
{
    public async Task SayAsync(IEnumerable<string> urls, CancellationToken ct)
    {
        var url = urls.FirstOrDefault() ?? HostSettings.DefaultUrls;
        var text =
            $"""
            BackOffice is ready ({environment.EnvironmentName}); everything it writes is in {folder.Path}
              Console            {url}
              Sites, public      {url}/national-list
              API                {url}/openapi/v1.json
            """;
        if (environment.IsDevelopment() && File.Exists(folder.SampleCredentials))
            text = $"{text}\n{Sample(url)}";
        await settings.Output.WriteLineAsync(text.AsMemory(), ct);
    }

    // The secrets stay in their file: a terminal is kept, and shown to others.
    private string Sample(string url) =>
        $$"""
          Sample sign-ins    {{Near(folder.SampleCredentials)}} (staff, sites, and a story for each clause)
          Mails it sends     {{Near(Path.Combine(folder.Path, "outbox"))}}

        The first activation: a company at two sites becomes one user. In another terminal, in this folder:

          . '{{Near(folder.SampleVariables)}}'; HOST={{url}}; ACTIVATIONS=$HOST/api/v1/sites/$SITE/activations
          TOKEN=$(curl -s $HOST/connect/token -d grant_type=client_credentials -d client_id=$CLIENT_ID -d client_secret=$CLIENT_SECRET | sed -n 's/.*"access_token": *"\([^"]*\)".*/\1/p')
          call() { curl -s -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' "$@"; echo; }

          call $ACTIVATIONS -d "{\"userId\":\"$USER_ID\"}"
          call $ACTIVATIONS/$USER_ID/default-password -d "{\"password\":\"$DEFAULT_PASSWORD\"}"
          call $ACTIVATIONS/$USER_ID

        """;

    // As it is reached from where the Host was started, where it lies below that.
    private static string Near(string path) =>
        Path.GetRelativePath(Environment.CurrentDirectory, path) is var near && near.StartsWith("..", StringComparison.Ordinal) ? path : Path.Combine(".", near);
}
