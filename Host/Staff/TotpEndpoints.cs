using BackOffice.Host.Http;
using BackOffice.Host.SignIn;
using BackOffice.Workflows.Staff.Codes;
using Microsoft.AspNetCore.Http.HttpResults;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace BackOffice.Host.Staff;

/// <summary>One's own code at sign-in (TOTP). What is secret in these calls is answered once, so none takes an Idempotency-Key.</summary>
internal static class TotpEndpoints
{
    public static void MapTotp(this IEndpointRouteBuilder staff)
    {
        staff.MapGet("/totp", async (StaffCaller caller, ReadTotp read, CancellationToken ct) => TypedResults.Ok(await read.HandleAsync(new(caller.Session), ct)))
            .RequireAuthorization(StaffTokens.PolicyWithOneTimePassword)
            .Refuses(Status401Unauthorized)
            .WithSummary("Whether one's own sign-in takes a code, whether a role asks for one, and how many recovery codes are left.");
        staff.MapPost("/totp", BeginAsync)
            .RequireAuthorization(StaffTokens.PolicyWithOneTimePassword)
            .Refuses(Status401Unauthorized, Status409Conflict)
            .WithSummary("Gives a secret for the device that is to make codes, also as an address and a QR code (SVG path). It counts once confirmed; asking again gives another one.");
        staff.MapPost("/totp/confirm", ConfirmAsync)
            .RequireAuthorization(StaffTokens.PolicyWithOneTimePassword)
            .Limits(RateLimit.StaffSignIns)
            .Refuses(Status400BadRequest, Status401Unauthorized, Status403Forbidden, Status409Conflict, Status429TooManyRequests)
            .WithSummary("Switches codes on, by a code of the device. The recovery codes stand in this answer alone; all other sessions end.");
        staff.MapPost("/totp/remove", RemoveAsync)
            .RequireAuthorization(StaffTokens.Policy)
            .Limits(RateLimit.StaffSignIns)
            .Refuses(Status400BadRequest, Status401Unauthorized, Status403Forbidden, Status409Conflict, Status429TooManyRequests)
            .WithSummary("Takes one's own code away, by password and code.");
        staff.MapPost("/totp/recovery-codes", RenewAsync)
            .RequireAuthorization(StaffTokens.Policy)
            .Limits(RateLimit.StaffSignIns)
            .Refuses(Status400BadRequest, Status401Unauthorized, Status403Forbidden, Status409Conflict, Status429TooManyRequests)
            .WithSummary("Gives new recovery codes for password and code. They stand in this answer alone; the old ones open nothing any more.");
    }

    private static async Task<Results<Ok<BeginTotp.Answer.Begun>, Refused>> BeginAsync(StaffCaller caller, BeginTotp begin, CancellationToken ct) =>
        await begin.HandleAsync(new(caller.Session), ct) switch
        {
            BeginTotp.Answer.Begun begun => TypedResults.Ok(begun),
            BeginTotp.Answer.Refused { Why: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<Ok<ConfirmTotp.Answer.Confirmed>, Refused>> ConfirmAsync(
        TypedCode typed, StaffCaller caller, HttpContext http, ConfirmTotp confirm, TimeProvider clock, CancellationToken ct) =>
        await confirm.HandleAsync(new(caller.Session, typed.Code), ct) switch
        {
            ConfirmTotp.Answer.Confirmed confirmed => TypedResults.Ok(confirmed),
            ConfirmTotp.Answer.Refused { Why: var why, TryAgainAt: var at } => StaffEndpoints.ShutUntil(http, why, at, clock),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<NoContent, Refused>> RemoveAsync(
        PasswordAndCode typed, StaffCaller caller, HttpContext http, RemoveTotp remove, TimeProvider clock, CancellationToken ct) =>
        await remove.HandleAsync(new(caller.Session, typed.Password, typed.Code), ct) switch
        {
            RemoveTotp.Answer.Removed => TypedResults.NoContent(),
            RemoveTotp.Answer.Refused { Why: var why, TryAgainAt: var at } => StaffEndpoints.ShutUntil(http, why, at, clock),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<Ok<RenewRecoveryCodes.Answer.Renewed>, Refused>> RenewAsync(
        PasswordAndCode typed, StaffCaller caller, HttpContext http, RenewRecoveryCodes renew, TimeProvider clock, CancellationToken ct) =>
        await renew.HandleAsync(new(caller.Session, typed.Password, typed.Code), ct) switch
        {
            RenewRecoveryCodes.Answer.Renewed renewed => TypedResults.Ok(renewed),
            RenewRecoveryCodes.Answer.Refused { Why: var why, TryAgainAt: var at } => StaffEndpoints.ShutUntil(http, why, at, clock),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    internal sealed record TypedCode(string Code)
    {
        public override string ToString() => nameof(TypedCode);
    }

    internal sealed record PasswordAndCode(string Password, string Code)
    {
        public override string ToString() => nameof(PasswordAndCode);
    }
}
