using Microsoft.AspNetCore.Antiforgery;

namespace BackOffice.Host.Http;

/// <summary>A form that was opened before somebody signed in or out in another tab of the same browser is not sent as that person: said on a page that leads on, not by a bare status.</summary>
internal static class OutdatedForms
{
    /// <summary>Answers where the check of the form has failed.</summary>
    public static IApplicationBuilder UseOutdatedForms(this IApplicationBuilder app) => app.Use((http, next) =>
        http.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false } ? Problems.WriteAsync(http, FrameRefusals.FormOutdated) : next(http));
}
