using BackOffice.Designer.SignIn;
using BackOffice.Workflows.Staff;
using Microsoft.AspNetCore.Http;

namespace BackOffice.Designer.Console;

/// <summary>Who asks for a download. Only endpoints under the policy of the console have it.</summary>
internal sealed record SignedIn(StaffActor Actor)
{
    public static ValueTask<SignedIn?> BindAsync(HttpContext http) => ValueTask.FromResult<SignedIn?>(new(ConsoleDoor.SessionOf(http).Actor));
}
