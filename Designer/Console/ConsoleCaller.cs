using BackOffice.Designer.SignIn;
using BackOffice.Workflows.Staff;
using Microsoft.AspNetCore.Components.Authorization;

namespace BackOffice.Designer.Console;

/// <summary>Whoever sits before a page, as the database knows the person at this moment: asked anew for each act, so that a role taken away a second ago is gone.</summary>
internal sealed class ConsoleCaller(AuthenticationStateProvider state, StaffSessions sessions)
{
    // Goes along with the look and with all that it makes pages read, and not with what the person does meanwhile.
    private readonly AsyncLocal<bool> onlyWatches = new();

    /// <summary>From here on nothing that this flow of calls does is a sign of the person: an open page keeps no idle session alive by looking for what is new.</summary>
    public void OnlyWatch() => onlyWatches.Value = true;

    /// <summary>The person; null when the session is over, or when there is a first step to do before anything else.</summary>
    public async Task<StaffActor?> FindAsync(CancellationToken ct)
    {
        var person = (await state.GetAuthenticationStateAsync()).User;
        var session = await (onlyWatches.Value ? sessions.LookAsync(person, ct) : sessions.FindAsync(person, ct));
        return session is not null && ConsoleDoor.FirstStepOf(session) is null ? session.Actor : null;
    }
}
