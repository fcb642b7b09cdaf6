using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Workflows.Locks;

/// <summary>Wires locking.</summary>
public static class LockServices
{
    /// <summary>Adds the use case of locking.</summary>
    public static IServiceCollection AddLocks(this IServiceCollection services) => services.AddScoped<LockNotices>().AddSingleton<LockAccounts>();
}
