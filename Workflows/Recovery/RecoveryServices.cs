using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Workflows.Recovery;

/// <summary>Wires the recovery of lost passwords.</summary>
public static class RecoveryServices
{
    /// <summary>Adds it. Database, sign-in, engine and notices are added by their own rooms.</summary>
    public static IServiceCollection AddRecovery(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RecoveryOptions>().Bind(configuration.GetSection("Recovery")).ValidateDataAnnotations().ValidateOnStart();
        return services.AddScoped<RecoveryNotices>()
            .AddSingleton<RequestRecovery>().AddSingleton<DecideRecovery>().AddSingleton<IssueRecoveryCode>().AddSingleton<CompleteRecovery>().AddSingleton<ReadRecoveries>();
    }
}
