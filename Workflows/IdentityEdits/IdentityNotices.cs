using BackOffice.Rules;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Notices;
using BackOffice.Workflows.Registry;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.IdentityEdits;

/// <summary>
/// Tells a provider that its identity was edited: to the old and the new address where the e-mail address changed, since whoever reads only the old one must learn of it. A change of
/// the telephone number alone is not told.
/// </summary>
public sealed class IdentityNotices(BackOfficeDb db, NoticeOutbox outbox, TimeProvider clock)
{
    /// <summary>Tells of one edit, once for each version of the identity and address.</summary>
    public async Task TellAsync(Provider provider, LoginAndIdentity before, LoginAndIdentity after, CancellationToken ct)
    {
        Sentence[] fields = [.. IdentityFields.Changed(before, after).Where(field => field.IsTold).Select(field => field.Name)];
        if (fields.Length == 0)
            return;
        var siteName = await db.Accounts.Where(account => account.Id == provider.Id).Select(account => account.Site.Name).SingleAsync(ct);
        foreach (var address in new[] { before.Email, after.Email }.Where(address => address.Trim().Length > 0).DistinctBy(address => address.Trim().ToLowerInvariant()))
            await outbox.QueueAsync($"{NoticeCatalogue.IdentityChanged}:{provider.Id}:{provider.IdentityVersion}:{address}", NoticeCatalogue.IdentityChanged, new(address, after.CompanyName),
                new Dictionary<string, Sentence>
                {
                    [NoticeCatalogue.CompanyName] = NoticeValue.Same(after.CompanyName),
                    ["UserId"] = NoticeValue.Same(after.UserId),
                    ["SiteName"] = NoticeValue.Same(siteName),
                    ["Fields"] = NoticeValue.Lines(fields),
                    ["ChangedAt"] = NoticeValue.Moment(clock.GetUtcNow()),
                }, provider.Id, null, ct);
    }
}
