using BackOffice.Rules.Identity;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Activation;

/// <summary>The provider postpones (2.d): the case stays open, no data changes, and reminders are silent for <see cref="Silence"/> (decision 20).</summary>
public sealed class PostponeActivation(Database database)
{
    /// <summary>How long reminders are silent.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromDays(30);

    /// <summary>Whose activation, through which site.</summary>
    public sealed record Request(SiteCode Site, UserId UserId);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        /// <summary>Reminders are silent until then.</summary>
        public sealed record Postponed(DateTimeOffset Until) : Answer;

        /// <summary>It cannot be postponed.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Postpones the open case.</summary>
    public Task<Answer> HandleAsync(Request request, CancellationToken ct) => database.InTransactionAsync<Answer>(async (transaction, token) =>
    {
        var db = transaction.Db;
        if (await db.FindOwnOrAliasAsync(request.Site, request.UserId, token) is not { } account)
            return new Answer.Refused(CaseRefusals.AccountUnknown);
        var @case = await db.Cases.Where(c => c.AccountId == account.Id).OrderBy(c => c.ClosedAt != null).ThenByDescending(c => c.OpenedAt).FirstOrDefaultAsync(token);
        if (@case is null)
            return new Answer.Refused(CaseRefusals.NoCase);
        if (!@case.IsOpen)
            return new Answer.Refused(CaseRefusals.CaseClosed);
        var until = database.Now + Silence;
        @case.PostponedUntil = until;
        if (@case is { HandedOverAt: null, Deadline: { } deadline } && deadline < until)
            @case.Deadline = until;
        @case.Version++;
        transaction.Service<AuditTrail>().Record(new(ActorKind.Site, request.Site.Value), "activation-postponed", request.Site, account.Id, @case.Id);
        return new Answer.Postponed(until);
    }, ct);
}
