using BackOffice.Designer.SignIn;
using BackOffice.Workflows.Staff;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace BackOffice.Host.SignIn;

/// <summary>The cookie of the staff console. It names a session; who that is and what the person may do is read at each request.</summary>
internal static class ConsoleCookies
{
    public static IServiceCollection AddConsoleCookies(this IServiceCollection services)
    {
        services.AddAuthentication(ConsoleDoor.Scheme).AddCookie(ConsoleDoor.Scheme, cookie =>
        {
            cookie.Cookie.Name = "backoffice.console";
            cookie.Cookie.HttpOnly = true;
            // A link in a mail opens the page it names; a form on a foreign page changes nothing, for antiforgery.
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.LoginPath = "/sign-in";
            cookie.ReturnUrlParameter = "back";
            cookie.SlidingExpiration = false;
            cookie.Events.OnValidatePrincipal = RenewAsync;
        });
        services.AddOptions<CookieAuthenticationOptions>(ConsoleDoor.Scheme).Configure<IOptions<TokenOptions>>((cookie, signIn) => cookie.ExpireTimeSpan = signIn.Value.StaffSessionLifetime);
        services.AddAuthorizationBuilder().AddPolicy(ConsoleDoor.Scheme, policy => policy.AddAuthenticationSchemes(ConsoleDoor.Scheme).RequireAuthenticatedUser());
        return services;
    }

    /// <summary>Leads whoever still has a one-time password to the one page that such a person may open.</summary>
    public static IApplicationBuilder UseFirstPassword(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        if (!ConsoleDoor.HasOneTimePassword(http.User) || http.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null || !IsOfConsole(http) || http.Request.Path == ConsoleDoor.PasswordPath)
            return next(http);
        http.Response.Redirect(ConsoleDoor.PasswordPath);
        return Task.CompletedTask;
    });

    private static bool IsOfConsole(HttpContext http) => http.GetEndpoint()?.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(data => data.Policy == ConsoleDoor.Scheme) is true;

    private static async Task RenewAsync(CookieValidatePrincipalContext context)
    {
        var sessions = context.HttpContext.RequestServices.GetRequiredService<StaffSessions>();
        if (await ConsoleDoor.SessionOfAsync(context.Principal!, sessions, context.HttpContext.RequestAborted) is { } session)
        {
            context.ReplacePrincipal(ConsoleDoor.PrincipalOf(session));
            context.HttpContext.Features.Set(new StaffCaller(session));
            return;
        }
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(ConsoleDoor.Scheme);
    }
}
