using BackOffice.Rules.Identity;
using BackOffice.Workflows;
using BackOffice.Workflows.SiteAccess;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace BackOffice.Host.SignIn;

/// <summary>The site that signed in; on a path with <c>{code}</c> it is that one. Only calls under <see cref="SiteTokens.Policy"/> have it.</summary>
internal sealed record SiteCaller(SiteCode Code)
{
    public Actor Actor => new(ActorKind.Site, Code.Value);

    public static ValueTask<SiteCaller> BindAsync(HttpContext http) => ValueTask.FromResult(new SiteCaller(
        SiteSecrets.SiteOf(http.User.FindFirst(Claims.Subject)?.Value) ?? throw new InvalidOperationException("The call is not made by a site.")));
}
