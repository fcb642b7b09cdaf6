using BackOffice.Workflows.Changes;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Registry;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Activation.Clashes;

/// <summary>What a closed account leaves behind with others: clashes that it can end no more, and doubts that are none any longer. Within the closing transaction, under the user ID's lock.</summary>
public sealed class ClosedParty(BackOfficeDb db, ClashBook clashes, ChangeFeed feed, SignalInbox inbox)
{
    /// <summary>
    /// Ends the obligations of a provider whose last open account this was, with the reason <see cref="ObligationEnd.Closed"/>, since nobody is left who could rename; lets the cases
    /// that were in doubt about the account look again; tells the sites.
    /// </summary>
    public async Task LeaveAsync(Account account, CancellationToken ct)
    {
        feed.Append(ChangeKind.AccountClosed, account.Id, account.ProviderId, account.SiteCode.Value);
        if (!await db.Accounts.AnyAsync(other => other.ProviderId == account.ProviderId && other.Id != account.Id && other.ClosedAt == null, ct))
        {
            await clashes.FulfilAsync(account.Provider, account.Provider.UserIdKey, ObligationEnd.Closed, ct);
            await clashes.TellWaitingAsync(account.ProviderId, ct);
        }
        var doubtful = await db.Cases
            .Where(@case => @case.ClosedAt == null && @case.AccountId != account.Id && db.PairFindings.Any(finding => finding.CaseId == @case.Id
                && (finding.Decision == "review" || finding.Contradicts) && (finding.AccountA == account.Id || finding.AccountB == account.Id)))
            .Select(@case => @case.Id).ToListAsync(ct);
        foreach (var @case in doubtful)
            inbox.Post(@case, CaseSignals.IdentityChanged);
    }
}
