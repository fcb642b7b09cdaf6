using BackOffice.Designer.SignIn;
using BackOffice.Workflows;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace BackOffice.Host.Http;

/// <summary>Why a requirement was not met, as the caller will read it.</summary>
internal sealed class RefusalReason(IAuthorizationHandler handler, Refusal refusal) : AuthorizationFailureReason(handler, refusal.Sentence.English)
{
    public Refusal Refusal { get; } = refusal;
}

/// <summary>Turns 401 and 403 into problems with the sentence of the requirement that was not met.</summary>
internal sealed class AuthorizationAnswers : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler ofPages = new();

    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded)
            return next(context);
        // A page leads to the sign-in page.
        if (policy.AuthenticationSchemes.Contains(ConsoleDoor.Scheme))
            return ofPages.HandleAsync(next, context, policy, authorizeResult);
        var stated = authorizeResult.AuthorizationFailure?.FailureReasons.OfType<RefusalReason>().FirstOrDefault()?.Refusal;
        var refusal = authorizeResult.Challenged ? FrameRefusals.SignInMissing : stated ?? FrameRefusals.Forbidden;
        if (RefusalStatus.Of(refusal) == StatusCodes.Status401Unauthorized)
            context.Response.Headers.WWWAuthenticate = "Bearer";
        return Problems.WriteAsync(context, refusal);
    }
}
