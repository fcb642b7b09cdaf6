using System.Text.Json;
using BackOffice.Rules;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Activation.Desk;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Notices;

/// <summary>What became of the notices of one case for each person, and one notice as it was sent or would be. For staff of any role; <see cref="ListNotices"/> finds others.</summary>
public sealed class ReadNotices
{
    private readonly Database database;
    private readonly NoticeComposer composer;

    internal ReadNotices(Database database, NoticeComposer composer) => (this.database, this.composer) = (database, composer);

    /// <summary>One notice to one person.</summary>
    /// <param name="Id">The notice.</param>
    /// <param name="Template">What it tells.</param>
    /// <param name="ToAddress">The recipient's address.</param>
    /// <param name="ToName">The recipient's name.</param>
    /// <param name="Account">The account it is about; null when it is about none.</param>
    /// <param name="CaseId">The case; null when there is none.</param>
    /// <param name="State">How far it is.</param>
    /// <param name="CreatedAt">When it was written.</param>
    /// <param name="Attempts">Attempts made.</param>
    /// <param name="NextAttemptAt">When it is tried next; null when it is not.</param>
    /// <param name="SentAt">When the server took it; null while it has not.</param>
    /// <param name="Failure">Why the last attempt failed, or that its delivery is late.</param>
    /// <param name="BouncedAt">When it came back; null while it has not.</param>
    /// <param name="BounceReason">Why it came back.</param>
    /// <param name="ResendOf">The notice that it says again; null for one of its own.</param>
    /// <param name="Site">The site of the account; given in lists over many cases alone.</param>
    /// <param name="CaseNumber">The number of the case; given in lists over many cases alone.</param>
    public sealed record Line(
        Guid Id, string Template, string ToAddress, string ToName, long? Account, CaseId? CaseId, NoticeState State, DateTimeOffset CreatedAt, int Attempts,
        DateTimeOffset? NextAttemptAt, DateTimeOffset? SentAt, string? Failure, DateTimeOffset? BouncedAt, string? BounceReason, Guid? ResendOf,
        string? Site = null, string? CaseNumber = null);

    /// <summary>One notice as a mail.</summary>
    /// <param name="Notice">What became of it.</param>
    /// <param name="Subject">The subject.</param>
    /// <param name="Text">The plain text.</param>
    /// <param name="Html">The HTML.</param>
    /// <param name="AsSent">
    /// Whether this is the letter word for word: it was sent with the template that stands today. False where the template has changed since, or nothing was sent yet; then
    /// this is how it would read today.
    /// </param>
    /// <param name="Site">The site of the account it is about; null when it is about none.</param>
    /// <param name="CaseNumber">The number of its case; null when there is none.</param>
    /// <param name="Again">The notices that said it again, oldest first.</param>
    public sealed record Letter(Line Notice, string Subject, string Text, string Html, bool AsSent, string? Site, string? CaseNumber, IReadOnlyList<Line> Again);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        /// <summary>The notices of the case.</summary>
        public sealed record Listed(IReadOnlyList<Line> Notices) : Answer;

        /// <summary>The notice.</summary>
        public sealed record Shown(Letter Letter) : Answer;

        /// <summary>Not for this person, or not there.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>The notices of one case, oldest first.</summary>
    public Task<Answer> OfCaseAsync(StaffActor by, CaseId @case, CancellationToken ct) => AnswerAsync(by, async (db, token) =>
    {
        if (!await db.CasesOf(by).AnyAsync(one => one.Id == @case, token))
            return new Answer.Refused(CaseRefusals.CaseUnknown);
        var notices = await db.Notices.Where(notice => notice.CaseId == @case).OrderBy(notice => notice.CreatedAt).ThenBy(notice => notice.Id).ToListAsync(token);
        return new Answer.Listed(notices.ConvertAll(Describe));
    }, ct);

    /// <summary>One notice, written from its variables.</summary>
    public Task<Answer> OneAsync(StaffActor by, Guid id, CancellationToken ct) => AnswerAsync(by, async (db, token) =>
    {
        if (await db.NoticesOf(by).SingleOrDefaultAsync(notice => notice.Id == id, token) is not { } notice)
            return new Answer.Refused(NoticeRefusals.Unknown);
        if (composer.DigestOf(notice.Template) is not { } digest)
            return new Answer.Refused(TemplateUnknown);
        var variables = Shown(JsonSerializer.Deserialize<Dictionary<string, Sentence>>(notice.Variables) ?? []);
        try
        {
            var mail = composer.Compose(notice.Template, variables, new(notice.ToAddress, notice.ToName), notice.MessageId, notice.CreatedAt);
            var site = await db.Accounts.Where(account => account.Id == notice.AccountId).Select(account => account.SiteCode).SingleOrDefaultAsync(token);
            var number = await db.Cases.Where(@case => @case.Id == notice.CaseId).Select(@case => @case.Number).SingleOrDefaultAsync(token);
            var again = await db.Notices.Where(other => other.ResendOf == id).OrderBy(other => other.CreatedAt).ToListAsync(token);
            return new Answer.Shown(new(Describe(notice), mail.Subject, mail.Text, mail.Html, notice.TemplateDigest == digest, site?.Value, number, again.ConvertAll(Describe)));
        }
        catch (ArgumentException)
        {
            // Its template asks for a value today that it was never given.
            return new Answer.Refused(TemplateUnknown);
        }
    }, ct);

    private Task<Answer> AnswerAsync(StaffActor by, Func<BackOfficeDb, CancellationToken, Task<Answer>> read, CancellationToken ct) =>
        by.Requires(StaffRoles.All) is { } refusal ? Task.FromResult<Answer>(new Answer.Refused(refusal)) : database.ReadAsync(read, ct);

    private static Dictionary<string, Sentence> Shown(Dictionary<string, Sentence> variables) => variables.ToDictionary(
        variable => variable.Key, variable => NoticeCatalogue.IsPrivate(variable.Key) ? NoticeValue.Same(Mask.Hidden) : variable.Value);

    internal static Line Describe(Notice notice) => new(
        notice.Id, notice.Template, notice.ToAddress, notice.ToName, notice.AccountId, notice.CaseId, notice.State, notice.CreatedAt, notice.Attempts,
        notice.NextAttemptAt, notice.SentAt, notice.Failure, notice.BouncedAt, notice.BounceReason, notice.ResendOf);

    private static Refusal TemplateUnknown { get; } = new("notice-template-unknown", new(
        "Rilis ini tidak lagi memiliki templat pemberitahuan itu.", "This release no longer has the template of that notice."));
}
