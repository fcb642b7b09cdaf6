using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Workflows.Dashboard;

/// <summary>Wires the dashboard.</summary>
public static class DashboardServices
{
    /// <summary>Adds its use case.</summary>
    public static IServiceCollection AddDashboard(this IServiceCollection services) => services.AddSingleton<ReadDashboard>().AddSingleton<ReadFailures>();
}
