using System.Text.Json;
using BackOffice.Rules;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Notices;

/// <summary>Writes notices into the transaction of what they tell of. The mail worker sends them right after the commit.</summary>
public sealed class NoticeOutbox(BackOfficeDb db, TimeProvider clock, AfterCommit afterCommit, OutboxNudge nudge)
{
    // Within this transaction.
    private readonly HashSet<string> added = new(StringComparer.Ordinal);

    /// <summary>
    /// Queues one mail to one address. The same <paramref name="occasion"/> a second time changes nothing, so a step may run twice.
    /// </summary>
    /// <param name="occasion">What happened to whom: <c>merged:&lt;case&gt;:&lt;address&gt;</c>. At most 400 characters.</param>
    /// <param name="template">A template's name.</param>
    /// <param name="to">The recipient.</param>
    /// <param name="variables">What the template is filled with; no secrets.</param>
    /// <param name="account">The account it is about.</param>
    /// <param name="case">The case it belongs to.</param>
    /// <param name="ct">Cancels.</param>
    public async Task QueueAsync(
        string occasion, string template, MailRecipient to, IReadOnlyDictionary<string, Sentence> variables, long? account, CaseId? @case, CancellationToken ct)
    {
        if (added.Contains(occasion) || await IsKnownAsync(occasion, ct))
            return;
        NoticeTemplates.Check(template, variables);
        Add(occasion, template, to, JsonSerializer.Serialize(variables), account, @case, resendOf: null);
    }

    /// <summary>Queues a notice once more, as a new mail under a Message-Id of its own: a server that has seen the first one must not drop it as a duplicate.</summary>
    /// <param name="old">The notice to say again.</param>
    /// <param name="occasion">What makes it the same resending.</param>
    /// <param name="to">The recipient.</param>
    internal Notice Again(Notice old, string occasion, MailRecipient to) => Add(occasion, old.Template, to, old.Variables, old.AccountId, old.CaseId, old.Id);

    private Task<bool> IsKnownAsync(string occasion, CancellationToken ct) => db.Compiled(static () =>
        EF.CompileAsyncQuery((BackOfficeDb db, string occasion, CancellationToken _) => db.Notices.Any(notice => notice.Occasion == occasion)))(db, occasion, ct);

    private Notice Add(string occasion, string template, MailRecipient to, string variables, long? account, CaseId? @case, Guid? resendOf)
    {
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var notice = new Notice
        {
            Id = id,
            Occasion = occasion,
            MessageId = $"{id:N}@agregasi-inaproc",
            Template = template,
            Variables = variables,
            ToAddress = to.Address,
            ToDomain = RecipientDomain.Of(to.Address),
            ToName = to.Name,
            AccountId = account,
            CaseId = @case,
            CreatedAt = now,
            State = NoticeState.Queued,
            NextAttemptAt = now,
            ResendOf = resendOf,
        };
        db.Notices.Add(notice);
        added.Add(occasion);
        afterCommit.Add(nudge.Now);
        return notice;
    }
}
