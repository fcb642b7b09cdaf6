using BackOffice.Workflows.Data;
using BackOffice.Workflows.Operations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BackOffice.Workflows.Engine;

/// <summary>Wires the embedded engine.</summary>
public static class WorkflowServices
{
    /// <summary>
    /// Adds the engine, its inbox and its sweeper. The database must be there too (<see cref="Data.DatabaseServices.AddBackOfficeDatabase"/>), and migrated before the
    /// host starts: the sweeper publishes the definitions then, and the start fails with a <see cref="DefinitionRefusedException"/> where one is refused.
    /// </summary>
    public static IServiceCollection AddWorkflowEngine(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<WorkflowOptions>().Bind(configuration.GetSection("Workflows")).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.TryAddSingleton<Instruments>();
        services.AddSingleton<StepCatalogue>();
        services.AddSingleton<DefinitionReader>();
        services.AddSingleton<IDefinitionSource, ShippedDefinitions>();
        services.AddSingleton<IDefinitionSource, FolderDefinitions>();
        services.AddSingleton<DefinitionPublisher>();
        services.AddSingleton<PublishedDefinitions>();
        services.AddSingleton<Parking>();
        services.AddSingleton<Turns>();
        services.AddSingleton<Driver>();
        services.AddSingleton<Sweep>();
        services.AddNudge<WakeUp>();
        services.AddScoped<SignalInbox>();
        services.AddSingleton<EmbeddedEngine>();
        services.AddSingleton<IWorkflowEngine>(provider => provider.GetRequiredService<EmbeddedEngine>());
        services.AddSingleton<IIncidentDesk>(provider => provider.GetRequiredService<EmbeddedEngine>());
        services.AddHostedService<Sweeper>();
        return services;
    }

    /// <summary>Lets definitions name a step, and makes its class a service of the transaction's scope.</summary>
    public static IServiceCollection AddWorkflowStep(this IServiceCollection services, StepDescriptor step)
    {
        services.AddSingleton(step);
        services.TryAddScoped(step.Implementation);
        return services;
    }
}
