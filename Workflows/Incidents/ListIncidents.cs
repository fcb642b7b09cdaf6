using BackOffice.Rules;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Incidents;

/// <summary>Staff see everything that stands still, the gravest kinds as <see cref="IncidentKind"/> has them, the oldest of each first; of the sites that the person is limited to.</summary>
public sealed class ListIncidents(Database database, IncidentBook book)
{
    /// <summary>How many lines one page holds at most.</summary>
    public const int MaxPageSize = 200;

    /// <summary>Which incidents.</summary>
    /// <param name="By">Who looks; any role may.</param>
    /// <param name="Kind">Only this kind; null for all.</param>
    /// <param name="Site">Only those of this site; null for all.</param>
    /// <param name="Skip">Incidents to pass over.</param>
    /// <param name="Take">Incidents to return, 1 to <see cref="MaxPageSize"/>.</param>
    public sealed record Request(StaffActor By, IncidentKind? Kind = null, SiteCode? Site = null, int Skip = 0, int Take = 50);

    /// <summary>One thing that stands still.</summary>
    /// <param name="Kind">In which way.</param>
    /// <param name="Since">Since when: for a case since it came to its state.</param>
    /// <param name="CaseId">The case; null where it is about none.</param>
    /// <param name="Number">The number of the case.</param>
    /// <param name="Site">The site; null where it is about none.</param>
    /// <param name="Node">The activity at which the case stands.</param>
    /// <param name="Detail">Type and place of a failure, a signal's name, or what kind of thing <paramref name="Subject"/> is.</param>
    /// <param name="Subject">The notice, report or run; null where it is about a case alone, and for a re-evaluation, of which one runs at a time.</param>
    /// <param name="Sentence">What is the matter, and the remedy.</param>
    public sealed record Line(IncidentKind Kind, DateTimeOffset Since, CaseId? CaseId, string? Number, string? Site, string? Node, string? Detail, Guid? Subject, Sentence Sentence);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>A page of them, how many there are in all, and of each kind, also 0.</summary>
        public sealed record Listed(IReadOnlyList<Line> Incidents, int Total, IReadOnlyDictionary<IncidentKind, int> Kinds) : Answer;

        /// <summary>Not for this person.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Lists them.</summary>
    public Task<Answer> HandleAsync(Request request, CancellationToken ct) => request.By.Requires(StaffRoles.All) is { } refusal
        ? Task.FromResult<Answer>(new Answer.Refused(refusal))
        : database.ReadAsync<Answer>(async (db, token) =>
        {
            var kinds = new Dictionary<IncidentKind, int>();
            var lines = new List<Line>();
            var by = request.Site is { } site ? LimitedTo(request.By, site) : request.By;
            var (skip, take) = (Math.Max(0, request.Skip), Math.Clamp(request.Take, 1, MaxPageSize));
            foreach (var kind in Enum.GetValues<IncidentKind>().Where(kind => request.Kind is null || kind == request.Kind))
            {
                kinds[kind] = 0;
                foreach (var rows in book.Of(db, by, kind, database.Now))
                {
                    var count = await rows.CountAsync(token);
                    if (skip < count && lines.Count < take)
                        lines.AddRange((await rows.OrderBy(row => row.Since).Skip(skip).Take(take - lines.Count).ToListAsync(token)).Select(row => Show(kind, row)));
                    (kinds[kind], skip) = (kinds[kind] + count, Math.Max(0, skip - count));
                }
            }
            return new Answer.Listed(lines, kinds.Values.Sum(), kinds);
        }, ct);

    private static StaffActor LimitedTo(StaffActor by, SiteCode site) => by with { Sites = new[] { site }.Where(one => by.Sites?.Contains(one) != false).ToHashSet() };

    private static Line Show(IncidentKind kind, IncidentRow row) =>
        new(kind, row.Since, row.CaseId, row.Number, row.Site?.Value, row.Node, row.Detail, row.Subject, IncidentWords.Of(kind, row));
}
