using BackOffice.Workflows.Activation.Clashes;
using BackOffice.Workflows.Activation.Desk;
using BackOffice.Workflows.Activation.Dossiers;
using BackOffice.Workflows.Activation.Groups;
using BackOffice.Workflows.Activation.Steps;
using BackOffice.Workflows.Activation.Undo;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Changes;
using BackOffice.Workflows.Consistency;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Notices;
using BackOffice.Workflows.Policies;
using BackOffice.Workflows.Recovery;
using BackOffice.Workflows.Registry;
using BackOffice.Workflows.Registry.Editions;
using BackOffice.Workflows.Reports;
using BackOffice.Workflows.Roaming;
using BackOffice.Workflows.SignIn;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Activation;

/// <summary>Wires the activation path: its steps, its use cases, sign-in, roaming and the change feed.</summary>
public static class ActivationServices
{
    /// <summary>Adds them. Database, engine, policies, registry and notices are added by their own rooms.</summary>
    public static IServiceCollection AddActivation(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AttemptOptions>().Bind(configuration.GetSection("Attempts")).ValidateDataAnnotations().ValidateOnStart();
        foreach (var step in Steps)
            services.AddWorkflowStep(step);

        services.AddScoped<CaseDesk>().AddScoped<CaseNotices>().AddScoped<WaitingCase>().AddScoped<Detection>().AddScoped<ClashBook>()
            .AddScoped<ProviderKeys>().AddScoped<IIdentityChanged, WakeOnIdentity>().AddScoped<CaseTerms>().AddScoped<IIdentityChanged, CaseTerms>().AddScoped<AttemptLimiter>().AddScoped<DecisionLog>().AddScoped<AuditTrail>().AddScoped<ChangeFeed>();
        services.AddSingleton<OpenActivation>().AddSingleton<ReadActivation>().AddSingleton<PostponeActivation>()
            .AddSingleton<SearchCases>().AddSingleton<ReadCase>().AddSingleton<GiveVerdict>().AddSingleton<ChooseDefault>().AddSingleton<HandleIncident>().AddSingleton<AddNote>();
        services.AddSingleton(provider => new ReadDossier(
            provider.GetRequiredService<Database>(), provider.GetRequiredService<ReadCase>(), provider.GetRequiredService<ReadClash>(), provider.GetRequiredService<ReadRecoveries>(),
            provider.GetRequiredService<PublishedDefinitions>(), provider.GetRequiredService<NoticeTemplates>(), provider.GetRequiredService<IOptions<DeskOptions>>()));
        services.AddSingleton<ProveDefaultPassword>().AddSingleton<Login>().AddSingleton<ChangeUserId>().AddSingleton<ChangePassword>().AddSingleton<CheckRoaming>();
        services.AddSingleton<VerifyConsistency>().AddSingleton<IDerivedKeys, SearchTermEdition>();
        services.AddScoped<AccountNotices>().AddScoped<GroupBook>().AddScoped<GroupNotices>().AddScoped<MergeReversal>().AddScoped<UndoNotices>();
        services.AddSingleton<UndoMerge>().AddSingleton<EraseOldLogins>().AddSingleton<ErasureNudge>().AddHostedService<ErasureWorker>();
        services.AddNudge<ReportNudge>();
        services.AddSingleton<ReadChanges>().AddSingleton<ReadProgress>().AddSingleton<Sequencer>().AddSingleton<SequencerNudge>().AddHostedService<SequencerWorker>();
        services.AddSingleton<IdempotentAnswers>().AddSingleton<IdempotencyNudge>().AddHostedService<IdempotencyWorker>();
        return services;
    }

    /// <summary>The steps that a definition of the activation may name.</summary>
    public static IReadOnlyList<StepDescriptor> Steps { get; } =
    [
        CheckIdentity.Descriptor, AwaitIdentity.Descriptor, DetectDuplicates.Descriptor, AwaitVerdict.Descriptor, AwaitUserId.Descriptor, JoinGroup.Descriptor,
        AwaitDefaultPassword.Descriptor, AwaitHelpdesk.Descriptor, MergeIntoDefault.Descriptor, Activate.Descriptor, Notify.Descriptor, RequestReport.Descriptor,
    ];
}
