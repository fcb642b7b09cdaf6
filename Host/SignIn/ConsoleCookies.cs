using BackOffice.Designer.SignIn;
using BackOffice.Workflows.Staff;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace BackOffice.Host.SignIn;

/// <summary>The cookies of the staff console. One names a session; who that is and what the person may do is read at each request. Behind TLS they go over TLS alone.</summary>
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
            // The sign-in page leads on by itself: after it told of failed attempts, and to no other Host.
            cookie.Events.OnRedirectToReturnUrl = _ => Task.CompletedTask;
        });
        services.AddAntiforgery(forms => forms.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest);
        services.AddOptions<CookieAuthenticationOptions>(ConsoleDoor.Scheme).Configure<IOptions<StaffOptions>>((cookie, staff) => cookie.ExpireTimeSpan = staff.Value.SessionLifetime);
        services.AddAuthorizationBuilder().AddPolicy(ConsoleDoor.Scheme, policy => policy.AddAuthenticationSchemes(ConsoleDoor.Scheme).RequireAuthenticatedUser());
        return services;
    }

    /// <summary>Leads whoever is not ready yet (<see cref="ConsoleDoor.FirstStepOf(StaffSession)"/>) to the one page that such a person may open.</summary>
    public static IApplicationBuilder UseFirstSteps(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        if (!IsOfConsole(http) || ConsoleDoor.FirstStepOf(http.User) is not { } step || http.Request.Path == step)
            return next(http);
        http.Response.Redirect(step);
        return Task.CompletedTask;
    });

    // A page or a download. What runs by itself (a circuit that connects anew, a file of a page) is no sign of a person.
    private static bool IsOfConsole(HttpContext http) => http.GetEndpoint()?.Metadata is { } page
        && page.GetMetadata<IAllowAnonymous>() is null
        && page.GetOrderedMetadata<IAuthorizeData>().Any(data => data.Policy == ConsoleDoor.Scheme);

    private static async Task RenewAsync(CookieValidatePrincipalContext context)
    {
        var (http, person) = (context.HttpContext, context.Principal!);
        var sessions = http.RequestServices.GetRequiredService<StaffSessions>();
        var session = await (IsOfConsole(http) ? sessions.FindAsync(person, http.RequestAborted) : sessions.LookAsync(person, http.RequestAborted));
        if (session is not null)
        {
            http.Features.Set(session);
            context.ReplacePrincipal(ConsoleDoor.PrincipalOf(session));
            return;
        }
        context.RejectPrincipal();
        await http.SignOutAsync(ConsoleDoor.Scheme);
    }
}
