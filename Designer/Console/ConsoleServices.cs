using System.Globalization;
using BackOffice.Designer.Audit;
using BackOffice.Designer.Cases;
using BackOffice.Designer.Dossier;
using BackOffice.Designer.SignIn;
using BackOffice.Designer.Sites;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;

namespace BackOffice.Designer.Console;

/// <summary>Wires the staff console and the pages that need no sign-in.</summary>
public static class ConsoleServices
{
    /// <summary>Adds what the pages need. Use cases and the cookie scheme are the Host's to add.</summary>
    public static IServiceCollection AddConsole(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddLocalization();
        services.Configure<RequestLocalizationOptions>(localization =>
        {
            var languages = Preferences.Languages.Select(CultureInfo.GetCultureInfo).ToList();
            localization.DefaultRequestCulture = new(languages[0]);
            localization.SupportedCultures = localization.SupportedUICultures = languages;
            // Not as the browser asks: what an office reads is Indonesian, whatever language its machines were set up in.
            localization.RequestCultureProviders = [new CookieRequestCultureProvider()];
        });
        services.AddMudServices(mud =>
        {
            mud.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomRight;
            mud.SnackbarConfiguration.VisibleStateDuration = 6_000;
            mud.SnackbarConfiguration.PreventDuplicates = true;
        });
        services.AddTransient<MudLocalizer, ControlLabels>();
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, ConsoleSessionWatch>();
        services.AddScoped<ConsoleCaller>();
        return services;
    }

    /// <summary>Lets each request speak the language that its person chose.</summary>
    public static IApplicationBuilder UseConsoleLanguage(this IApplicationBuilder app) => app.UseRequestLocalization();

    /// <summary>Maps all pages.</summary>
    public static void MapConsole(this IEndpointRouteBuilder routes)
    {
        routes.MapStaticAssets();
        routes.MapPreferences();
        routes.MapSignOut();
        routes.MapCaseDownloads();
        routes.MapCaseReport();
        routes.MapSiteTables();
        routes.MapAuditDownload();
        // The Host's own policy says who may frame a page: nobody.
        routes.MapRazorComponents<App>().AddInteractiveServerRenderMode(server => server.ContentSecurityFrameAncestorsPolicy = null);
    }
}
