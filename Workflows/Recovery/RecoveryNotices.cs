using BackOffice.Rules;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Notices;
using BackOffice.Workflows.Registry;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Recovery;

/// <summary>Tells those concerned of a recovery: every account of the group hears that it was asked for and how it ended, and only the owner's mailbox gets the link.</summary>
public sealed class RecoveryNotices(BackOfficeDb db, NoticeOutbox outbox)
{
    internal Task TellRequestedAsync(RecoveryCase recovery, Provider provider, TimeSpan objectionPeriod, CancellationToken ct) =>
        TellGroupAsync(recovery, provider, NoticeCatalogue.RecoveryRequested,
        [
            ("RequestedAt", NoticeValue.Moment(recovery.RequestedAt)), ("ObjectUntil", NoticeValue.Moment(recovery.RequestedAt + objectionPeriod)),
            ("SentTo", NoticeValue.Same(Mask.Email(recovery.OtherAddress ?? provider.Email))),
        ], ct);

    /// <summary>
    /// Whether the link still goes where everybody was told that it would: the registered address is edited at a site without any proof, so one that came after the request must not get it.
    /// </summary>
    internal async Task<bool> GoesWhereToldAsync(RecoveryCase recovery, Provider provider, CancellationToken ct)
    {
        if (recovery.OtherAddress is not null)
            return true;
        var request = Occasion(NoticeCatalogue.RecoveryRequested, recovery, provider);
        var told = await db.Notices.Where(notice => notice.Occasion == request).Select(notice => notice.ToAddress).SingleOrDefaultAsync(ct);
        return told is not null && Mailbox(told) == Mailbox(provider.Email);
    }

    internal Task TellRejectedAsync(RecoveryCase recovery, Provider provider, CancellationToken ct) =>
        TellGroupAsync(recovery, provider, NoticeCatalogue.RecoveryRejected, [("DecidedAt", NoticeValue.Moment(recovery.DecidedAt!.Value))], ct);

    internal Task TellCompletedAsync(RecoveryCase recovery, Provider provider, CancellationToken ct) =>
        TellGroupAsync(recovery, provider, NoticeCatalogue.RecoveryCompleted, [("CompletedAt", NoticeValue.Moment(recovery.CompletedAt!.Value))], ct);

    internal Task SendLinkAsync(RecoveryCase recovery, Provider provider, Uri link, CancellationToken ct) =>
        outbox.QueueAsync($"{NoticeCatalogue.RecoveryLink}:{recovery.Id}", NoticeCatalogue.RecoveryLink, new(recovery.OtherAddress ?? provider.Email, provider.CompanyName),
            new Dictionary<string, Sentence>
            {
                [NoticeCatalogue.CompanyName] = NoticeValue.Same(provider.CompanyName),
                ["PrivateLink"] = NoticeValue.Same(link.AbsoluteUri),
                ["WorksUntil"] = NoticeValue.Moment(recovery.LapsesAt),
            }, provider.Id, recovery.CaseId, ct);

    private async Task TellGroupAsync(RecoveryCase recovery, Provider provider, string template, (string Name, Sentence Value)[] variables, CancellationToken ct)
    {
        var home = await db.Accounts.Where(account => account.Id == provider.Id).Select(account => account.Site.Name).SingleAsync(ct);
        var members = db.GroupMembers.Where(member => member.LeftAt == null
            && db.GroupMembers.Any(own => own.GroupId == member.GroupId && own.LeftAt == null && own.Account.ProviderId == provider.Id)).Select(member => member.Account.Provider);
        // The owner first: the letter to this address says later which one it was.
        var told = (await members.ToListAsync(ct)).Prepend(provider).DistinctBy(one => Mailbox(one.Email));
        foreach (var one in told)
        {
            var values = new Dictionary<string, Sentence>
            {
                [NoticeCatalogue.CompanyName] = NoticeValue.Same(one.CompanyName),
                ["DefaultSiteName"] = NoticeValue.Same(home),
                ["MaskedDefaultUserId"] = NoticeValue.Same(provider.UserId.Value),
            };
            foreach (var (name, value) in variables)
                values[name] = value;
            await outbox.QueueAsync(Occasion(template, recovery, one), template, new(one.Email, one.CompanyName), values, one.Id, recovery.CaseId, ct);
        }
    }

    private static string Occasion(string template, RecoveryCase recovery, Provider to) => $"{template}:{recovery.Id}:{to.Id}";

    private static string Mailbox(string address) => address.Trim().ToLowerInvariant();
}
