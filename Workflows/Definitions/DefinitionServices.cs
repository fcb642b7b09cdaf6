using BackOffice.Workflows.Definitions.Drafts;
using BackOffice.Workflows.Definitions.Moves;
using BackOffice.Workflows.Definitions.Rehearsals;
using BackOffice.Workflows.Definitions.Versions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BackOffice.Workflows.Definitions;

/// <summary>Wires the definitions of workflows: drafts, versions, rehearsals and moves.</summary>
public static class DefinitionServices
{
    /// <summary>Adds them. The engine is added by its own room, and an <see cref="IScenarioStage"/> by whoever serves.</summary>
    public static IServiceCollection AddDefinitions(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DefinitionOptions>()
            .Bind(configuration.GetSection("Definitions"))
            .PostConfigure<IServiceProvider>((options, all) => options.SecondPerson ??= all.GetService<IHostEnvironment>()?.IsDevelopment() == false)
            .PostConfigure(options => options.Scenarios = options.Scenarios.Length == 0 ? Path.Combine(AppContext.BaseDirectory, "scenarios") : Path.GetFullPath(options.Scenarios))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<ReadDefinitions>().AddSingleton<ReadDefinitionDrafts>().AddSingleton<WriteDefinition>().AddSingleton<PublishDefinition>();
        services.AddSingleton<AskForRehearsal>().AddSingleton<PlayRehearsals>().AddSingleton<RehearsalNudge>().AddHostedService<RehearsalWorker>();
        services.AddSingleton<PreviewMove>().AddSingleton<StartMove>().AddSingleton<CancelMove>().AddSingleton<ReadMoves>()
            .AddSingleton<WorkOffMoves>().AddSingleton<MoveNudge>().AddHostedService<MoveWorker>();
        return services;
    }
}
