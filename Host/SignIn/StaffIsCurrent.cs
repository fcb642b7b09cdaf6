using BackOffice.Host.Http;
using BackOffice.Workflows;
using BackOffice.Workflows.Staff;
using Microsoft.AspNetCore.Authorization;

namespace BackOffice.Host.SignIn;

/// <summary>The session behind a staff token still stands, and its one-time password was replaced.</summary>
internal sealed record StaffIsCurrent(bool OneTimePasswordWillDo) : IAuthorizationRequirement
{
    internal static Refusal SessionOver { get; } = new("session-over", new(
        "Sesi ini telah berakhir. Masuk lagi.",
        "This session is over. Sign in again."));

    internal static Refusal MustChangePassword { get; } = new("password-must-change", new(
        "Ganti dahulu kata sandi sekali pakai (POST /api/v1/staff/password).",
        "Replace the one-time password first (POST /api/v1/staff/password)."));

    internal sealed class Handler(StaffSessions sessions) : AuthorizationHandler<StaffIsCurrent>
    {
        protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, StaffIsCurrent requirement)
        {
            if (context.Resource is not HttpContext http || context.User.Identity is not { IsAuthenticated: true })
                return;
            var session = await StaffTokens.SessionOfAsync(context.User, sessions, http.RequestAborted);
            if (session is null)
            {
                context.Fail(new RefusalReason(this, SessionOver));
                return;
            }
            if (session.MustChangePassword && !requirement.OneTimePasswordWillDo)
            {
                context.Fail(new RefusalReason(this, MustChangePassword));
                return;
            }
            http.Features.Set(new StaffCaller(session));
            context.Succeed(requirement);
        }
    }
}
