using System.Security.Cryptography;
using System.Text;
using BackOffice.Host.SignIn;
using BackOffice.Workflows;
using BackOffice.Workflows.Changes;

namespace BackOffice.Host.Http;

/// <summary>Marks a writing call that takes an <c>Idempotency-Key</c>. A call that carries a password never has it: its body must not be remembered in any form.</summary>
internal sealed record TakesIdempotencyKey;

/// <summary>A repeated call with the same <c>Idempotency-Key</c> gets the first answer again, and nothing happens twice.</summary>
internal static class IdempotencyKeys
{
    public const string Header = "Idempotency-Key";

    private const int MaxKeyLength = 200;

    private static readonly Refusal Malformed = new("idempotency-key-malformed", new(
        $"Idempotency-Key harus terdiri dari 1 sampai {MaxKeyLength} karakter ASCII yang tampak.",
        $"An Idempotency-Key has 1 to {MaxKeyLength} visible ASCII characters."));

    /// <summary>Lets the call be repeated safely under a key.</summary>
    public static TBuilder TakesIdempotencyKey<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new TakesIdempotencyKey());

    public static void UseIdempotencyKeys(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<TakesIdempotencyKey>() is null || !http.Request.Headers.TryGetValue(Header, out var key))
            await next(http);
        else if (key.Count != 1 || key[0] is not { Length: > 0 and <= MaxKeyLength } text || !text.All(c => c is > ' ' and < (char)127))
            await Problems.WriteAsync(http, Malformed);
        else
            await AnswerOnceAsync(http, text, next);
    });

    private static async Task AnswerOnceAsync(HttpContext http, string key, RequestDelegate next)
    {
        var answers = http.RequestServices.GetRequiredService<IdempotentAnswers>();
        // A member of staff who signs in anew is the same caller; a token of staff names the session alone.
        var client = http.Features.Get<StaffCaller>()?.Session.Member.ToString() ?? http.User.FindFirst(OpenIddict.Abstractions.OpenIddictConstants.Claims.Subject)!.Value;
        var call = new IdempotentAnswers.Call(client, key, await DigestAsync(http.Request, http.RequestAborted));
        switch (await answers.BeginAsync(call, http.RequestAborted))
        {
            case IdempotentAnswers.Begun.Refused { Why: var why }:
                await Problems.WriteAsync(http, why);
                break;
            case IdempotentAnswers.Begun.AnsweredBefore { Status: var status, Body: var body }:
                http.Response.StatusCode = status;
                http.Response.ContentType = status >= 400 ? Problems.MediaType : "application/json; charset=utf-8";
                if (body.Length > 0)
                    await http.Response.WriteAsync(body, http.RequestAborted);
                break;
            case IdempotentAnswers.Begun.First:
                await RecordAsync(http, answers, call, next);
                break;
            case var other:
                throw new InvalidOperationException($"Unhandled {other.GetType().Name}.");
        }
    }

    private static async Task RecordAsync(HttpContext http, IdempotentAnswers answers, IdempotentAnswers.Call call, RequestDelegate next)
    {
        var answered = false;
        var wire = http.Response.Body;
        using var body = new MemoryStream();
        http.Response.Body = body;
        try
        {
            await next(http);
            // A fault of ours, or a limit that will pass, is no answer for ever.
            if (http.Response.StatusCode is < 500 and not StatusCodes.Status429TooManyRequests)
            {
                await answers.FinishAsync(call, http.Response.StatusCode, Encoding.UTF8.GetString(body.ToArray()), CancellationToken.None);
                answered = true;
            }
        }
        finally
        {
            http.Response.Body = wire;
            if (!answered)
                await answers.ForgetAsync(call, CancellationToken.None);
        }
        body.Position = 0;
        await body.CopyToAsync(wire, http.RequestAborted);
    }

    private static async Task<string> DigestAsync(HttpRequest request, CancellationToken ct)
    {
        request.EnableBuffering();
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        digest.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n{request.Headers.IfMatch}\n"));
        var buffer = new byte[8_192];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, ct)) > 0)
            digest.AppendData(buffer, 0, read);
        request.Body.Position = 0;
        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }
}
