using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace BackOffice.Host.Http;

/// <summary>What holds for every call, whatever it is about.</summary>
internal static class HttpFrame
{
    public static IServiceCollection AddHttpFrame(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<HttpOptions>().Bind(configuration.GetSection("Http")).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<HttpOptions>>((kestrel, http) =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = http.Value.MaxRequestBytes;
        });
        services.ConfigureHttpJsonOptions(json => JsonProblems.BeStrict(json.SerializerOptions));
        // Thrown, a caller's mistake reaches the one place that words it.
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddExceptionHandler<UnexpectedFaults>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, AuthorizationAnswers>();
        services.AddSingleton<RateLimits>();
        services.AddApiDescription();
        services.AddSingleton<Drain>().AddHostedService(provider => provider.GetRequiredService<Drain>());
        services.AddOptions<HostOptions>().Configure<IOptions<HttpOptions>>((host, http) => host.ShutdownTimeout = http.Value.DrainFor + http.Value.StopWithin);
        services.AddHealth();
        return services;
    }

    public static void UseHttpFrame(this WebApplication app)
    {
        UseTrustedProxies(app);
        app.UseSecurityHeaders();
        app.UseExceptionHandler(_ => { });
        app.UseStatusCodePages(pages => Problems.WriteAsync(pages.HttpContext, FrameRefusals.OfStatus(pages.HttpContext.Response.StatusCode), pages.HttpContext.Response.StatusCode));
        app.UseEncryptionOutsideLoopback();
    }

    private static void UseTrustedProxies(WebApplication app)
    {
        var networks = app.Services.GetRequiredService<IOptions<HttpOptions>>().Value.TrustedNetworks.ToList();
        if (networks.Count == 0)
            return;
        var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var network in networks)
            forwarded.KnownIPNetworks.Add(network);
        app.UseForwardedHeaders(forwarded);
    }
}
