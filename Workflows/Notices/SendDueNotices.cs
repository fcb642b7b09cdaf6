using System.Text.Json;
using BackOffice.Rules;
using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Notices;

/// <summary>
/// Sends what is due, by one Host at a time. A mail is sent outside any transaction and marked afterwards, so that a crash in between sends it once more, under the
/// same Message-Id: at least once.
/// </summary>
internal sealed class SendDueNotices(
    Database database, Leadership leadership, IMailTransport transport, NoticeComposer composer, IOptions<MailOptions> options, ILogger<SendDueNotices> logger, IDurablePoints? points = null)
{
    // A server that is away, or wants another password of us, is not asked again for each notice that waits.
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private DateTimeOffset pausedUntil;

    /// <summary>What became of one round.</summary>
    /// <param name="Sent">The mail server took them.</param>
    /// <param name="Postponed">They are tried again later.</param>
    /// <param name="Dead">They are given up: a person looks at them.</param>
    public sealed record Answer(int Sent, int Postponed, int Dead);

    /// <summary>Sends all that is due now; nothing while another Host is at it, or just after the mail server took nothing at all.</summary>
    public async Task<Answer> HandleAsync(CancellationToken ct)
    {
        var answer = new Answer(0, 0, 0);
        await leadership.TryAsync("send-notices", async token => answer = await SendAllAsync(token), ct);
        return answer;
    }

    private async Task<Answer> SendAllAsync(CancellationToken ct)
    {
        var answer = new Answer(0, 0, 0);
        while (database.Now >= pausedUntil)
        {
            var shares = await DomainShares.ReadAsync(database, options.Value.PerDomainPerMinute, ct);
            var due = await DueAsync(shares.UsedUp, ct);
            if (due.Count == 0)
                break;
            foreach (var notice in due.Where(notice => shares.TryTake(notice.ToDomain)))
            {
                ct.ThrowIfCancellationRequested();
                var result = await TryOnceAsync(notice);
                // A mail in hand is sent to its end, and what happened is written down, even if the Host is told to stop at this moment: otherwise the mail would go out twice.
                answer = await MarkAsync(notice, result, CancellationToken.None) switch
                {
                    null => answer,
                    NoticeState.Sent => answer with { Sent = answer.Sent + 1 },
                    NoticeState.Queued => answer with { Postponed = answer.Postponed + 1 },
                    NoticeState.Dead => answer with { Dead = answer.Dead + 1 },
                    var other => throw new InvalidOperationException($"Unhandled notice state {other}."),
                };
                if (result is DeliveryResult.Retry { AnyMail: true })
                {
                    pausedUntil = database.Now + Pause;
                    break;
                }
            }
        }
        return answer;
    }

    // A domain that has had its share is passed over here, so that a thousand mails to it never fill the batch of the others.
    private Task<List<Notice>> DueAsync(IReadOnlyCollection<string> usedUp, CancellationToken ct) => database.ReadAsync((db, token) =>
    {
        var now = database.Now;
        return db.Notices.Where(notice => notice.NextAttemptAt <= now && notice.State == NoticeState.Queued && !usedUp.Contains(notice.ToDomain)).OrderBy(notice => notice.NextAttemptAt).ThenBy(notice => notice.Id).Take(options.Value.Batch).ToListAsync(token);
    }, ct);

    private async Task<DeliveryResult> TryOnceAsync(Notice notice)
    {
        OutgoingMail mail;
        try
        {
            var variables = JsonSerializer.Deserialize<Dictionary<string, Sentence>>(notice.Variables) ?? [];
            mail = composer.Compose(notice.Template, variables, new(notice.ToAddress, notice.ToName), notice.MessageId, notice.CreatedAt);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            // While two releases run side by side the other one may know the template.
            return new DeliveryResult.Retry("This release cannot write the notice: its template or a variable is unknown.");
        }
        try
        {
            points?.Before("SendDueNotices:mail");
            var result = await transport.SendAsync(mail, CancellationToken.None);
            points?.After("SendDueNotices:mail");
            return result;
        }
        catch (Exception e)
        {
            // One mail that breaks the transport must not keep the others waiting.
            logger.LogError("Notice {Notice} could not be sent: {Failure}\n{Trace}", notice.Id, e.GetType().Name, e.StackTrace);
            return new DeliveryResult.Retry($"Unexpected: {e.GetType().Name}.");
        }
    }

    /// <summary>Writes down what became of the attempt; null when another Host did meanwhile.</summary>
    private async Task<NoticeState?> MarkAsync(Notice tried, DeliveryResult result, CancellationToken ct)
    {
        var marked = await database.InTransactionAsync(async (transaction, token) =>
        {
            await transaction.Service<RowLocks>().TakeAsync([NoticeLock.Of(tried.Id)], token);
            var notice = await transaction.Db.Notices.SingleOrDefaultAsync(
                notice => notice.Id == tried.Id && notice.State == NoticeState.Queued && notice.Attempts == tried.Attempts, token);
            if (notice is not null)
                Mark(notice, result, database.Now);
            return notice;
        }, ct);
        if (marked is { State: NoticeState.Dead })
            logger.LogWarning("Notice {Notice} ({Template}) is given up after {Attempts} attempts: {Reason}", marked.Id, marked.Template, marked.Attempts, marked.Failure);
        return marked?.State;
    }

    private void Mark(Notice notice, DeliveryResult result, DateTimeOffset now)
    {
        notice.Attempts++;
        notice.LastAttemptAt = now;
        (notice.State, notice.NextAttemptAt, notice.Failure) = result switch
        {
            DeliveryResult.Sent => (NoticeState.Sent, null, null),
            DeliveryResult.Retry retry when options.Value.RetryAfter(notice.Attempts) is { } wait => (NoticeState.Queued, now + wait, retry.Reason),
            DeliveryResult.Retry retry => (NoticeState.Dead, (DateTimeOffset?)null, retry.Reason),
            DeliveryResult.Refused refused => (NoticeState.Dead, null, refused.Reason),
            var other => throw new InvalidOperationException($"Unhandled delivery result {other.GetType().Name}."),
        };
        if (notice.State == NoticeState.Sent)
            (notice.SentAt, notice.TemplateDigest) = (now, composer.DigestOf(notice.Template));
    }
}
