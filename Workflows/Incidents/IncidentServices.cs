using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Workflows.Incidents;

/// <summary>Wires the list of what stands still.</summary>
public static class IncidentServices
{
    /// <summary>Adds it; what staff do about a case is <see cref="Activation.HandleIncident"/>.</summary>
    public static IServiceCollection AddIncidents(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<IncidentOptions>().Bind(configuration.GetSection("Incidents")).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<IncidentBook>().AddSingleton<ListIncidents>();
    }
}
