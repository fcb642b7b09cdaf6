using System.Globalization;
using System.Threading.RateLimiting;
using BackOffice.Host.SignIn;
using Microsoft.Extensions.Options;

namespace BackOffice.Host.Http;

/// <summary>What one address may ask for only so often.</summary>
internal enum RateLimit
{
    SiteTokens,
    StaffSignIns,
}

/// <summary>
/// How often one address may ask for what costs a hash: a guard of our processor, beside the limits on guessing that count by name. The middleware of ASP.NET Core would do, but nobody disposes its
/// limiter: the timer in it keeps a stopped Host with all its services in memory, which fills a process that starts many.
/// </summary>
internal sealed class RateLimits(IOptions<TokenOptions> options) : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<(RateLimit Limit, string Address)> limiter = PartitionedRateLimiter.Create<(RateLimit Limit, string Address), (RateLimit Limit, string Address)>(
        asked => RateLimitPartition.GetFixedWindowLimiter(asked, one => new() { PermitLimit = PerMinute(one.Limit, options.Value), Window = Window }));

    /// <summary>Answers in the endpoint's place when its address has asked too often.</summary>
    public async Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<OfEndpoint>() is { Limit: var limit })
        {
            using var lease = limiter.AttemptAcquire((limit, http.Connection.RemoteIpAddress?.ToString() ?? ""));
            if (!lease.IsAcquired)
            {
                http.Response.Headers.RetryAfter = Window.TotalSeconds.ToString(CultureInfo.InvariantCulture);
                await Problems.WriteAsync(http, FrameRefusals.TooManyRequests);
                return;
            }
        }
        await next(http);
    }

    /// <inheritdoc />
    public void Dispose() => limiter.Dispose();

    private static int PerMinute(RateLimit limit, TokenOptions options) => limit switch
    {
        RateLimit.SiteTokens => options.SiteTokensPerMinute,
        RateLimit.StaffSignIns => options.StaffSignInsPerMinute,
        _ => throw new ArgumentOutOfRangeException(nameof(limit), limit, null),
    };

    /// <summary>Which limit holds for an endpoint.</summary>
    internal sealed record OfEndpoint(RateLimit Limit);
}

/// <summary>Puts endpoints under a limit.</summary>
internal static class RateLimitedEndpoints
{
    public static TEndpoint Limits<TEndpoint>(this TEndpoint endpoint, RateLimit limit) where TEndpoint : IEndpointConventionBuilder => endpoint.WithMetadata(new RateLimits.OfEndpoint(limit));

    /// <summary>Goes after the routing, which finds the endpoint.</summary>
    public static void UseRateLimits(this WebApplication app) => app.Use(app.Services.GetRequiredService<RateLimits>().InvokeAsync);
}
