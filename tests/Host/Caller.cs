using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace BackOffice.Host.Tests;

/// <summary>Somebody who signs in and calls. A token that has run out, also because the test moved the clock, is fetched anew.</summary>
public abstract class Caller(RunningHost host)
{
    private string? token;
    private DateTimeOffset tokenEnds;

    /// <summary>The Host that is called.</summary>
    internal RunningHost Host => host;

    /// <summary>Cancels with the test.</summary>
    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Calls a path under <c>/api/v1/</c>. A string body is sent as it is; any other as JSON. Headers by name, such as <c>("If-Match", "\"3\"")</c>.</summary>
    public async Task<Reply> CallAsync(HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, $"/api/v1/{path}");
        request.Headers.Authorization = new("Bearer", await TokenAsync());
        if (body is not null)
            request.Content = body is string text ? new StringContent(text, new MediaTypeHeaderValue("application/json")) : JsonContent.Create(body);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await Reply.ReadAsync(await host.Http.SendAsync(request, Cancel), Cancel);
    }

    /// <summary>The token, still good for a while.</summary>
    public async Task<string> TokenAsync()
    {
        if (token is null || host.Clock.GetUtcNow() >= tokenEnds)
        {
            var (fresh, seconds) = await SignInAsync();
            Keep(fresh, seconds);
        }
        return token!;
    }

    /// <summary>Signs in and returns the token and the seconds it holds.</summary>
    protected abstract Task<(string Token, int Seconds)> SignInAsync();

    /// <summary>Goes on with this token.</summary>
    protected void Keep(string fresh, int seconds) => (token, tokenEnds) = (fresh, host.Clock.GetUtcNow().AddSeconds(seconds - 30));
}
