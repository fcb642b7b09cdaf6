using System.Net;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BackOffice.Host.Http;

/// <summary>A page for people who do not sign in: Indonesian above, English below, one column, no script, nothing from elsewhere.</summary>
internal static class PlainPage
{
    /// <summary>The page as an answer that no browser stores and no other site frames.</summary>
    /// <param name="response">Gets the headers.</param>
    /// <param name="indonesian">The heading.</param>
    /// <param name="english">The heading in English.</param>
    /// <param name="body">What stands below, as HTML; every text in it has gone through <see cref="Text"/>.</param>
    /// <param name="status">The HTTP status.</param>
    public static ContentHttpResult Answer(HttpResponse response, string indonesian, string english, string body, int status = StatusCodes.Status200OK)
    {
        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        response.Headers.CacheControl = "no-store";
        return TypedResults.Content(Render(indonesian, english, body), "text/html; charset=utf-8", null, status);
    }

    /// <summary>Text as it may stand in a page.</summary>
    public static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string Render(string indonesian, string english, string body) => $$"""
        <!doctype html>
        <html lang="id">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>{{Text(indonesian)}} / {{Text(english)}}</title>
          <style>
            :root { color-scheme: light dark; }
            body { font: 1rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 3rem auto; padding: 0 1rem; }
            h1 { font-size: 1.5rem; margin-bottom: 0; }
            h1 + p { margin-top: 0; opacity: .75; }
            dt, label { display: block; margin-top: .75rem; opacity: .75; }
            dd { margin: 0; font-weight: 600; overflow-wrap: anywhere; }
            input, button { font: inherit; width: 100%; padding: .5rem; box-sizing: border-box; }
            button { margin-top: 1.25rem; font-weight: 600; cursor: pointer; }
            [role=alert] { border-left: .25rem solid #b3261e; padding-left: .75rem; }
            small { opacity: .75; }
          </style>
        </head>
        <body>
          <main>
            <h1>{{Text(indonesian)}}</h1>
            <p lang="en">{{Text(english)}}</p>
            {{body}}
          </main>
        </body>
        </html>
        """;
}
