using BackOffice.Host.Http;
using BackOffice.Host.SignIn;
using BackOffice.Workflows.Staff;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace BackOffice.Host.Staff;

/// <summary>The staff door: sign-in, one's own password, and accounts of staff for administrators. Calls that carry a password take no Idempotency-Key.</summary>
internal static class StaffEndpoints
{
    public static void MapStaff(this IEndpointRouteBuilder routes)
    {
        var staff = routes.MapGroup("/staff").WithTags("Staff");
        staff.MapPost("/sign-in", SignInAsync)
            .Produces<AccessTokenResponse>()
            .RequireRateLimiting(RateLimits.StaffSignIn)
            .Refuses(Status400BadRequest, Status401Unauthorized, Status429TooManyRequests)
            .WithSummary("Gives a member of staff a token for name and password.");
        staff.MapPost("/refresh", RefreshAsync)
            .Produces<AccessTokenResponse>()
            .RequireRateLimiting(RateLimits.StaffSignIn)
            .Refuses(Status400BadRequest, Status401Unauthorized, Status429TooManyRequests)
            .WithSummary("Gives a new token for a refresh token.");
        staff.MapPost("/password", ReplacePasswordAsync)
            .Produces<AccessTokenResponse>()
            .RequireAuthorization(StaffTokens.PolicyWithOneTimePassword)
            .RequireRateLimiting(RateLimits.StaffSignIn)
            .Refuses(Status400BadRequest, Status401Unauthorized, Status429TooManyRequests)
            .WithSummary("Replaces one's own password, first of all the one-time password. Every earlier token ends; the answer is a new one.");
        staff.MapGet("/me", Me)
            .RequireAuthorization(StaffTokens.Policy)
            .Refuses(Status401Unauthorized, Status403Forbidden)
            .WithSummary("Who is signed in, with the roles as they are now.");
        staff.MapPost("", AddAsync)
            .RequireAuthorization(StaffTokens.Policy)
            .Refuses(Status400BadRequest, Status401Unauthorized, Status403Forbidden, Status409Conflict)
            .WithSummary("Makes a member of staff with a one-time password, which stands in this answer alone. Administrators only.");
        staff.MapPut("/{name}/roles", ChangeRolesAsync)
            .RequireAuthorization(StaffTokens.Policy)
            .TakesIdempotencyKey()
            .Refuses(Status400BadRequest, Status401Unauthorized, Status403Forbidden, Status404NotFound, Status409Conflict)
            .WithSummary("Gives a member of staff exactly these roles; they hold at once. Administrators only.");
    }

    private static async Task<Results<SignInHttpResult, Refused>> SignInAsync(Credentials credentials, SignInStaff signIn, CancellationToken ct) =>
        await signIn.HandleAsync(new(credentials.Name, credentials.Password), ct) switch
        {
            SignInStaff.Answer.SignedIn { Session: var session } => TokenFor(session),
            SignInStaff.Answer.Refused { Why: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<SignInHttpResult, Refused>> RefreshAsync(
        Refresh request, IOptionsMonitor<BearerTokenOptions> options, StaffSessions sessions, TimeProvider clock, CancellationToken ct) =>
        await StaffTokens.SessionOfRefreshTokenAsync(request.RefreshToken, options.Get(StaffTokens.Scheme), sessions, clock, ct) is { } session
            ? TokenFor(session)
            : new Refused(StaffIsCurrent.SessionOver);

    private static async Task<Results<SignInHttpResult, Refused>> ReplacePasswordAsync(
        PasswordChange change, StaffCaller caller, ReplaceStaffPassword replace, CancellationToken ct) =>
        await replace.HandleAsync(new(caller.Actor, change.Password, change.NewPassword), ct) switch
        {
            ReplaceStaffPassword.Answer.Replaced { Session: var session } => TokenFor(session),
            ReplaceStaffPassword.Answer.Refused { Why: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static Ok<StaffView> Me(StaffCaller caller) => TypedResults.Ok(new StaffView(caller.Actor.Name, [.. caller.Actor.Roles.Order(StringComparer.Ordinal)]));

    private static async Task<Results<Created<AddedStaff>, Refused>> AddAsync(NewStaff member, StaffCaller caller, AddStaff add, CancellationToken ct) =>
        await add.HandleAsync(new(caller.Actor, member.Name, member.Roles), ct) switch
        {
            AddStaff.Answer.Added added => TypedResults.Created((string?)null, new AddedStaff(added.Name, added.Roles, added.OneTimePassword)),
            AddStaff.Answer.Refused { Why: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<NoContent, Refused>> ChangeRolesAsync(string name, NewRoles roles, StaffCaller caller, ChangeStaffRoles change, CancellationToken ct) =>
        await change.HandleAsync(new(caller.Actor, name, roles.Roles), ct) is { } refusal ? new Refused(refusal) : TypedResults.NoContent();

    private static SignInHttpResult TokenFor(StaffSession session) =>
        TypedResults.SignIn(StaffTokens.PrincipalOf(session), authenticationScheme: StaffTokens.Scheme);

    /// <summary>What staff type.</summary>
    internal sealed record Credentials(string Name, string Password)
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

    internal sealed record StaffView(string Name, IReadOnlyList<string> Roles);

    internal sealed record NewStaff(string Name, IReadOnlyList<string> Roles);

    internal sealed record NewRoles(IReadOnlyList<string> Roles);

    internal sealed record AddedStaff(string Name, IReadOnlyCollection<string> Roles, string OneTimePassword);
}
