using BackOffice.Host.Http;
using BackOffice.Host.SignIn;
using BackOffice.Rules.Identity;
using BackOffice.Workflows;
using BackOffice.Workflows.SignIn;
using Microsoft.AspNetCore.Http.HttpResults;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace BackOffice.Host.Login;

/// <summary>A provider's login: signing in at a site, home or roaming, and changing user ID and password with effect at all V3 sites (3.b). None takes an Idempotency-Key: each carries a password.</summary>
internal static class LoginEndpoints
{
    internal static readonly Refusal MayNotRoam = new("may-not-roam", new(
        "Password benar, tetapi penyedia ini belum dapat masuk di LPSE ini; alasannya disebutkan.",
        "The password is right, but this provider cannot sign in at this LPSE yet; the reasons are given."));

    public static void MapLogins(this IEndpointRouteBuilder site)
    {
        var logins = site.MapGroup("").WithTags("Login");
        logins.MapPost("/login", SignInAsync)
            .Refuses(Status400BadRequest, Status403Forbidden, Status409Conflict, Status429TooManyRequests, Status503ServiceUnavailable)
            .WithSummary("Signs a provider in at this site, at home or roaming (2.g, 2.h). A refusal to roam lists every reason.");
        logins.MapPut("/accounts/{userId}/user-id", ChangeUserIdAsync)
            .Refuses(Status400BadRequest, Status403Forbidden, Status404NotFound, Status409Conflict, Status429TooManyRequests, Status503ServiceUnavailable)
            .WithSummary("Changes the user ID, with effect at all V3 sites (3.b). One that looks like another in use is refused unless acceptLookAlike says that it is wanted.");
        logins.MapPut("/accounts/{userId}/password", ChangePasswordAsync)
            .Refuses(Status400BadRequest, Status403Forbidden, Status404NotFound, Status409Conflict, Status429TooManyRequests, Status503ServiceUnavailable)
            .WithSummary("Changes the password, with effect at all V3 sites (3.b). All sessions of the provider end.");
    }

    private static async Task<Results<Ok<Workflows.SignIn.Login.Session>, Refused>> SignInAsync(
        SiteCaller caller, Typed typed, Workflows.SignIn.Login login, CancellationToken ct)
    {
        using var password = typed.Password;
        return await login.HandleAsync(new(caller.Code, typed.UserId, password), ct) switch
        {
            Workflows.SignIn.Login.Answer.SignedIn { Session: var session } => TypedResults.Ok(session),
            Workflows.SignIn.Login.Answer.MayNotRoam { Roaming: var roaming } => new Refused(MayNotRoam, ("reasons", roaming.Reasons)),
            Workflows.SignIn.Login.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };
    }

    private static async Task<Results<Ok<ChangedUserId>, Refused>> ChangeUserIdAsync(
        SiteCaller caller, UserId userId, NewUserIdBody change, ChangeUserId use, CancellationToken ct)
    {
        using var password = change.Password;
        return await use.HandleAsync(new(caller.Code, userId, change.NewUserId, password, change.AcceptLookAlike), ct) switch
        {
            ChangeUserId.Answer.Changed { UserId: var changed, LooksLikeAnother: var alike } => TypedResults.Ok(new ChangedUserId(changed, alike)),
            ChangeUserId.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };
    }

    private static async Task<Results<NoContent, Refused>> ChangePasswordAsync(
        SiteCaller caller, UserId userId, NewPasswordBody change, ChangePassword use, CancellationToken ct)
    {
        using var password = change.Password;
        using var newPassword = change.NewPassword;
        return await use.HandleAsync(new(caller.Code, userId, password, newPassword), ct) switch
        {
            ChangePassword.Answer.Changed => TypedResults.NoContent(),
            ChangePassword.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };
    }

    /// <summary>What a provider typed.</summary>
    internal sealed record Typed(UserId UserId, TypedPassword Password);

    internal sealed record NewUserIdBody(UserId NewUserId, TypedPassword Password, bool AcceptLookAlike = false);

    internal sealed record NewPasswordBody(TypedPassword Password, TypedPassword NewPassword);

    internal sealed record ChangedUserId(string UserId, bool LooksLikeAnother);
}
