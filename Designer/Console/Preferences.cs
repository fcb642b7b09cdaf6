using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Routing;

namespace BackOffice.Designer.Console;

/// <summary>
/// Language, theme and single keys, which a person chooses once for a browser. Indonesian unless English was chosen; light or dark as the system has it; single keys act unless they were
/// switched off, as for whoever speaks to the machine.
/// </summary>
internal static class Preferences
{
    /// <summary>The languages there are; the first is the one of whoever chose none.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["id", "en"];

    private const string ThemeCookie = "backoffice.theme";
    private const string KeysCookie = "backoffice.keys";
    private const string On = "on";
    private const string Off = "off";
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    /// <summary>Maps the address that keeps a choice and leads back.</summary>
    public static void MapPreferences(this IEndpointRouteBuilder routes) => routes.MapGet("/preferences", Keep).ExcludeFromDescription();

    /// <summary>The theme of a request.</summary>
    public static ThemeChoice ThemeOf(HttpRequest request) => request.Cookies[ThemeCookie] switch
    {
        "light" => ThemeChoice.Light,
        "dark" => ThemeChoice.Dark,
        _ => ThemeChoice.OfTheSystem,
    };

    /// <summary>Whether single keys act, in a request.</summary>
    public static bool SingleKeysOf(HttpRequest request) => request.Cookies[KeysCookie] != Off;

    /// <summary>The address that keeps a choice and leads back to where the person is.</summary>
    public static string Address(NavigationManager navigation, string name, string value) =>
        $"/preferences?{name}={value}&back={Uri.EscapeDataString("/" + navigation.ToBaseRelativePath(navigation.Uri))}";

    private static RedirectHttpResult Keep(HttpContext http, TimeProvider clock, string? language = null, string? theme = null, string? keys = null, string? back = null)
    {
        var options = new CookieOptions { Expires = clock.GetUtcNow() + Kept, HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, IsEssential = true };
        if (language is not null && Languages.Contains(language))
            http.Response.Cookies.Append(CookieRequestCultureProvider.DefaultCookieName, CookieRequestCultureProvider.MakeCookieValue(new(language)), options);
        if (theme is "light" or "dark")
            http.Response.Cookies.Append(ThemeCookie, theme, options);
        if (keys is On or Off)
            http.Response.Cookies.Append(KeysCookie, keys, options);
        return TypedResults.LocalRedirect(SignInAddress.Back(back));
    }
}
