using BackOffice.Designer.SignIn;
using BackOffice.Workflows.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Designer.Console;

/// <summary>Who asks for a download. Only endpoints under the policy of the console have it.</summary>
internal sealed record SignedIn(StaffActor Actor)
{
    public static async ValueTask<SignedIn?> BindAsync(HttpContext http) =>
        await ConsoleDoor.SessionOfAsync(http.User, http.RequestServices.GetRequiredService<StaffSessions>(), http.RequestAborted) is { } session ? new(session.Actor) : null;
}
