using BackOffice.Rules.Identity;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.IdentityEdits;

/// <summary>Keeps the numbers that an active provider wants until a verifikator decides (decision 16), within the edit's transaction and under the provider's lock.</summary>
public sealed class ProposeNumbers(BackOfficeDb db, AuditTrail audit, TimeProvider clock)
{
    /// <summary>The open proposal with these numbers: the one there is, or a new one in place of another that nobody has decided.</summary>
    public async Task<IdentityProposal> ProposeAsync(Provider provider, string npwp, string nitku, SiteCode site, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var open = await db.IdentityProposals.SingleOrDefaultAsync(p => p.ProviderId == provider.Id && p.State == ProposalState.Open, ct);
        if (open is not null && open.IsAbout(provider) && open.ToNpwp == npwp && open.ToNitku == nitku)
            return open;
        if (open is not null)
        {
            (open.State, open.ClosedAt) = (ProposalState.Superseded, now);
            // One is open at most, also for the moment between two statements.
            await db.SaveChangesAsync(ct);
        }
        var proposal = new IdentityProposal
        {
            Id = Guid.CreateVersion7(now),
            ProviderId = provider.Id,
            SiteCode = site.Value,
            FromNpwp = provider.Npwp,
            ToNpwp = npwp,
            FromNitku = provider.Nitku,
            ToNitku = nitku,
            ProposedAt = now,
            State = ProposalState.Open,
        };
        db.IdentityProposals.Add(proposal);
        audit.Record(new(ActorKind.Site, site.Value), "identity-proposed", site, provider.Id, values: [("npwp", npwp), ("nitku", nitku)]);
        return proposal;
    }
}
