using BackOffice.Workflows.Activation.Clashes;
using BackOffice.Workflows.Data;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Workflows.Activation.Review;

/// <summary>Wires what people do about clashes and doubt.</summary>
public static class ReviewServices
{
    /// <summary>Adds it; the activation path itself is added by <see cref="ActivationServices"/>.</summary>
    public static IServiceCollection AddClashesAndDoubt(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ClashOptions>().Bind(configuration.GetSection("Clashes")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<SearchClashes>().AddSingleton<ReadClash>().AddSingleton<RemindClashParties>().AddNudge<ClashNudge>().AddHostedService<ClashReminderWorker>();
        services.AddScoped<ReviewDesk>().AddScoped<VerdictBook>().AddScoped<AccountAlias>().AddScoped<ClosedParty>();
        services.AddSingleton<AskProvider>().AddSingleton<AnswerQuestion>().AddSingleton<ListVerdicts>().AddSingleton<ReopenVerdict>();
        return services;
    }
}
