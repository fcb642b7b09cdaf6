using BackOffice.Workflows.Activation.Desk.Bulk;
using BackOffice.Workflows.Data;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Workflows.Activation.Desk;

/// <summary>Wires what staff do with many cases.</summary>
public static class DeskServices
{
    /// <summary>Adds it; the activation path itself is added by <see cref="ActivationServices"/>.</summary>
    public static IServiceCollection AddDesk(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DeskOptions>().Bind(configuration.GetSection("Desk")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<CountQueues>().AddSingleton<FindAccounts>().AddSingleton<ExportCases>();
        services.AddSingleton<ClaimCase>().AddSingleton<ReleaseCase>().AddSingleton<AssignCase>().AddSingleton<ListOwners>().AddSingleton<RemindParty>().AddSingleton<ExtendDeadline>();
        services.AddSingleton<PreviewBulk>().AddSingleton<StartBulk>().AddSingleton<CancelBulkRun>().AddSingleton<ReadBulkRun>()
            .AddSingleton<WorkOffBulkRuns>().AddNudge<BulkNudge>().AddHostedService<BulkWorker>();
        return services;
    }
}
