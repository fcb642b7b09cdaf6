using BackOffice.Rules;
using BackOffice.Workflows.Activation.Desk;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Changes;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Notices;
using BackOffice.Workflows.Registry;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.IdentityEdits;

/// <summary>
/// A verifikator accepts or turns down another NPWP or NITKU of an active provider (decision 16). Accepted, it holds at every site at once, and the provider is compared with everyone
/// again. The provider is told either way. The same answer twice changes nothing.
/// </summary>
public sealed class DecideIdentityProposal(Database database)
{
    /// <summary>The decision.</summary>
    public sealed record Request(StaffActor By, Guid Proposal, bool Accept, string Reason);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        /// <summary>It is decided.</summary>
        public sealed record Decided(ProposalState State) : Answer;

        /// <summary>It cannot be decided so.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Decides.</summary>
    public Task<Answer> HandleAsync(Request request, CancellationToken ct) =>
        (request.By.Requires(StaffRoles.Verifikator) ?? StaffReason.Check(request.Reason)) is { } refusal
            ? Task.FromResult<Answer>(new Answer.Refused(refusal))
            : database.InTransactionAsync((transaction, token) => WriteAsync(request, transaction, token), ct);

    private async Task<Answer> WriteAsync(Request request, Transaction transaction, CancellationToken ct)
    {
        var db = transaction.Db;
        if (await db.ProposalsOf(request.By).AsNoTracking().SingleOrDefaultAsync(p => p.Id == request.Proposal, ct) is not { } seen)
            return new Answer.Refused(Unknown);
        await transaction.Service<RowLocks>().TakeAsync([LockKey.Account(seen.ProviderId)], ct);
        var proposal = await db.IdentityProposals.SingleAsync(p => p.Id == request.Proposal, ct);
        var wanted = request.Accept ? ProposalState.Accepted : ProposalState.Rejected;
        if (proposal.State != ProposalState.Open)
            return proposal.State == wanted ? new Answer.Decided(wanted) : new Answer.Refused(AlreadyDecided);
        var provider = await db.Providers.SingleAsync(p => p.Id == proposal.ProviderId, ct);
        if (request.Accept && !proposal.IsAbout(provider))
            return new Answer.Refused(Outdated);

        (proposal.State, proposal.DecidedBy, proposal.DecisionReason, proposal.ClosedAt) = (wanted, request.By.Name, request.Reason.Trim(), database.Now);
        if (request.Accept)
            await ApplyAsync(transaction, proposal, provider, ct);
        transaction.Service<AuditTrail>().Record(request.By.Actor, request.Accept ? "identity-proposal-accepted" : "identity-proposal-rejected", account: provider.Id,
            values: [("npwp", proposal.ToNpwp), ("nitku", proposal.ToNitku), ("reason", request.Reason.Trim())]);
        await TellAsync(transaction, proposal, provider, ct);
        return new Answer.Decided(wanted);
    }

    private static async Task ApplyAsync(Transaction transaction, IdentityProposal proposal, Provider provider, CancellationToken ct)
    {
        (provider.Npwp, provider.Nitku) = (proposal.ToNpwp, proposal.ToNitku);
        provider.IdentityVersion++;
        await transaction.Service<ProviderKeys>().RewriteAsync(provider, ct);
        transaction.Service<ChangeFeed>().Append(ChangeKind.IdentityChanged, provider: provider.Id);
        await transaction.Db.SaveChangesAsync(ct);
        await transaction.Service<IdentityChanges>().AnnounceAsync([provider.Id], ct);
        await transaction.Service<IdentityRechecks>().AskAsync(provider.Id, IdentityReviewCause.NumberAccepted, ct);
    }

    private static async Task TellAsync(Transaction transaction, IdentityProposal proposal, Provider provider, CancellationToken ct)
    {
        var siteName = await transaction.Db.Accounts.Where(account => account.Id == provider.Id).Select(account => account.Site.Name).SingleAsync(ct);
        await transaction.Service<NoticeOutbox>().QueueAsync($"{NoticeCatalogue.IdentityProposalDecided}:{proposal.Id:N}", NoticeCatalogue.IdentityProposalDecided,
            new(provider.Email, provider.CompanyName), new Dictionary<string, Sentence>
            {
                [NoticeCatalogue.CompanyName] = NoticeValue.Same(provider.CompanyName),
                ["UserId"] = NoticeValue.Same(provider.UserId.Value),
                ["SiteName"] = NoticeValue.Same(siteName),
                ["Numbers"] = NoticeValue.Same(string.Join(" / ", new[] { proposal.ToNpwp, proposal.ToNitku }.Where(number => number.Length > 0).DefaultIfEmpty("-"))),
                ["Outcome"] = proposal.State == ProposalState.Accepted
                    ? new("diterima dan berlaku di semua LPSE yang telah teragregasi", "accepted, and holds at all aggregated LPSE sites")
                    : new("tidak diterima; identitas Anda tidak berubah", "not accepted; your identity has not changed"),
                ["Reason"] = NoticeValue.Same(proposal.DecisionReason!),
            }, provider.Id, null, ct);
    }

    private static Refusal Unknown { get; } = new("identity-proposal-unknown", new("Usulan ini tidak dikenal.", "This proposal is not known."));

    private static Refusal AlreadyDecided { get; } = new("identity-proposal-decided", new(
        "Usulan ini sudah diputuskan lain, atau digantikan usulan baru.", "This proposal was decided otherwise, or replaced by a new one."));

    private static Refusal Outdated { get; } = new("identity-proposal-outdated", new(
        "NPWP atau NITKU penyedia sudah berubah sejak usulan ini dibuat, sehingga usulan ini hanya dapat ditolak.",
        "NPWP or NITKU of the provider changed since this was proposed, so that it can only be turned down."));
}
