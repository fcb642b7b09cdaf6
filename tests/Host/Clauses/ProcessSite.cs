using BackOffice.Host.Tests.Kills;

namespace BackOffice.Host.Tests.Clauses;

/// <summary>A site that calls a Host in a process of its own.</summary>
internal sealed class ProcessSite(Uri address, (string ClientId, string Secret) credentials) : IDisposable
{
    private readonly string code = credentials.ClientId["lpse-".Length..];
    private readonly Door door = new(address, new() { Sites = { [credentials.ClientId["lpse-".Length..]] = credentials } });

    public void Dispose() => door.Dispose();

    /// <summary>Calls a path under the site's own.</summary>
    public Task<Reply> CallAsync(HttpMethod method, string path, object? body = null) => door.SiteAsync(code, method, path, body);
}
