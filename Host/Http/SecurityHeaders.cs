namespace BackOffice.Host.Http;

/// <summary>What every answer tells a browser; the programming interface, which no page should ever be, is closed further.</summary>
internal static class SecurityHeaders
{
    // Everything from this very Host. MudBlazor writes its colours into style elements and attributes; scripts stand in files alone.
    private const string OfPages =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (http.Request.Path.StartsWithSegments("/api") || http.Request.Path.StartsWithSegments("/connect"))
        {
            headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
            headers.CacheControl = "no-store";
        }
        else
        {
            headers.ContentSecurityPolicy = OfPages;
            // What the console gives away as a file names providers and staff. Its pages are kept nowhere either; whoever draws them says so.
            if (http.Request.Path.StartsWithSegments("/console"))
                headers.CacheControl = "no-store";
        }
        return next(http);
    });
}
