using BackOffice.Rules.Policies;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Workflows.Policies;

/// <summary>Wires the policies.</summary>
public static class PolicyServices
{
    /// <summary>
    /// Adds <see cref="LivePolicies"/>, which is empty until <see cref="PolicyStart"/> ran, and the worker that follows file and database. The database must be there
    /// too, migrated before <see cref="PolicyStart"/>.
    /// </summary>
    public static IServiceCollection AddPolicies(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PolicyOptions>()
            .Bind(configuration.GetSection("Policies"))
            .PostConfigure(options => options.File = options.File.Length == 0 ? PolicyOptions.DefaultFile() : Path.GetFullPath(options.File))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton(_ => new LivePolicies());
        services.AddSingleton<RuleSetShelf>();
        services.AddSingleton<RuleFileStatus>();
        services.AddSingleton<RuleFileLook>();
        services.AddSingleton<RuleFileNudge>();
        services.AddSingleton<PolicyStart>();
        services.AddSingleton<CheckRules>();
        services.AddHostedService<RuleFileWorker>();
        return services;
    }
}
