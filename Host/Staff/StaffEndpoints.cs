using System.Globalization;
using BackOffice.Host.Http;
using BackOffice.Host.SignIn;
using BackOffice.Workflows;
using BackOffice.Workflows.Staff;
using BackOffice.Workflows.Staff.Sessions;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace BackOffice.Host.Staff;

/// <summary>The staff door: sign-in and sign-out, one's own password. Calls that carry a password take no Idempotency-Key.</summary>
internal static class StaffEndpoints
{
    private static readonly Refusal CodeNeeded = new("code-needed", new(
        "Kirim juga kode dari perangkat Anda, atau salah satu kode pemulihan (code).",
        "Send the code of your device too, or one of your recovery codes (code)."));

    public static void MapStaff(this IEndpointRouteBuilder routes)
    {
        var staff = routes.MapGroup("/staff").WithTags("Staff");
        staff.MapPost("/sign-in", SignInAsync)
            .Produces<AccessTokenResponse>()
            .Limits(RateLimit.StaffSignIns)
            .Refuses(Status400BadRequest, Status401Unauthorized, Status403Forbidden, Status429TooManyRequests)
            .WithSummary("Gives a member of staff a token for name and password, and for the code of the device where one is set up (401 code-needed without it).");
        staff.MapPost("/refresh", RefreshAsync)
            .Produces<AccessTokenResponse>()
            .Limits(RateLimit.StaffSignIns)
            .Refuses(Status400BadRequest, Status401Unauthorized, Status429TooManyRequests)
            .WithSummary("Gives a new token of the same session for a refresh token.");
        staff.MapPost("/sign-out", SignOutAsync)
            .RequireAuthorization(StaffTokens.PolicyWithOneTimePassword)
            .Refuses(Status401Unauthorized)
            .WithSummary("Ends the session; its tokens are worthless at once.");
        staff.MapPost("/password", ReplacePasswordAsync)
            .Produces<AccessTokenResponse>()
            .RequireAuthorization(StaffTokens.PolicyWithOneTimePassword)
            .Limits(RateLimit.StaffSignIns)
            .Refuses(Status400BadRequest, Status401Unauthorized, Status429TooManyRequests)
            .WithSummary("Replaces one's own password, first of all the one-time password. Every earlier token ends; the answer is a new one.");
        staff.MapGet("/me", Me)
            .RequireAuthorization(StaffTokens.Policy)
            .Refuses(Status401Unauthorized, Status403Forbidden)
            .WithSummary("Who is signed in, with the roles and sites as they are now, and what happened since the sign-in before.");
        staff.MapTotp();
        staff.MapSessions();
        staff.MapStaffAccounts();
    }

    /// <summary>A refusal that says from when on the next attempt is looked at.</summary>
    internal static Refused ShutUntil(HttpContext http, Refusal why, DateTimeOffset? tryAgainAt, TimeProvider clock)
    {
        if (tryAgainAt is not { } at)
            return new(why);
        http.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling((at - clock.GetUtcNow()).TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return new(why, ("tryAgainAt", at));
    }

    private static async Task<Results<SignInHttpResult, Refused>> SignInAsync(Credentials credentials, HttpContext http, SignInStaff signIn, TimeProvider clock, CancellationToken ct) =>
        await signIn.HandleAsync(new(credentials.Name, credentials.Password, StaffOrigin.Of(http, StaffSessionKind.Api), credentials.Code), ct) switch
        {
            SignInStaff.Answer.SignedIn { Session: var session } => TokenFor(session),
            SignInStaff.Answer.CodeNeeded => new Refused(CodeNeeded),
            SignInStaff.Answer.Refused { Why: var why, TryAgainAt: var at } => ShutUntil(http, why, at, clock),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<SignInHttpResult, Refused>> RefreshAsync(
        Refresh request, IOptionsMonitor<BearerTokenOptions> options, StaffSessions sessions, TimeProvider clock, CancellationToken ct) =>
        await StaffTokens.SessionOfRefreshTokenAsync(request.RefreshToken, options.Get(StaffTokens.Scheme), sessions, clock, ct) is { } session
            ? TokenFor(session)
            : new Refused(StaffIsCurrent.SessionOver);

    private static async Task<NoContent> SignOutAsync(StaffCaller caller, StaffSessions sessions, CancellationToken ct)
    {
        await sessions.EndAsync(caller.Session, ct);
        return TypedResults.NoContent();
    }

    private static async Task<Results<SignInHttpResult, Refused>> ReplacePasswordAsync(
        PasswordChange change, StaffCaller caller, HttpContext http, ReplaceStaffPassword replace, TimeProvider clock, CancellationToken ct) =>
        await replace.HandleAsync(new(caller.Session, change.Password, change.NewPassword), ct) switch
        {
            ReplaceStaffPassword.Answer.Replaced { Session: var session } => TokenFor(session),
            ReplaceStaffPassword.Answer.Refused { Why: var why, TryAgainAt: var at } => ShutUntil(http, why, at, clock),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static Ok<StaffView> Me(StaffCaller caller)
    {
        var session = caller.Session;
        return TypedResults.Ok(new StaffView(
            session.Actor.Name, [.. session.Actor.Roles.Order(StringComparer.Ordinal)], session.Actor.Sites?.Select(site => site.Value).Order(StringComparer.Ordinal).ToList(),
            session.HasCode, session.EndsAt, session.Before.At, session.Before.FailedAttempts));
    }

    private static SignInHttpResult TokenFor(StaffSession session) =>
        TypedResults.SignIn(StaffTokens.PrincipalOf(session), authenticationScheme: StaffTokens.Scheme);

    /// <summary>What staff type.</summary>
    internal sealed record Credentials(string Name, string Password, string? Code = null)
    {
        public override string ToString() => Name;
    }

    internal sealed record PasswordChange(string Password, string NewPassword)
    {
        public override string ToString() => nameof(PasswordChange);
    }

    internal sealed record Refresh(string RefreshToken)
    {
        public override string ToString() => nameof(Refresh);
    }

    /// <summary>Who is signed in. <paramref name="Sites"/>: null is every site. <paramref name="FailedAttempts"/>: wrong passwords and codes between the sign-in before and this one.</summary>
    internal sealed record StaffView(
        string Name, IReadOnlyList<string> Roles, IReadOnlyList<string>? Sites, bool HasCode, DateTimeOffset SessionEndsAt, DateTimeOffset? PreviousSignInAt, int FailedAttempts);
}
