using System.ComponentModel;
using BackOffice.Host.Http;
using BackOffice.Host.SignIn;
using BackOffice.Workflows.Activation.Clashes;
using Microsoft.AspNetCore.Http.HttpResults;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace BackOffice.Host.Clashes;

/// <summary>User-ID clashes as staff see them (2.f.1).</summary>
internal static class ClashesEndpoints
{
    public static void MapClashes(this IEndpointRouteBuilder routes)
    {
        var clashes = routes.MapGroup("/clashes").RequireAuthorization(StaffTokens.Policy).WithTags("Clashes").Refuses(Status400BadRequest, Status401Unauthorized, Status403Forbidden);
        clashes.MapGet("", SearchAsync)
            .WithSummary("User-ID clashes with their progress (2.f.1): open ones oldest first, otherwise newest first.");
        clashes.MapGet("/{clashId}", ReadAsync)
            .Refuses(Status404NotFound)
            .WithSummary("A clash with its parties: who has given the ID up and how, since when the others are asked, and until when.");
    }

    private static async Task<Results<Ok<ClashList>, Refused>> SearchAsync(
        StaffCaller caller, SearchClashes search, [Description("The user ID, in any case.")] string? userId = null,
        [Description("Only open ones (true) or only closed ones (false).")] bool? open = null,
        [Description("Only those with a party that let its deadline pass.")] bool handedOver = false, int skip = 0, int take = 50, CancellationToken ct = default) =>
        await search.HandleAsync(new(caller.Actor, userId, open, handedOver, skip, take), ct) switch
        {
            SearchClashes.Answer.Found { Clashes: var clashes, Total: var total } => TypedResults.Ok(new ClashList(clashes, total)),
            SearchClashes.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<Ok<ReadClash.View>, Refused>> ReadAsync(Guid clashId, StaffCaller caller, ReadClash read, CancellationToken ct) =>
        await read.HandleAsync(new(caller.Actor, clashId), ct) switch
        {
            ReadClash.Answer.Found { View: var view } => TypedResults.Ok(view),
            ReadClash.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    internal sealed record ClashList(IReadOnlyList<SearchClashes.Line> Clashes, int Total);
}
