using BackOffice.Workflows.Activation.Desk;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.IdentityEdits;

/// <summary>Staff list the changes of NPWP and NITKU that active providers proposed (decision 16); the oldest first.</summary>
public sealed class ListIdentityProposals(Database database)
{
    /// <summary>How many proposals one page holds at most.</summary>
    public const int MaxPageSize = 200;

    /// <summary>What to list.</summary>
    /// <param name="By">Who looks; any role may.</param>
    /// <param name="State">Only those that stand there; null for all.</param>
    /// <param name="Skip">Proposals to pass over.</param>
    /// <param name="Take">Proposals to return, 1 to <see cref="MaxPageSize"/>.</param>
    public sealed record Request(StaffActor By, ProposalState? State, int Skip = 0, int Take = 50);

    /// <summary>One proposal with the provider as it is now. <paramref name="Outdated"/>: its numbers changed since, so that it can only be turned down.</summary>
    public sealed record Line(
        Guid Id, long ProviderId, string UserId, string CompanyName, string ProposedAtSite, string FromNpwp, string ToNpwp, string FromNitku, string ToNitku, DateTimeOffset ProposedAt,
        ProposalState State, bool Outdated, string? DecidedBy, string? DecisionReason, DateTimeOffset? ClosedAt);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        /// <summary>A page of the list, and how many there are in all.</summary>
        public sealed record Found(IReadOnlyList<Line> Proposals, int Total) : Answer;

        /// <summary>Not for this person.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Lists.</summary>
    public Task<Answer> HandleAsync(Request request, CancellationToken ct) =>
        request.By.Requires(StaffRoles.All) is { } refusal
            ? Task.FromResult<Answer>(new Answer.Refused(refusal))
            : database.ReadAsync<Answer>(async (db, token) =>
            {
                var proposals = db.ProposalsOf(request.By);
                if (request.State is { } state)
                    proposals = proposals.Where(proposal => proposal.State == state);
                var total = await proposals.CountAsync(token);
                var page = await proposals.OrderBy(proposal => proposal.ProposedAt).ThenBy(proposal => proposal.Id)
                    .Skip(Math.Max(0, request.Skip)).Take(Math.Clamp(request.Take, 1, MaxPageSize))
                    .Join(db.Providers, proposal => proposal.ProviderId, provider => provider.Id, (Proposal, Provider) => new { Proposal, Provider }).ToListAsync(token);
                return new Answer.Found([.. page.OrderBy(row => row.Proposal.ProposedAt).ThenBy(row => row.Proposal.Id).Select(row => new Line(
                    row.Proposal.Id, row.Provider.Id, row.Provider.UserId.Value, row.Provider.CompanyName, row.Proposal.SiteCode, row.Proposal.FromNpwp, row.Proposal.ToNpwp,
                    row.Proposal.FromNitku, row.Proposal.ToNitku, row.Proposal.ProposedAt, row.Proposal.State,
                    row.Proposal.State == ProposalState.Open && !row.Proposal.IsAbout(row.Provider), row.Proposal.DecidedBy, row.Proposal.DecisionReason, row.Proposal.ClosedAt))], total);
            }, ct);
}
