using System.Security.Claims;
using BackOffice.Designer.Console;
using BackOffice.Workflows.Staff;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BackOffice.Designer.SignIn;

/// <summary>How the console knows who is there: a cookie that names a session and nothing more. Roles are read anew at each request.</summary>
public static class ConsoleDoor
{
    /// <summary>The cookie scheme, and the policy of every page that needs a sign-in.</summary>
    public const string Scheme = "Console";

    /// <summary>Where a person replaces the password: the only page that opens with a one-time password.</summary>
    public const string PasswordPath = "/account/password";

    private const string StampClaim = "stamp";
    private const string OneTimePasswordClaim = "one-time-password";

    /// <summary>The person as pages see it.</summary>
    public static ClaimsPrincipal PrincipalOf(StaffSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        List<Claim> claims = [new(ClaimTypes.NameIdentifier, session.Id.ToString()), new(StampClaim, session.Stamp), new(ClaimTypes.Name, session.Actor.Name)];
        claims.AddRange(session.Actor.Roles.Select(role => new Claim(ClaimTypes.Role, role)));
        if (session.MustChangePassword)
            claims.Add(new(OneTimePasswordClaim, ""));
        return new(new ClaimsIdentity(claims, Scheme));
    }

    /// <summary>The session behind a person, as it stands now; null when it is over.</summary>
    public static async Task<StaffSession?> SessionOfAsync(ClaimsPrincipal person, StaffSessions sessions, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(sessions);
        return Guid.TryParse(person.FindFirstValue(ClaimTypes.NameIdentifier), out var id) && person.FindFirstValue(StampClaim) is { } stamp
            ? await sessions.FindAsync(id, stamp, ct)
            : null;
    }

    /// <summary>Whether the person has still to replace a one-time password, before which no other page opens.</summary>
    public static bool HasOneTimePassword(ClaimsPrincipal person)
    {
        ArgumentNullException.ThrowIfNull(person);
        return person.HasClaim(claim => claim.Type == OneTimePasswordClaim);
    }

    internal static void MapSignOut(this IEndpointRouteBuilder routes) => routes.MapPost("/sign-out", SignOutAsync).ExcludeFromDescription();

    // A form on a foreign page signs nobody out.
    private static async Task<Results<SignOutHttpResult, RedirectHttpResult>> SignOutAsync(HttpContext http, IAntiforgery antiforgery) =>
        await antiforgery.IsRequestValidAsync(http)
            ? TypedResults.SignOut(new() { RedirectUri = SignInAddress.Path }, [Scheme])
            : TypedResults.LocalRedirect("/");
}
