using BackOffice.Rules.Policies;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Policies.Drafts;
using BackOffice.Workflows.Policies.Impact;
using BackOffice.Workflows.Policies.Reevaluation;
using BackOffice.Workflows.Policies.Versions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

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
            .PostConfigure<IServiceProvider>((options, all) => options.FileNeedsApproval ??= all.GetService<IHostEnvironment>()?.IsDevelopment() == false)
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
        services.AddHostedService<RuleFileWorker>().AddHostedService<VersionWorker>();
        services.TryAddScoped<AuditTrail>();
        services.AddSingleton<TakeRuleFile>().AddSingleton<PolicyAlarms>().AddNudge<VersionNudge>().AddSingleton<ReadPolicies>().AddSingleton<ReadVersions>().AddSingleton<CancelScheduled>().AddSingleton<RollBack>();
        services.AddSingleton<WriteDraft>().AddSingleton<SubmitDraft>().AddSingleton<ApproveDraft>().AddSingleton<DeclineDraft>().AddSingleton<RebaseDraft>().AddSingleton<ReadDrafts>().AddSingleton<ReadDecisions>();
        services.AddSingleton<AskForPreview>().AddSingleton<ReadPreview>().AddSingleton<WorkOutPreviews>().AddNudge<PreviewNudge>();
        services.AddNudge<ReevaluationNudge>();
        return services;
    }

    /// <summary>Adds the work that follows on drafts and published versions: previews and re-evaluation. They need the registry and the activation besides.</summary>
    public static IServiceCollection AddPolicyWork(this IServiceCollection services) => services
        .AddSingleton<ReevaluateCases>().AddHostedService<ReevaluationWorker>().AddHostedService<PreviewWorker>();
}
