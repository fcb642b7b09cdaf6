using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Changes;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry.Editions;
using BackOffice.Workflows.Registry.Intake;
using BackOffice.Workflows.Registry.Joining;
using BackOffice.Workflows.Registry.RollOut;
using BackOffice.Workflows.Registry.Sample;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BackOffice.Workflows.Registry;

/// <summary>Wires the registry of sites and accounts.</summary>
public static class RegistryServices
{
    /// <summary>Adds the use cases of the registry. Reports of an import are written into <paramref name="dataFolder"/>.</summary>
    public static IServiceCollection AddRegistry(this IServiceCollection services, IConfiguration configuration, string dataFolder)
    {
        services.AddSingleton(new RegistryFolder(dataFolder));
        services.TryAddScoped<AuditTrail>();
        services.TryAddScoped<ChangeFeed>();
        services.AddSingleton(provider => AccountRows.For(provider.GetRequiredService<Database>().Provider));
        services.AddScoped<AccountIntake>();
        services.AddScoped<IntakeWriter>();
        services.AddScoped<IdentityChanges>();
        services.AddSingleton<ImportRegistry>().AddSingleton<PutAccount>().AddSingleton<CloseAccount>().AddSingleton<EditIdentity>().AddSingleton<ScanRegistry>().AddSingleton<RehearseJoin>();
        services.AddSingleton<RenewKeys>().AddSingleton<IDerivedKeys, BlockingKeyEdition>().AddSingleton<IDerivedKeys, SkeletonEdition>();
        services.AddSingleton<LoadSample>();
        services.AddScoped<NewcomersBesideActive>().AddScoped<LeavingAccounts>();
        services.AddSingleton<JoinSite>().AddSingleton<ReadStageChange>().AddSingleton<FollowStageChanges>().AddNudge<StageChangeNudge>().AddHostedService<StageChangeWorker>();
        services.AddSingleton<ReadSites>().AddSingleton<ReadSite>().AddSingleton<PublicSites>();
        services.AddOptions<JoiningOptions>().Bind(configuration.GetSection("Joining")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<UploadAccounts>().AddSingleton<DeleteOldUploads>().AddSingleton<RemoveOldTables>().AddSingleton<StartSiteJob>().AddSingleton<ReadSiteJobs>().AddSingleton<WorkOutSiteJobs>();
        services.AddNudge<SiteJobNudge>().AddHostedService<SiteJobWorker>();
        return services;
    }
}
