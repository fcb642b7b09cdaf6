using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Workflows.Registry;

/// <summary>Wires the registry of sites and accounts.</summary>
public static class RegistryServices
{
    /// <summary>Adds the use cases of the registry.</summary>
    public static IServiceCollection AddRegistry(this IServiceCollection services, IConfiguration configuration, string dataFolder) => services;
}
