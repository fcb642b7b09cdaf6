using BackOffice.Workflows.Activation.Desk;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Activation;

/// <summary>Whose turn it is in the cases under review; of several cases in one doubt only the review case stands in a queue.</summary>
public enum CaseTurn
{
    /// <summary>A verifikator has to decide.</summary>
    Verifikator,

    /// <summary>The provider has to answer a question first.</summary>
    Provider,
}

/// <summary>
/// Staff look for cases by any identifier in any spelling (number, user ID, e-mail, NPWP, site, words of the name) and by whatever else <see cref="CaseFilter"/> says, a page at a time.
/// The first line answers "where is my Default?".
/// </summary>
public sealed class SearchCases(Database database)
{
    /// <summary>How many cases one page holds at most.</summary>
    public const int MaxPageSize = 200;

    /// <summary>What to look for.</summary>
    /// <param name="By">Who looks; any role may.</param>
    /// <param name="Filter">Which cases, in which order.</param>
    /// <param name="Skip">Cases to pass over.</param>
    /// <param name="Take">Cases to return, 1 to <see cref="MaxPageSize"/>.</param>
    public sealed record Request(StaffActor By, CaseFilter Filter, int Skip = 0, int Take = 50);

    /// <summary>One line of the list.</summary>
    /// <param name="CaseId">The case.</param>
    /// <param name="Number">What people call it.</param>
    /// <param name="Site">The account's site.</param>
    /// <param name="UserId">The user ID it signs in with now.</param>
    /// <param name="CompanyName">Whose it is.</param>
    /// <param name="State">Where it stands.</param>
    /// <param name="OpenedAt">When it was opened.</param>
    /// <param name="StateSince">Since when it stands there.</param>
    /// <param name="HandedOver">Whether its deadline passed and the helpdesk looks after it.</param>
    /// <param name="UndeliveredMail">Whether a notice of the case reached nobody and was not sent again since.</param>
    /// <param name="AwaitsProvider">Whether a question to the provider is open.</param>
    /// <param name="WaitsOn">The number of the case in which the same doubt is decided; null where it is decided in this one.</param>
    /// <param name="SiteName">The name of the site.</param>
    /// <param name="RegisteredUserId">The user ID that the account was registered with.</param>
    /// <param name="Npwp">The tax number as written.</param>
    /// <param name="Owner">Who looks after it; null while nobody does.</param>
    /// <param name="Deadline">When the helpdesk is, or was, asked to look after it; null while it does not wait.</param>
    /// <param name="ClosedAt">When it ended; null while it is open.</param>
    /// <param name="Default">Where the Default of its group is; null while there is no group.</param>
    /// <param name="ClaimedBy">Who has it in hand at this moment; null while nobody has.</param>
    /// <param name="Version">Counts up with each change.</param>
    public sealed record Line(
        CaseId CaseId, string Number, string Site, string UserId, string CompanyName, CaseState State, DateTimeOffset OpenedAt, DateTimeOffset StateSince, bool HandedOver,
        bool UndeliveredMail, bool AwaitsProvider, string? WaitsOn, string SiteName, string RegisteredUserId, string Npwp, string? Owner, DateTimeOffset? Deadline, DateTimeOffset? ClosedAt,
        DefaultLine? Default, string? ClaimedBy, int Version);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        /// <summary>A page of the list, and how many there are in all.</summary>
        public sealed record Found(IReadOnlyList<Line> Cases, int Total) : Answer;

        /// <summary>Not for this person.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Searches.</summary>
    public Task<Answer> HandleAsync(Request request, CancellationToken ct) =>
        request.By.Requires(StaffRoles.All) is { } refusal
            ? Task.FromResult<Answer>(new Answer.Refused(refusal))
            : database.ReadAsync<Answer>((db, token) => FindAsync(db, request, database.Now, token), ct);

    private static async Task<Answer> FindAsync(BackOfficeDb db, Request request, DateTimeOffset now, CancellationToken ct)
    {
        var total = await db.Selected(request.By, request.Filter, now).CountAsync(ct);
        var page = await db.Page(request.By, request.Filter, total, Math.Max(0, request.Skip), Math.Clamp(request.Take, 1, MaxPageSize), now).Select(@case => @case.Id).ToListAsync(ct);
        return new Answer.Found(await CaseLines.ReadAsync(db, request.By, page, now, ct), total);
    }
}
