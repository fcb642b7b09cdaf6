using System.Globalization;
using BackOffice.Host.Http;
using BackOffice.Host.Login;
using BackOffice.Host.SignIn;
using BackOffice.Rules.Identity;
using BackOffice.Workflows;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.IdentityEdits;
using BackOffice.Workflows.Registry;
using BackOffice.Workflows.SignIn;
using Microsoft.AspNetCore.Http.HttpResults;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace BackOffice.Host.Registry;

/// <summary>What a site says of its own accounts, and the identity of a provider (4.a).</summary>
internal static class AccountsEndpoints
{
    private static readonly Refusal IfMatchMalformed = new("if-match-malformed", new(
        "If-Match harus memuat ETag dari jawaban terakhir.", "If-Match must hold the ETag of the last answer."));

    private static readonly Refusal IfMatchMissing = new("if-match-missing", new(
        "Perubahan identitas memerlukan If-Match dengan ETag identitas yang dibaca.", "An edit of an identity takes If-Match with the ETag of the identity that was read."));

    public static void MapAccounts(this IEndpointRouteBuilder site)
    {
        var accounts = site.MapGroup("/accounts/{userId}").WithTags("Accounts");
        // No Idempotency-Key: the body may carry a password hash, and putting twice changes nothing anyway.
        accounts.MapPut("", PutAsync)
            .Refuses(Status400BadRequest, Status404NotFound, Status409Conflict)
            .WithSummary("Registers an account of this site or sends it anew: the same as one row of an import.");
        accounts.MapDelete("", CloseAsync)
            .Refuses(Status400BadRequest, Status404NotFound)
            .WithSummary("Closes an account of this site; its open activation ends.");
        accounts.MapGet("/identity", ReadIdentityAsync)
            .Refuses(Status400BadRequest, Status403Forbidden, Status404NotFound, Status409Conflict)
            .WithSummary("The identity of an account of this site, or of an active provider that may roam here, with the ETag that an edit names.");
        accounts.MapPut("/identity", EditAsync)
            .Refuses(Status400BadRequest, Status403Forbidden, Status404NotFound, Status409Conflict, Status412PreconditionFailed, Status428PreconditionRequired, Status429TooManyRequests)
            .WithSummary("Edits the identity, with effect at all V3 sites once active (4.a). Takes If-Match; away from the own site the password. NPWP and NITKU of an active provider "
                + "wait for a verifikator: 202.");
    }

    private static async Task<Results<Created<Taken>, Ok<Taken>, Refused>> PutAsync(SiteCaller caller, UserId userId, AccountBody body, PutAccount put, CancellationToken ct) =>
        await put.HandleAsync(new(caller.Code, userId, body.Details), ct) switch
        {
            PutAccount.Answer.Created => TypedResults.Created((string?)null, new Taken("created", [])),
            PutAccount.Answer.Updated { NotTaken: var notTaken } => TypedResults.Ok(new Taken("updated", notTaken)),
            PutAccount.Answer.Unchanged => TypedResults.Ok(new Taken("unchanged", [])),
            PutAccount.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<NoContent, Refused>> CloseAsync(SiteCaller caller, UserId userId, CloseAccount close, CancellationToken ct) =>
        await close.HandleAsync(new(caller.Code, userId), ct) is CloseAccount.Answer.Refused { Refusal: var why } ? new Refused(why) : TypedResults.NoContent();

    private static async Task<Results<Ok<LoginAndIdentity>, Refused>> ReadIdentityAsync(SiteCaller caller, UserId userId, HttpResponse response, ReadIdentity read, CancellationToken ct)
    {
        switch (await read.HandleAsync(new(caller.Code, userId), ct))
        {
            case ReadIdentity.Answer.Found found:
                response.Headers.ETag = TagOf(found.Version);
                return TypedResults.Ok(found.Identity);
            case ReadIdentity.Answer.MayNotRoam { Roaming: var roaming }:
                return new Refused(LoginEndpoints.MayNotRoam, ("reasons", roaming.Reasons));
            case ReadIdentity.Answer.Refused { Refusal: var why }:
                return new Refused(why);
            case var other:
                throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}.");
        }
    }

    private static async Task<Results<Ok<LoginAndIdentity>, Accepted<Waiting>, Refused>> EditAsync(
        SiteCaller caller, UserId userId, IdentityBody body, HttpRequest request, HttpResponse response, EditIdentity edit, CancellationToken ct)
    {
        using var password = body.Password;
        if (request.Headers.IfMatch is not [{ } tag])
            return new Refused(IfMatchMissing);
        if (!int.TryParse(tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            return new Refused(IfMatchMalformed);
        switch (await edit.HandleAsync(new(caller.Code, userId, body.Changes, version, password), ct))
        {
            case EditIdentity.Answer.Edited edited:
                response.Headers.ETag = TagOf(edited.Version);
                return edited.Waits is { } waits ? TypedResults.Accepted((string?)null, new Waiting(edited.Identity, waits)) : TypedResults.Ok(edited.Identity);
            case EditIdentity.Answer.Refused { Refusal: var why }:
                return new Refused(why);
            case var other:
                throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}.");
        }
    }

    private static string TagOf(int version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>The identity as it holds now, and the numbers that wait for a verifikator.</summary>
    internal sealed record Waiting(LoginAndIdentity Identity, EditIdentity.Proposed Proposal);

    /// <summary>An account as its site sends it; what is left out is empty.</summary>
    internal sealed record AccountBody(
        string CompanyName, int PackageCount, DateOnly RegisteredOn, bool Verified, string? PasswordHash = null, string Npwp = "", string Nitku = "", string Address = "", string Regency = "",
        string Province = "", string PostalCode = "", string Phone = "", string Email = "")
    {
        public PutAccount.Details Details =>
            new(PasswordHash, CompanyName, Npwp, Nitku, Address, Regency, Province, PostalCode, Phone, Email, PackageCount, RegisteredOn, Verified);

        // The hash must not come into a log by way of the record's own text.
        public override string ToString() => CompanyName;
    }

    /// <summary>The fields to change; null leaves one as it is.</summary>
    internal sealed record IdentityBody(
        string? CompanyName = null, string? Npwp = null, string? Nitku = null, string? Address = null, string? Regency = null, string? Province = null, string? PostalCode = null,
        string? Phone = null, string? Email = null, TypedPassword? Password = null)
    {
        public EditIdentity.Changes Changes => new(CompanyName, Npwp, Nitku, Address, Regency, Province, PostalCode, Phone, Email);
    }

    /// <summary>What became of it, and which fields differ but were not taken (decision 19).</summary>
    internal sealed record Taken(string Result, IReadOnlyList<string> NotTaken);
}
