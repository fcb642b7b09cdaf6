using BackOffice.Workflows;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace BackOffice.Host.Http;

/// <summary>Every "no" leaves as problem+json (RFC 9457) with a sentence that a person can read: Indonesian unless English was asked for, and both beside it.</summary>
internal static class Problems
{
    /// <summary>The media type.</summary>
    public const string MediaType = "application/problem+json";

    // Long enough for a database to start again, short enough for a person to wait.
    private const string RetryAfterSeconds = "5";

    // What programs call: never a page, whatever the caller says that it accepts.
    private static readonly PathString[] Closed = ["/api", "/connect", "/openapi", "/health"];

    /// <summary>Writes a refusal under the status of its code.</summary>
    public static Task WriteAsync(HttpContext http, Refusal refusal) => WriteAsync(http, refusal, RefusalStatus.Of(refusal));

    /// <summary>Writes a refusal under a given status.</summary>
    public static Task WriteAsync(HttpContext http, Refusal refusal, int status, params (string Name, object Value)[] more)
    {
        if (IsForPage(http.Request))
            return WritePageAsync(http, refusal, status);
        var problem = Describe(refusal, status, PrefersEnglish(http.Request));
        foreach (var (name, value) in more)
            problem.Extensions[name] = value;
        if (status == StatusCodes.Status500InternalServerError)
            problem.Extensions["traceId"] = http.TraceIdentifier;
        http.Response.StatusCode = status;
        if (status == StatusCodes.Status503ServiceUnavailable)
            http.Response.Headers.RetryAfter = RetryAfterSeconds;
        http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
        http.Response.Headers.ContentLanguage = PrefersEnglish(http.Request) ? "en" : "id";
        return http.Response.WriteAsJsonAsync(problem, options: null, MediaType, http.RequestAborted);
    }

    // A person in a browser reads a sentence, not JSON.
    private static bool IsForPage(HttpRequest request) =>
        !Closed.Any(prefix => request.Path.StartsWithSegments(prefix)) && request.GetTypedHeaders().Accept.Any(type => type.MediaType == "text/html");

    private static Task WritePageAsync(HttpContext http, Refusal refusal, int status)
    {
        var title = RefusalStatus.TitleOf(status);
        var again = HttpMethods.IsPost(http.Request.Method) ? $"<p><a href=\"{PlainPage.Text(http.Request.Path)}\">Buka lagi halamannya / Open the page again</a></p>" : "";
        return PlainPage.Answer(http.Response, title.Indonesian, title.English, $"""
            <p>{PlainPage.Text(refusal.Sentence.Indonesian)} <small lang="en">{PlainPage.Text(refusal.Sentence.English)}</small></p>
            {(status == StatusCodes.Status500InternalServerError ? $"<p>traceId: {PlainPage.Text(http.TraceIdentifier)}</p>" : "")}
            {again}
            <p><a href="/">BackOffice</a></p>
            """, status).ExecuteAsync(http);
    }

    /// <summary>Whether a caller asked for English before Indonesian.</summary>
    public static bool PrefersEnglish(HttpRequest request)
    {
        var wanted = request.GetTypedHeaders().AcceptLanguage
            .Where(language => language.Quality is null or > 0)
            .OrderByDescending(language => language.Quality ?? 1)
            .Select(language => language.Value.Value ?? "")
            .FirstOrDefault(language => IsTagOf(language, "id") || IsTagOf(language, "en"));
        return wanted is not null && IsTagOf(wanted, "en");
    }

    private static bool IsTagOf(string tag, string language) =>
        tag.Equals(language, StringComparison.OrdinalIgnoreCase) || tag.StartsWith(language + "-", StringComparison.OrdinalIgnoreCase);

    private static ProblemDetails Describe(Refusal refusal, int status, bool english)
    {
        var title = RefusalStatus.TitleOf(status);
        return new()
        {
            Type = $"urn:backoffice:problem:{refusal.Code}",
            Title = english ? title.English : title.Indonesian,
            Status = status,
            Detail = english ? refusal.Sentence.English : refusal.Sentence.Indonesian,
            Extensions =
            {
                ["code"] = refusal.Code,
                ["sentence"] = refusal.Sentence,
            },
        };
    }
}

/// <summary>A refusal as the answer of an endpoint, with more members where a sentence is not enough.</summary>
internal sealed class Refused(Refusal refusal, params (string Name, object Value)[] more) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => Problems.WriteAsync(httpContext, refusal, RefusalStatus.Of(refusal), more);
}
