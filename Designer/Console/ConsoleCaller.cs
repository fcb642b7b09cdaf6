using BackOffice.Designer.SignIn;
using BackOffice.Workflows.Staff;
using Microsoft.AspNetCore.Components.Authorization;

namespace BackOffice.Designer.Console;

/// <summary>Whoever sits before a page, as the database knows the person at this moment: asked anew for each act, so that a role taken away a second ago is gone.</summary>
internal sealed class ConsoleCaller(AuthenticationStateProvider state, StaffSessions sessions)
{
    /// <summary>The person; null when the session is over.</summary>
    public async Task<StaffActor?> FindAsync(CancellationToken ct) =>
        (await ConsoleDoor.SessionOfAsync((await state.GetAuthenticationStateAsync()).User, sessions, ct))?.Actor;
}
