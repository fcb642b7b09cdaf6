using BackOffice.Host.Http;
using BackOffice.Rules.Identity;
using BackOffice.Workflows;
using BackOffice.Workflows.SiteAccess;
using Microsoft.AspNetCore.Authorization;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace BackOffice.Host.SignIn;

/// <summary>A site may call only under its own code: the <c>{code}</c> of the path, where there is one, is the site that signed in.</summary>
internal sealed class SiteMatchesPath : IAuthorizationRequirement
{
    internal static Refusal OtherSite { get; } = new("other-site", new(
        "LPSE ini hanya dapat bertindak dengan kodenya sendiri.",
        "This site can act only under its own code."));

    internal sealed class Handler : AuthorizationHandler<SiteMatchesPath>
    {
        protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, SiteMatchesPath requirement)
        {
            var caller = SiteSecrets.SiteOf(context.User.FindFirst(Claims.Subject)?.Value);
            var path = (context.Resource as HttpContext)?.GetRouteValue("code") as string;
            if (caller is not null && (path is null || (SiteCode.TryParse(path, out var site) && site == caller)))
                context.Succeed(requirement);
            else
                context.Fail(new RefusalReason(this, OtherSite));
            return Task.CompletedTask;
        }
    }
}
