using System.Net.Http.Json;
using System.Text.Json;

namespace BackOffice.Host.Tests.Clauses;

/// <summary>A site that calls a Host in a process of its own.</summary>
internal sealed class ProcessSite(Uri address, (string ClientId, string Secret) credentials) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = address };
    private string? token;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => http.Dispose();

    /// <summary>Calls a path under the site's own.</summary>
    public async Task<Reply> CallAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, $"/api/v1/sites/{credentials.ClientId["lpse-".Length..]}/{path}");
        request.Headers.Authorization = new("Bearer", token ??= await SignInAsync());
        if (body is not null)
            request.Content = JsonContent.Create(body);
        return await Reply.ReadAsync(await http.SendAsync(request, Cancel), Cancel);
    }

    private async Task<string> SignInAsync()
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = credentials.ClientId,
            ["client_secret"] = credentials.Secret,
        });
        using var response = await http.PostAsync(new Uri("/connect/token", UriKind.Relative), form, Cancel);
        return JsonDocument.Parse(await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync(Cancel)).RootElement.GetProperty("access_token").GetString()!;
    }
}
