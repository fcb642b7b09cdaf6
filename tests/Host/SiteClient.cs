using BackOffice.Workflows.SiteAccess;

namespace BackOffice.Host.Tests;

/// <summary>A site, calling as its SPSE would.</summary>
public sealed class SiteClient(RunningHost host, SiteCredentials credentials) : Caller(host)
{
    /// <summary>Its code.</summary>
    public string Code => credentials.Site.Value;

    /// <summary>Its client id and secret.</summary>
    public SiteCredentials Credentials => credentials;

    /// <summary>Registers an account or changes it.</summary>
    public Task<Reply> PutAccountAsync(string userId, object account, params (string Name, string Value)[] headers) => OwnAsync(HttpMethod.Put, AccountPath(userId), account, headers);

    /// <summary>Closes an account.</summary>
    public Task<Reply> DeleteAccountAsync(string userId) => OwnAsync(HttpMethod.Delete, AccountPath(userId));

    /// <summary>Edits the identity (4.a).</summary>
    public Task<Reply> PutIdentityAsync(string userId, object identity, params (string Name, string Value)[] headers) =>
        OwnAsync(HttpMethod.Put, $"{AccountPath(userId)}/identity", identity, headers);

    /// <summary>Opens the activation of an account or returns it (2.a).</summary>
    public Task<Reply> OpenActivationAsync(string userId, params (string Name, string Value)[] headers) => OwnAsync(HttpMethod.Post, "activations", new { userId }, headers);

    /// <summary>Where an activation stands.</summary>
    public Task<Reply> ActivationAsync(string userId) => OwnAsync(HttpMethod.Get, ActivationPath(userId));

    /// <summary>Postpones (2.d).</summary>
    public Task<Reply> PostponeAsync(string userId) => OwnAsync(HttpMethod.Post, $"{ActivationPath(userId)}/postpone");

    /// <summary>Types the Default's password (2.f.2.b).</summary>
    public Task<Reply> ProveDefaultPasswordAsync(string userId, string password) => OwnAsync(HttpMethod.Post, $"{ActivationPath(userId)}/default-password", new { password });

    /// <summary>Signs a provider in at this site, home or roaming (2.g).</summary>
    public Task<Reply> LoginAsync(string userId, string password) => OwnAsync(HttpMethod.Post, "login", new { userId, password });

    /// <summary>Asks whether a provider may roam here.</summary>
    public Task<Reply> RoamingAsync(string userId) => OwnAsync(HttpMethod.Post, "roaming", new { userId });

    /// <summary>Reads the change feed.</summary>
    public Task<Reply> ChangesAsync(string? after = null) => CallAsync(HttpMethod.Get, after is null ? "changes" : $"changes?after={after}");

    /// <summary>Calls a path under <c>/api/v1/sites/CODE/</c>.</summary>
    public Task<Reply> OwnAsync(HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers) =>
        CallAsync(method, $"sites/{Code}/{path}", body, headers);

    /// <summary>Asks for a token with this secret.</summary>
    public async Task<Reply> AskForTokenAsync(string secret)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = credentials.ClientId,
            ["client_secret"] = secret,
        });
        return await Reply.ReadAsync(await Host.Http.PostAsync(new Uri("/connect/token", UriKind.Relative), form, Cancel), Cancel);
    }

    /// <inheritdoc />
    protected override async Task<(string Token, int Seconds)> SignInAsync()
    {
        var reply = (await AskForTokenAsync(credentials.Secret)).Done();
        return (reply["access_token"], reply.Json.GetProperty("expires_in").GetInt32());
    }

    private static string AccountPath(string userId) => $"accounts/{Uri.EscapeDataString(userId)}";

    private static string ActivationPath(string userId) => $"activations/{Uri.EscapeDataString(userId)}";
}
