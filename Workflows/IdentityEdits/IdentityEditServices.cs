using BackOffice.Workflows.Data;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Workflows.IdentityEdits;

/// <summary>Wires what follows from editing an identity.</summary>
public static class IdentityEditServices
{
    /// <summary>Adds it; the edit itself is added with the registry.</summary>
    public static IServiceCollection AddIdentityEdits(this IServiceCollection services)
    {
        services.AddNudge<RecheckNudge>().AddScoped<IdentityRechecks>().AddScoped<IdentityNotices>().AddScoped<ProposeNumbers>();
        services.AddSingleton<LookAgain>().AddHostedService<LookAgainWorker>();
        services.AddSingleton<ReadIdentity>().AddSingleton<ListIdentityProposals>().AddSingleton<DecideIdentityProposal>().AddSingleton<ListIdentityReviews>().AddSingleton<JudgeIdentityReview>();
        return services;
    }
}
