using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BackOffice.Workflows.Audit;

/// <summary>Wires the audit trail.</summary>
public static class AuditServices
{
    /// <summary>Adds its use cases and the sealer.</summary>
    public static IServiceCollection AddAudit(this IServiceCollection services)
    {
        services.TryAddScoped<AuditTrail>();
        services.AddSingleton<SearchAudit>().AddSingleton<ExportAudit>().AddSingleton<EraseAuditValue>().AddSingleton<ReadAuditChain>();
        services.AddSingleton<SealAudit>().AddSingleton<SealNudge>().AddHostedService<SealWorker>();
        return services;
    }
}
