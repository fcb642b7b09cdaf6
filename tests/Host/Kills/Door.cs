using System.Net;
using System.Net.Http.Json;
using BackOffice.Host.Tests.Clauses;

namespace BackOffice.Host.Tests.Kills;

/// <summary>Who may call a Host process, with what they know and the tokens they hold: these outlive the Host.</summary>
internal sealed class People
{
    public Dictionary<string, (string ClientId, string Secret)> Sites { get; } = [];

    public Dictionary<string, string> StaffPasswords { get; } = [];

    public Dictionary<string, string> Tokens { get; } = [];

    public HashSet<string> BulkRuns { get; } = [];
}

/// <summary>One life of a Host process, as sites, staff and providers call it.</summary>
internal sealed class Door(Uri address, People people) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = address };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => http.Dispose();

    /// <summary>Calls a path under the site's own.</summary>
    public Task<Reply> SiteAsync(string site, HttpMethod method, string path, object? body = null) => CallAsync($"lpse-{site}", method, $"/api/v1/sites/{site}/{path}", body);

    /// <summary>Registers an account at a site, or sends it anew.</summary>
    public Task<Reply> RegisterAsync(string site, string userId, Account account) => SiteAsync(site, HttpMethod.Put, $"accounts/{userId}", account.OnTheWire());

    /// <summary>Calls a path as a member of staff.</summary>
    public Task<Reply> StaffAsync(string name, HttpMethod method, string path, object? body = null) => CallAsync(name, method, $"/api/v1/{path}", body);

    /// <summary>Sends a form as a browser does.</summary>
    public async Task<Reply> FormAsync(string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.ToDictionary(field => field.Name, field => field.Value));
        return await Reply.ReadAsync(await http.PostAsync(new Uri(path, UriKind.Relative), form, Cancel), Cancel);
    }

    /// <summary>Whether the Host says it is ready.</summary>
    public async Task<HttpStatusCode> ReadyAsync() => (await http.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancel)).StatusCode;

    /// <summary>Replaces the one-time password of a new member of staff.</summary>
    public async Task ReplacePasswordAsync(string name, string oneTime, string password)
    {
        people.StaffPasswords[name] = oneTime;
        (await StaffAsync(name, HttpMethod.Post, "staff/password", new { password = oneTime, newPassword = password })).Done();
        people.StaffPasswords[name] = password;
        people.Tokens.Remove(name);
    }

    private async Task<Reply> CallAsync(string caller, HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, path);
        if (!people.Tokens.TryGetValue(caller, out var token))
            people.Tokens[caller] = token = caller.StartsWith("lpse-", StringComparison.Ordinal) ? await SiteTokenAsync(caller["lpse-".Length..]) : await StaffTokenAsync(caller);
        request.Headers.Authorization = new("Bearer", token);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        return await Reply.ReadAsync(await http.SendAsync(request, Cancel), Cancel);
    }

    private async Task<string> SiteTokenAsync(string site) => (await FormAsync("/connect/token",
        ("grant_type", "client_credentials"), ("client_id", people.Sites[site].ClientId), ("client_secret", people.Sites[site].Secret))).Done()["access_token"];

    private async Task<string> StaffTokenAsync(string name)
    {
        using var response = await http.PostAsJsonAsync("/api/v1/staff/sign-in", new { name, password = people.StaffPasswords[name] }, Cancel);
        return (await Reply.ReadAsync(response, Cancel)).Done()["accessToken"];
    }
}
