using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Changes;

/// <summary>Staff see how far each site that takes part has taken the change feed in; the one that is furthest behind first.</summary>
public sealed class ReadProgress(Database database)
{
    /// <summary>Who looks; any role may.</summary>
    public sealed record Request(StaffActor By);

    /// <summary>One site.</summary>
    /// <param name="Site">The site.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Cursor">The last number that it confirmed; 0 before the first.</param>
    /// <param name="Behind">How many events it has not confirmed.</param>
    /// <param name="Since">When the first of those happened; null when it is not behind.</param>
    public sealed record Line(string Site, string Name, long Cursor, long Behind, DateTimeOffset? Since);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        /// <summary>Every site that takes part, and the number of the newest event.</summary>
        public sealed record Found(IReadOnlyList<Line> Sites, long Newest) : Answer;

        /// <summary>Not for this person.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Reads the progress.</summary>
    public Task<Answer> HandleAsync(Request request, CancellationToken ct) =>
        request.By.Requires(StaffRoles.All) is { } refusal
            ? Task.FromResult<Answer>(new Answer.Refused(refusal))
            : database.ReadAsync<Answer>(async (db, token) =>
            {
                var only = request.By.Sites;
                var newest = await db.Changes.MaxAsync(change => change.Number, token) ?? 0;
                var sites = await db.Sites.Where(site => site.Stage == SiteStage.Aggregated && (only == null || only.Contains(site.Code))).Select(site => new { site.Code, site.Name, site.ConfirmedChange }).ToListAsync(token);
                // The numbers have no gaps: what follows a cursor is the first event that was not confirmed.
                List<long?> next = [.. sites.Where(site => site.ConfirmedChange < newest).Select(site => (long?)site.ConfirmedChange + 1).Distinct()];
                var since = await db.Changes.Where(change => next.Contains(change.Number)).ToDictionaryAsync(change => change.Number!.Value, change => change.At, token);
                return new Answer.Found(
                    [.. sites.OrderBy(site => site.ConfirmedChange).ThenBy(site => site.Code).Select(site => new Line(
                        site.Code.Value, site.Name, site.ConfirmedChange, newest - site.ConfirmedChange, since.TryGetValue(site.ConfirmedChange + 1, out var at) ? at : null))], newest);
            }, ct);
}
