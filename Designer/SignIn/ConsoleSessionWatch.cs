using BackOffice.Workflows.Staff;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.Logging;

namespace BackOffice.Designer.SignIn;

/// <summary>
/// Ends what a circuit shows soon after its session ended, or its person is no longer ready: a cookie is looked at by requests alone, and a circuit makes none. Watching is not using: it
/// keeps no idle session alive.
/// </summary>
internal sealed class ConsoleSessionWatch(StaffSessions sessions, ILoggerFactory loggers) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval { get; } = TimeSpan.FromSeconds(15);

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        await sessions.LookAsync(authenticationState.User, cancellationToken) is { } session && ConsoleDoor.FirstStepOf(session) is null;
}
