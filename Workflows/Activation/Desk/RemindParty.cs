using BackOffice.Rules;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Notices;
using BackOffice.Workflows.Staff;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Activation.Desk;

/// <summary>
/// Staff remind the provider of a case now, beside the plan (decision 20): where it is the provider's turn, not while it has postponed (2.d), and not soon after the last reminder
/// (<see cref="DeskOptions.RemindAgainAfter"/>), so that a second click sends nothing.
/// </summary>
public sealed class RemindParty(Database database, IOptions<DeskOptions> options)
{
    /// <summary>The reminder.</summary>
    /// <param name="By">Who: helpdesk, verifikator or process owner.</param>
    /// <param name="Case">The case, which waits on its provider.</param>
    /// <param name="IfVersion">The version of the case that was seen; null acts on whatever is there.</param>
    public sealed record Request(StaffActor By, CaseId Case, int? IfVersion = null);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>The letter is on its way.</summary>
        public sealed record Reminded(DateTimeOffset At) : Answer;

        /// <summary>Nobody is reminded.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Reminds.</summary>
    public Task<Answer> HandleAsync(Request request, CancellationToken ct) => database.InTransactionAsync((transaction, token) => ActAsync(transaction, request, token), ct);

    /// <summary>Reminds within a transaction.</summary>
    internal async Task<Answer> ActAsync(Transaction transaction, Request request, CancellationToken ct)
    {
        var (db, now) = (transaction.Db, database.Now);
        if ((request.By.Requires(DeskRoles.Acting) ?? await db.RefuseActAsync(request.By, request.Case, request.IfVersion, now, ct)) is { } refusal)
            return new Answer.Refused(refusal);
        var @case = await transaction.Service<CaseDesk>().LoadAsync(request.Case, ct);
        if (WhyNot(@case, options.Value.RemindAgainAfter, now) is { } why)
            return new Answer.Refused(why);
        @case.RemindedAt = now;
        transaction.Service<AuditTrail>().Record(request.By.Actor, CaseActs.Reminded, @case.SiteCode, @case.AccountId, @case.Id);
        // After the record, which counts the version up: the letter's occasion is that version.
        await transaction.Service<CaseNotices>().RemindAsync(@case, ct);
        return new Answer.Reminded(now);
    }

    /// <summary>Why the provider of a case is not reminded; null when it may be.</summary>
    internal static Refusal? WhyNot(ActivationCase @case, TimeSpan again, DateTimeOffset now) => @case switch
    {
        { ClosedAt: not null } => CaseRefusals.CaseClosed,
        { State: not (CaseState.AwaitIdentity or CaseState.AwaitUserId or CaseState.AwaitDefaultPassword or CaseState.WithHelpdesk), AwaitsProvider: false } => NotTheProvidersTurn,
        { PostponedUntil: { } until } when until > now => Postponed(NoticeValue.Day(until)),
        { RemindedAt: { } last } when last + again > now => RemindedRecently(NoticeValue.Moment(last)),
        _ => null,
    };

    private static Refusal NotTheProvidersTurn { get; } = new("not-the-providers-turn", new(
        "Kasus ini tidak menunggu penyedia, sehingga tidak ada yang perlu diingatkan.", "This case does not wait on its provider, so there is nothing to remind of."));

    private static Refusal Postponed(Sentence until) => new("reminders-silent", new(
        $"Penyedia menunda aktivasi; pengingat dihentikan sampai {until.Indonesian}.", $"The provider postponed the activation; reminders are silent until {until.English}."));

    private static Refusal RemindedRecently(Sentence at) => new("reminded-recently", new(
        $"Penyedia sudah diingatkan pada {at.Indonesian}.", $"The provider was reminded already: {at.English}."));
}
