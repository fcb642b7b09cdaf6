using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Workflows.Operations;

/// <summary>Wires the figures of the running back office.</summary>
public static class OperationServices
{
    /// <summary>Adds what reads them; <see cref="Gauges"/> is for whoever exports.</summary>
    public static IServiceCollection AddOperations(this IServiceCollection services) => services.AddSingleton<ReadOperations>();
}
