using BackOffice.Workflows.Staff.Sessions;

namespace BackOffice.Host.SignIn;

/// <summary>By what and from where a member of staff signs in, as the request tells it.</summary>
internal static class StaffOrigin
{
    public static SignInOrigin Of(HttpContext http, StaffSessionKind kind) =>
        new(kind, http.Connection.RemoteIpAddress, http.Request.Headers.UserAgent is [{ Length: > 0 } userAgent, ..] ? userAgent : null);
}
