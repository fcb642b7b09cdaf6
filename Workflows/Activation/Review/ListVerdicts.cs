using BackOffice.Rules.Identity;
using BackOffice.Rules.Matching;
using BackOffice.Workflows.Activation.Desk;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Registry;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Activation.Review;

/// <summary>Staff list what people decided about pairs of accounts (decision 10), those that were taken back among them; newest first.</summary>
public sealed class ListVerdicts(Database database)
{
    /// <summary>How many verdicts one page holds at most.</summary>
    public const int MaxPageSize = 200;

    /// <summary>What to list.</summary>
    /// <param name="By">Who looks; any role may.</param>
    /// <param name="Account">Only verdicts about this account: its id, or <c>site/user ID</c>; null for all.</param>
    /// <param name="Skip">Verdicts to pass over.</param>
    /// <param name="Take">Verdicts to return, 1 to <see cref="MaxPageSize"/>.</param>
    public sealed record Request(StaffActor By, string? Account, int Skip = 0, int Take = 50);

    /// <summary>One account of a pair.</summary>
    public sealed record Side(long AccountId, string Site, string UserId, string CompanyName);

    /// <summary>One verdict.</summary>
    public sealed record Line(
        Guid Id, Side A, Side B, VerdictAnswer Answer, string Reason, string By, DateTimeOffset At, CaseId? CaseId, DateTimeOffset? ReopenedAt, string? ReopenedBy, string? ReopenReason);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        /// <summary>A page of the list, and how many there are in all.</summary>
        public sealed record Found(IReadOnlyList<Line> Verdicts, int Total) : Answer;

        /// <summary>Not for this person, or there is no such account.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Lists.</summary>
    public Task<Answer> HandleAsync(Request request, CancellationToken ct) =>
        request.By.Requires(StaffRoles.All) is { } refusal
            ? Task.FromResult<Answer>(new Answer.Refused(refusal))
            : database.ReadAsync<Answer>((db, token) => FindAsync(db, request, token), ct);

    private static async Task<Answer> FindAsync(BackOfficeDb db, Request request, CancellationToken ct)
    {
        var verdicts = db.VerdictsOf(request.By);
        if (request.Account is { Length: > 0 } text)
        {
            if (await IdOfAsync(db, request.By, text, ct) is not { } account)
                return new Answer.Refused(CaseRefusals.AccountUnknown);
            verdicts = verdicts.Where(verdict => verdict.AccountA == account || verdict.AccountB == account);
        }
        var total = await verdicts.CountAsync(ct);
        var page = await verdicts.OrderByDescending(verdict => verdict.At).ThenBy(verdict => verdict.ReopenedAt != null).ThenBy(verdict => verdict.Id)
            .Skip(Math.Max(0, request.Skip)).Take(Math.Clamp(request.Take, 1, MaxPageSize)).ToListAsync(ct);
        var ids = page.SelectMany(verdict => new[] { verdict.AccountA, verdict.AccountB }).Distinct().ToList();
        var sides = await db.Accounts.Where(account => ids.Contains(account.Id))
            .Select(account => new { account.Id, account.SiteCode, account.UserId, account.Provider.CompanyName })
            .ToDictionaryAsync(row => row.Id, row => new Side(row.Id, row.SiteCode.Value, row.UserId.Value, row.CompanyName), ct);
        return new Answer.Found([.. page.Select(verdict => new Line(
            verdict.Id, sides[verdict.AccountA], sides[verdict.AccountB], verdict.Answer, verdict.Reason, verdict.By, verdict.At, verdict.CaseId,
            verdict.ReopenedAt, verdict.ReopenedBy, verdict.ReopenReason))], total);
    }

    // A user ID holds no slash, so what stands before the first one is the site.
    private static async Task<long?> IdOfAsync(BackOfficeDb db, StaffActor by, string text, CancellationToken ct)
    {
        if (long.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var id))
            return await db.AccountsOf(by).AnyAsync(account => account.Id == id, ct) ? id : null;
        return text.Split('/', 2) is [var code, var name] && SiteCode.TryParse(code, out var site) && UserId.TryParse(name, out var userId) && by.Sees(site)
            ? (await db.FindOwnOrAliasAsync(site, userId, ct))?.Id
            : null;
    }
}
