using BackOffice.Host.Http;
using BackOffice.Workflows;
using BackOffice.Workflows.Staff;
using Microsoft.AspNetCore.Authorization;

namespace BackOffice.Host.SignIn;

/// <summary>The session behind a staff token still stands, its one-time password was replaced, and the code that a role asks for is set up.</summary>
internal sealed record StaffIsCurrent(bool MayBeUnready) : IAuthorizationRequirement
{
    internal static Refusal SessionOver { get; } = new("session-over", new(
        "Sesi ini telah berakhir. Masuk lagi.",
        "This session is over. Sign in again."));

    internal static Refusal MustChangePassword { get; } = new("password-must-change", new(
        "Ganti dahulu kata sandi sekali pakai (POST /api/v1/staff/password).",
        "Replace the one-time password first (POST /api/v1/staff/password)."));

    internal static Refusal MustSetUpCode { get; } = new("totp-must-set-up", new(
        "Peran Anda memerlukan kode sekali pakai. Siapkan dahulu (POST /api/v1/staff/totp), lalu konfirmasikan.",
        "Your role takes a code at sign-in. Set it up first (POST /api/v1/staff/totp), then confirm it."));

    internal sealed class Handler(StaffSessions sessions) : AuthorizationHandler<StaffIsCurrent>
    {
        protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, StaffIsCurrent requirement)
        {
            if (context.Resource is not HttpContext http || context.User.Identity is not { IsAuthenticated: true })
                return;
            var session = await sessions.FindAsync(context.User, http.RequestAborted);
            if (session is null)
            {
                context.Fail(new RefusalReason(this, SessionOver));
                return;
            }
            if (!requirement.MayBeUnready && WhatIsMissing(session) is { } missing)
            {
                context.Fail(new RefusalReason(this, missing));
                return;
            }
            http.Features.Set(new StaffCaller(session));
            context.Succeed(requirement);
        }

        private static Refusal? WhatIsMissing(StaffSession session) => session switch
        {
            { MustChangePassword: true } => MustChangePassword,
            { MustSetUpCode: true } => MustSetUpCode,
            _ => null,
        };
    }
}
