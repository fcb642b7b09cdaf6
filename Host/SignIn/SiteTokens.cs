using System.Security.Claims;
using BackOffice.Host.Http;
using BackOffice.Workflows.Data;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using OpenIddict.Validation.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace BackOffice.Host.SignIn;

/// <summary>Sites sign in with OAuth 2 client credentials. A token is checked by its keys alone, with no look at the database.</summary>
internal static class SiteTokens
{
    /// <summary>The policy of every call that a site makes.</summary>
    public const string Policy = "Site";

    private const string TokenEndpoint = "/connect/token";

    public static IServiceCollection AddSiteTokens(this IServiceCollection services)
    {
        services.AddSingleton<TokenKeys>().AddSingleton<IConfigureOptions<OpenIddictServerOptions>>(provider => provider.GetRequiredService<TokenKeys>());
        services.AddOptions<OpenIddictServerOptions>()
            .Configure<IOptions<TokenOptions>>((server, signIn) => server.AccessTokenLifetime = signIn.Value.SiteTokenLifetime);
        services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<BackOfficeDb>())
            .AddServer(server =>
            {
                // One name for all Hosts, whatever address a request came by.
                server.SetIssuer("https://backoffice.internal/");
                server.SetTokenEndpointUris(TokenEndpoint);
                // Nobody else checks our tokens, so nobody needs to discover how.
                server.SetConfigurationEndpointUris(Array.Empty<Uri>());
                server.SetJsonWebKeySetEndpointUris(Array.Empty<Uri>());
                server.AllowClientCredentialsFlow();
                server.DisableTokenStorage();
                server.DisableAuthorizationStorage();
                // PlainHttp refuses what is neither encrypted nor local, for every call alike.
                server.UseAspNetCore().EnableTokenEndpointPassthrough().DisableTransportSecurityRequirement();
            })
            .AddValidation(validation =>
            {
                validation.UseLocalServer();
                validation.UseAspNetCore();
            });
        services.AddSingleton<IAuthorizationHandler, SiteMatchesPath.Handler>();
        services.AddAuthorizationBuilder().AddPolicy(Policy, policy => policy
            .AddAuthenticationSchemes(OpenIddictValidationAspNetCoreDefaults.AuthenticationScheme)
            .RequireAuthenticatedUser()
            .AddRequirements(new SiteMatchesPath()));
        return services;
    }

    public static void MapSiteTokens(this IEndpointRouteBuilder routes) => routes
        .MapPost(TokenEndpoint, Exchange)
        .Limits(RateLimit.SiteTokens)
        .AllowAnonymous()
        .Accepts<TokenForm>("application/x-www-form-urlencoded")
        .Produces<TokenAnswer>()
        .Produces<TokenRefusal>(StatusCodes.Status400BadRequest)
        .Produces<TokenRefusal>(StatusCodes.Status401Unauthorized)
        .Refuses(StatusCodes.Status429TooManyRequests)
        .WithTags("Sign-in")
        .WithSummary("Gives a site a token for its client id and secret (OAuth 2 client credentials).");

    // OpenIddict has checked the client's secret before this runs.
    private static IResult Exchange(HttpContext http)
    {
        var request = http.GetOpenIddictServerRequest() ?? throw new InvalidOperationException("The token request did not pass the OAuth server.");
        var identity = new ClaimsIdentity(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme, Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, request.ClientId);
        return Results.SignIn(new(identity), new AuthenticationProperties(), OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }

    /// <summary>What a site sends for a token, for the API's description alone.</summary>
    internal sealed record TokenForm(string grant_type, string client_id, string client_secret);

    /// <summary>What it gets instead, in OAuth's own form, for the API's description alone.</summary>
    internal sealed record TokenRefusal(string error, string error_description);

    /// <summary>What it gets, for the API's description alone.</summary>
    internal sealed record TokenAnswer(string access_token, string token_type, int expires_in);
}
