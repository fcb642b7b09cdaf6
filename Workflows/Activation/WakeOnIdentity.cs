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
        var cases = await db.Cases
            .Where(@case => @case.ClosedAt == null && (@case.Account.ProviderId == providerId
                || db.PairFindings.Any(finding => finding.CaseId == @case.Id && finding.Decision == "review" && (finding.AccountA == providerId || finding.AccountB == providerId))))
            .Select(@case => @case.Id).ToListAsync(ct);
        foreach (var @case in cases)
            inbox.Post(@case, CaseSignals.IdentityChanged);
    }
}
