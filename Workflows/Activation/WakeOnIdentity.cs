using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Registry;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Activation;

/// <summary>Lets open cases look again when the identity that they are about changes (decision 13): those of the provider's accounts, and those that were judged beside them.</summary>
public sealed class WakeOnIdentity(BackOfficeDb db, SignalInbox inbox) : IIdentityChanged
{
    /// <inheritdoc />
    public async Task ChangedAsync(long providerId, CancellationToken ct)
    {
        var accounts = db.Accounts.Where(account => account.ProviderId == providerId).Select(account => account.Id);
        var doubts = db.PairFindings.Where(finding => finding.Decision == "review");
        var judgedBeside = doubts.Where(finding => finding.AccountA == providerId).Union(doubts.Where(finding => finding.AccountB == providerId)).Select(finding => finding.CaseId);
        var open = db.Cases.Where(@case => @case.ClosedAt == null);
        var cases = await open.Where(@case => accounts.Contains(@case.AccountId)).Union(open.Where(@case => judgedBeside.Contains(@case.Id))).Select(@case => @case.Id).ToListAsync(ct);
        foreach (var @case in cases)
            inbox.Post(@case, CaseSignals.IdentityChanged);
    }
}
