using System.Globalization;
using System.Threading.RateLimiting;
using BackOffice.Host.SignIn;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace BackOffice.Host.Http;

/// <summary>How often one address may ask for what costs a hash: a guard of our processor, beside the limits on guessing that count by name.</summary>
internal static class RateLimits
{
    public const string Tokens = "tokens";
    public const string StaffSignIn = "staff-sign-in";

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public static IServiceCollection AddRateLimits(this IServiceCollection services)
    {
        services.AddRateLimiter(limiter => limiter.OnRejected = (rejected, _) =>
        {
            rejected.HttpContext.Response.Headers.RetryAfter = Window.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            return new(Problems.WriteAsync(rejected.HttpContext, FrameRefusals.TooManyRequests));
        });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<TokenOptions>>((limiter, signIn) =>
        {
            limiter.AddPolicy(Tokens, http => PerAddress(http, signIn.Value.SiteTokensPerMinute));
            limiter.AddPolicy(StaffSignIn, http => PerAddress(http, signIn.Value.StaffSignInsPerMinute));
        });
        return services;
    }

    private static RateLimitPartition<string> PerAddress(HttpContext http, int perMinute) => RateLimitPartition.GetFixedWindowLimiter(
        http.Connection.RemoteIpAddress?.ToString() ?? "", _ => new() { PermitLimit = perMinute, Window = Window });
}
