using BackOffice.Rules.Policies;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Workflows.Policies;

/// <summary>Wires the policies.</summary>
public static class PolicyServices
{
    /// <summary>Adds <see cref="RuleBook"/> (open it once the database is migrated) and the <see cref="LivePolicies"/> that it brought in force.</summary>
    public static IServiceCollection AddPolicies(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RulesOptions>().Bind(configuration.GetSection("Rules")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<RuleBook>();
        return services.AddSingleton(provider => provider.GetRequiredService<RuleBook>().Live);
    }
}
