using System.Security.Claims;
using BackOffice.Workflows.Staff;
using BackOffice.Workflows.Staff.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace BackOffice.Host.SignIn;

/// <summary>
/// Staff sign in and get a short-lived bearer token. It holds only which session it is of and a stamp; whether the session still stands and which roles it has is read at each request.
/// </summary>
internal static class StaffTokens
{
    /// <summary>The scheme of staff tokens.</summary>
    public const string Scheme = "Staff";

    /// <summary>The policy of every call that staff make.</summary>
    public const string Policy = "Staff";

    /// <summary>The policy of the few calls that make a person ready: they are allowed while the one-time password was not replaced or a code that a role asks for was not set up.</summary>
    public const string PolicyWithOneTimePassword = "StaffWithOneTimePassword";

    public static IServiceCollection AddStaffTokens(this IServiceCollection services)
    {
        services.AddAuthentication().AddBearerToken(Scheme);
        services.AddOptions<BearerTokenOptions>(Scheme).Configure<IOptions<TokenOptions>, IOptions<StaffOptions>>((tokens, signIn, staff) =>
        {
            tokens.BearerTokenExpiration = signIn.Value.StaffTokenLifetime;
            tokens.RefreshTokenExpiration = staff.Value.SessionLifetime;
        });
        services.AddSingleton<IAuthorizationHandler, StaffIsCurrent.Handler>();
        services.AddAuthorizationBuilder()
            .AddPolicy(Policy, policy => policy.AddAuthenticationSchemes(Scheme).RequireAuthenticatedUser().AddRequirements(new StaffIsCurrent(MayBeUnready: false)))
            .AddPolicy(PolicyWithOneTimePassword, policy => policy.AddAuthenticationSchemes(Scheme).RequireAuthenticatedUser().AddRequirements(new StaffIsCurrent(MayBeUnready: true)));
        return services;
    }

    /// <summary>What a token says.</summary>
    public static ClaimsPrincipal PrincipalOf(StaffSession session) => new(SessionClaims.Of(session, Scheme));

    /// <summary>The session that a refresh token means; null when it ran out or is over.</summary>
    public static async Task<StaffSession?> SessionOfRefreshTokenAsync(
        string refreshToken, BearerTokenOptions options, StaffSessions sessions, TimeProvider clock, CancellationToken ct)
    {
        AuthenticationTicket? ticket = options.RefreshTokenProtector.Unprotect(refreshToken);
        return ticket?.Properties.ExpiresUtc > clock.GetUtcNow() ? await sessions.FindAsync(ticket.Principal, ct) : null;
    }
}
