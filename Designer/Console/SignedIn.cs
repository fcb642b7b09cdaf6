using BackOffice.Workflows.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Designer.Console;

/// <summary>Who asks for a download. Only endpoints under the policy of the console have it.</summary>
internal sealed record SignedIn(StaffActor Actor)
{
    public static async ValueTask<SignedIn?> BindAsync(HttpContext http) =>
        await http.RequestServices.GetRequiredService<StaffSessions>().FindAsync(http.User, http.RequestAborted) is { } session ? new(session.Actor) : null;
}
