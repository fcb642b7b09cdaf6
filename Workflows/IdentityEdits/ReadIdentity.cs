using BackOffice.Rules.Identity;
using BackOffice.Rules.Policies;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry;
using BackOffice.Workflows.Roaming;

namespace BackOffice.Workflows.IdentityEdits;

/// <summary>A site reads the identity that it may show and edit (4.a): that of an account of its own, or of an active provider that may roam there.</summary>
public sealed class ReadIdentity(Database database, LivePolicies policies)
{
    /// <summary>Whose identity, read at which site.</summary>
    public sealed record Request(SiteCode Site, UserId UserId);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        /// <summary>Here it is; an edit names <paramref name="Version"/>.</summary>
        public sealed record Found(LoginAndIdentity Identity, int Version) : Answer;

        /// <summary>No account of this site, and nobody who may roam here; unknown and not activated are one answer (decision 21).</summary>
        public sealed record MayNotRoam(RoamingAnswer Roaming) : Answer;

        /// <summary>The site does not take part.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Reads it.</summary>
    public Task<Answer> HandleAsync(Request request, CancellationToken ct) => database.ReadAsync<Answer>(async (db, token) =>
    {
        var site = await db.Sites.FindAsync([request.Site], token);
        if (site is not { Stage: SiteStage.Aggregated })
            return new Answer.Refused(site is null ? CaseRefusals.SiteUnknown(request.Site) : CaseRefusals.SiteNotAggregated(request.Site));
        if (await db.FindOwnAsync(request.Site, request.UserId, token) is { } own)
            return new Answer.Found(LoginAndIdentity.Of(own.Provider), own.Provider.IdentityVersion);
        var roaming = await new RoamingCheck(db, policies).AskAsync(request.Site, request.UserId, token);
        return roaming.Allowed && await db.FindActiveAsync(request.UserId, token) is { } provider
            ? new Answer.Found(LoginAndIdentity.Of(provider), provider.IdentityVersion)
            : new Answer.MayNotRoam(roaming);
    }, ct);
}
