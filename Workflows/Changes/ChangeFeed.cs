using BackOffice.Workflows.Data;

namespace BackOffice.Workflows.Changes;

/// <summary>Appends what sites must know to the transaction in which it happens. The sequencer numbers it after commit.</summary>
public sealed class ChangeFeed(BackOfficeDb db, TimeProvider clock)
{
    /// <summary>Appends one event: ids only, since a site reads the data itself on demand.</summary>
    public void Append(ChangeKind kind, long? account = null, long? provider = null, string? site = null) =>
        db.Changes.Add(new()
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            Kind = kind,
            AccountId = account,
            ProviderId = provider,
            SiteCode = site,
            At = clock.GetUtcNow(),
        });
}
