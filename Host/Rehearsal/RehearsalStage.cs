using System.Net.Http.Headers;
using System.Text.Json;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry;
using BackOffice.Workflows.SiteAccess;
using BackOffice.Workflows.Staff;

namespace BackOffice.Host.Rehearsal;

/// <summary>
/// A whole Host for one rehearsal: a folder and a database of its own, a free port, a clock that only the rehearsal moves. It goes through the same doors as a site and staff do.
/// <para>
/// Of the settings around it a rehearsal takes what decides how a case goes on: the rule file, how many guesses at a password are free, when a party of a clash is reminded. Whatever else is set
/// it leaves alone, first of all what leads to production: database, keys, mails, reports, ports, collectors. A setting that is added later is left alone too, until it is named here.
/// </para>
/// </summary>
internal sealed class RehearsalStage : IAsyncDisposable
{
    // How the terminal is written to is no matter of the rehearsal either.
    private static readonly string[] Inherited = ["Policies", "Attempts", "Clashes", "Logging"];

    private readonly WebApplication app;
    private readonly DirectoryInfo folder;
    private readonly HttpClient http;
    private readonly Dictionary<string, SiteCredentials> sites = [];
    private readonly Dictionary<string, (string Token, DateTimeOffset Ends)> tokens = [];

    private RehearsalStage(WebApplication app, DirectoryInfo folder, VirtualClock clock)
    {
        this.app = app;
        this.folder = folder;
        Clock = clock;
        http = new() { BaseAddress = new(app.Urls.First()) };
    }

    /// <summary>The Host's clock.</summary>
    public VirtualClock Clock { get; }

    /// <summary>What is inside, to look at what no call shows.</summary>
    public IServiceProvider Services => app.Services;

    /// <summary>Starts a Host that also publishes the definitions in <paramref name="definitions"/>; null for the shipped ones alone.</summary>
    public static async Task<RehearsalStage> OpenAsync(string? definitions, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("rehearsal-");
        var clock = new VirtualClock(new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero));
        WebApplication? app = null;
        try
        {
            app = BackOfficeHost.Build(new()
            {
                DataFolder = Path.Combine(folder.FullName, "data"),
                Clock = clock,
                Environment = Environments.Production,
                Urls = "http://127.0.0.1:0",
                Sections = Inherited,
                Overrides = new Dictionary<string, string?> { ["Workflows:Definitions"] = definitions ?? "" },
                Output = TextWriter.Null,
                Quiet = true,
                LoadSample = false,
            });
            await BackOfficeHost.StartAsync(app, ct);
            return new(app, folder, clock);
        }
        catch
        {
            if (app is not null)
                await app.DisposeAsync();
            folder.Delete(recursive: true);
            throw;
        }
    }

    /// <summary>Registers a site and gives it a secret.</summary>
    public async Task AddSiteAsync(SiteCode code, SiteStage stage, CancellationToken ct)
    {
        await app.Services.GetRequiredService<Database>().InTransactionAsync((transaction, _) =>
        {
            transaction.Db.Sites.Add(new() { Code = code, Name = $"LPSE {code}", Url = $"https://lpse-{code}.example", SpseVersion = "4", Stage = stage });
            return Task.CompletedTask;
        }, ct);
        if (await app.Services.GetRequiredService<SiteSecrets>().ReplaceAsync(StaffActor.CommandLine, code, ct) is not SiteSecrets.Answer.Made { Credentials: [var credentials] })
            throw new InvalidOperationException($"Site {code} got no secret.");
        sites[code.Value] = credentials;
    }

    /// <summary>Calls the API as a site; a refusal is an answer like any other.</summary>
    public async Task<JsonElement> CallAsync(string site, HttpMethod method, string path, object? body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, $"/api/v1/sites/{site}/{path}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(site, ct));
        if (body is not null)
            request.Content = JsonContent.Create(body, body.GetType());
        using var reply = await http.SendAsync(request, ct);
        var text = await reply.Content.ReadAsStringAsync(ct);
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }

    // A rehearsal waits for days, and tokens run out by its clock too.
    private async Task<string> TokenAsync(string site, CancellationToken ct)
    {
        if (tokens.TryGetValue(site, out var held) && Clock.GetUtcNow() < held.Ends)
            return held.Token;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = sites[site].ClientId,
            ["client_secret"] = sites[site].Secret,
        });
        using var reply = await http.PostAsync(new Uri("/connect/token", UriKind.Relative), form, ct);
        var answer = await reply.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(ct);
        tokens[site] = (answer.GetProperty("access_token").GetString()!, Clock.GetUtcNow().AddSeconds(answer.GetProperty("expires_in").GetInt32() - 60));
        return tokens[site].Token;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
