using System.Security.Claims;
using BackOffice.Designer.Console;
using BackOffice.Workflows.Staff;
using BackOffice.Workflows.Staff.Sessions;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Designer.SignIn;

/// <summary>How the console knows who is there: a cookie that names a session and nothing more. The session is read anew at each request.</summary>
public static class ConsoleDoor
{
    /// <summary>The cookie scheme, and the policy of every page that needs a sign-in.</summary>
    public const string Scheme = "Console";

    /// <summary>Where a person replaces the password.</summary>
    public const string PasswordPath = "/account/password";

    /// <summary>Where a person sets the own code up, and takes it away.</summary>
    public const string CodePath = "/account/code";

    private const string FirstStep = "first-step";

    /// <summary>The person as pages see it.</summary>
    public static ClaimsPrincipal PrincipalOf(StaffSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        var person = SessionClaims.Of(session, Scheme);
        person.AddClaim(new(ClaimTypes.Name, session.Actor.Name));
        person.AddClaims(session.Actor.Roles.Select(role => new Claim(ClaimTypes.Role, role)));
        if (FirstStepOf(session) is { } step)
            person.AddClaim(new(FirstStep, step));
        return new(person);
    }

    /// <summary>The only page that opens for a person who has still to replace a one-time password, or to set up a code that a role asks for; null for everybody else.</summary>
    public static string? FirstStepOf(StaffSession session) => session switch
    {
        { MustChangePassword: true } => PasswordPath,
        { MustSetUpCode: true } => CodePath,
        _ => null,
    };

    /// <summary>The same, of a person who was described by <see cref="PrincipalOf"/>.</summary>
    public static string? FirstStepOf(ClaimsPrincipal person) => person.FindFirstValue(FirstStep);

    /// <summary>The session of a request for a page that needs a sign-in.</summary>
    internal static StaffSession SessionOf(HttpContext http) => http.Features.Get<StaffSession>() ?? throw new InvalidOperationException("The request comes from nobody who is signed in.");

    /// <summary>Gives the browser the cookie of a session that has just begun, or goes on under another stamp.</summary>
    internal static async Task EnterAsync(HttpContext http, StaffSession session)
    {
        // The cookie of another session that this browser had is overwritten; left open, nobody could end it but by its list.
        if (http.Features.Get<StaffSession>() is { } before && before.Id != session.Id)
            await http.RequestServices.GetRequiredService<StaffSessions>().EndAsync(before, CancellationToken.None);
        await http.SignInAsync(Scheme, new(SessionClaims.Of(session, Scheme)));
    }

    internal static void MapSignOut(this IEndpointRouteBuilder routes) => routes.MapPost("/sign-out", SignOutAsync).ExcludeFromDescription();

    private static async Task<RedirectHttpResult> SignOutAsync(HttpContext http, IAntiforgery antiforgery, StaffSessions sessions)
    {
        // A form on a foreign page signs nobody out.
        if (!await antiforgery.IsRequestValidAsync(http))
            return TypedResults.LocalRedirect("/");
        if (http.Features.Get<StaffSession>() is { } session)
            await sessions.EndAsync(session, CancellationToken.None);
        await http.SignOutAsync(Scheme);
        return TypedResults.LocalRedirect(SignInAddress.Path);
    }
}
