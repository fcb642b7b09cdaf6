using BackOffice.Host.Http;
using BackOffice.Host.SignIn;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.SignIn;
using Microsoft.AspNetCore.Http.HttpResults;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace BackOffice.Host.Activation;

/// <summary>The activation path as a site walks it for its provider (2.a to 2.h).</summary>
internal static class ActivationEndpoints
{
    public static void MapActivations(this IEndpointRouteBuilder site)
    {
        var activations = site.MapGroup("/activations").WithTags("Activation");
        activations.MapPost("", OpenAsync)
            .TakesIdempotencyKey()
            .Refuses(Status400BadRequest, Status404NotFound, Status409Conflict)
            .WithSummary("Opens the activation of an account of this site (2.a), or returns it: asking twice is the same case.");
        activations.MapGet("/{userId}", ReadAsync)
            .Refuses(Status400BadRequest, Status404NotFound)
            .WithSummary("Where the activation stands, what remains to be done and where. Other parties are masked.");
        activations.MapPost("/{userId}/postpone", PostponeAsync)
            .TakesIdempotencyKey()
            .Refuses(Status400BadRequest, Status404NotFound, Status409Conflict)
            .WithSummary("Postpones the activation (2.d): no data changes, reminders are silent for a while.");
        activations.MapPost("/{userId}/default-password", ProveAsync)
            .Refuses(Status400BadRequest, Status403Forbidden, Status404NotFound, Status409Conflict, Status429TooManyRequests, Status503ServiceUnavailable)
            .WithSummary("Takes the Default's password for a member of its group (2.f.2.b), as soon as there is a group.");
    }

    private static async Task<Results<Created<ReadActivation.View>, Ok<ReadActivation.View>, Refused>> OpenAsync(
        SiteCaller caller, Account account, OpenActivation open, ReadActivation read, CancellationToken ct)
    {
        var answer = await open.HandleAsync(new(caller.Code, account.UserId), ct);
        if (answer is OpenActivation.Answer.Refused { Refusal: var refusal })
            return new Refused(refusal);
        return (answer, await read.HandleAsync(new(caller.Code, account.UserId), ct)) switch
        {
            (OpenActivation.Answer.Opened, ReadActivation.Answer.Found { View: var view }) => TypedResults.Created(AddressOf(caller.Code, account.UserId), view),
            (OpenActivation.Answer.Known, ReadActivation.Answer.Found { View: var view }) => TypedResults.Ok(view),
            (_, ReadActivation.Answer.Refused { Refusal: var why }) => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other}."),
        };
    }

    private static async Task<Results<Ok<ReadActivation.View>, Refused>> ReadAsync(SiteCaller caller, UserId userId, ReadActivation read, CancellationToken ct) =>
        await read.HandleAsync(new(caller.Code, userId), ct) switch
        {
            ReadActivation.Answer.Found { View: var view } => TypedResults.Ok(view),
            ReadActivation.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<Ok<Postponement>, Refused>> PostponeAsync(SiteCaller caller, UserId userId, PostponeActivation postpone, CancellationToken ct) =>
        await postpone.HandleAsync(new(caller.Code, userId), ct) switch
        {
            PostponeActivation.Answer.Postponed { Until: var until } => TypedResults.Ok(new Postponement(until)),
            PostponeActivation.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<Ok<ReadActivation.View>, Refused>> ProveAsync(
        SiteCaller caller, UserId userId, DefaultPassword body, ProveDefaultPassword prove, ReadActivation read, CancellationToken ct)
    {
        using var password = body.Password;
        return await prove.HandleAsync(new(caller.Code, userId, password), ct) is ProveDefaultPassword.Answer.Refused { Refusal: var why }
            ? new Refused(why)
            : (await ReadAsync(caller, userId, read, ct)).Result switch
            {
                Ok<ReadActivation.View> view => view,
                Refused refused => refused,
                var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
            };
    }

    private static string AddressOf(SiteCode site, UserId userId) => $"/api/v1/sites/{site}/activations/{Uri.EscapeDataString(userId.Value)}";

    /// <summary>Whose activation.</summary>
    internal sealed record Account(UserId UserId);

    internal sealed record Postponement(DateTimeOffset Until);

    internal sealed record DefaultPassword(TypedPassword Password);
}
