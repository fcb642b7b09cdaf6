using BackOffice.Rules;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Registry;

namespace BackOffice.Workflows.Notices;

/// <summary>Writes a notice about an account to its provider, or to an address that the provider had: greeting, user ID and site are filled in here.</summary>
public sealed class AccountNotices(NoticeOutbox outbox)
{
    /// <summary>Queues it; the same occasion a second time changes nothing.</summary>
    /// <param name="occasion">What happened to whom.</param>
    /// <param name="template">The template's name.</param>
    /// <param name="about">The account, with provider and site.</param>
    /// <param name="case">The case it belongs to; null when there is none.</param>
    /// <param name="variables">What the template needs besides; they win over what is filled in here.</param>
    /// <param name="to">The recipient; the provider's own address when null.</param>
    /// <param name="ct">Cancels.</param>
    public Task QueueAsync(
        string occasion, string template, Account about, CaseId? @case, IEnumerable<(string Name, Sentence Value)> variables, MailRecipient? to, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(about);
        to ??= new(about.Provider.Email, about.Provider.CompanyName);
        var values = new Dictionary<string, Sentence>
        {
            [NoticeCatalogue.CompanyName] = NoticeValue.Same(to.Name),
            ["UserId"] = NoticeValue.Same(about.Provider.UserId.Value),
            ["SiteName"] = NoticeValue.Same(about.Site.Name),
        };
        foreach (var (name, value) in variables)
            values[name] = value;
        return outbox.QueueAsync(occasion, template, to, values, about.Id, @case, ct);
    }
}
