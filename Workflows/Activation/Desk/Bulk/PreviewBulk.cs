using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Activation.Desk.Bulk;

/// <summary>The first of two steps: says what an act on all matching cases would do, and changes nothing.</summary>
public sealed class PreviewBulk(Database database, IOptions<DeskOptions> options, ILookupNormalizer normalizer)
{
    private const int Examples = 10;

    /// <summary>What is meant.</summary>
    /// <param name="By">Who; the role that the act takes.</param>
    /// <param name="Filter">Which cases: all that match, not only those on a page.</param>
    /// <param name="Act">What is to be done to each.</param>
    public sealed record Request(StaffActor By, CaseFilter Filter, BulkAct Act);

    /// <summary>Why it cannot be done to some.</summary>
    /// <param name="Refusal">The reason, as the first of them says it.</param>
    /// <param name="Cases">How many.</param>
    public sealed record Obstacle(Refusal Refusal, int Cases);

    /// <summary>What it would do.</summary>
    /// <param name="Total">How many cases match.</param>
    /// <param name="Can">To how many it can be done.</param>
    /// <param name="Cannot">Why not to the others; the most frequent reason first.</param>
    /// <param name="First">The first cases to which it can be done.</param>
    /// <param name="Digest">What the second step names, so that exactly these cases are meant.</param>
    public sealed record View(int Total, int Can, IReadOnlyList<Obstacle> Cannot, IReadOnlyList<SearchCases.Line> First, string Digest);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>Here it is.</summary>
        public sealed record Previewed(View Preview) : Answer;

        /// <summary>It cannot be done to any.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Previews.</summary>
    public Task<Answer> HandleAsync(Request request, CancellationToken ct) => request.Act.Refuse(request.By) is { } refusal
        ? Task.FromResult<Answer>(new Answer.Refused(refusal))
        : database.ReadAsync<Answer>(async (db, token) =>
            await BulkSelection.ReadAsync(db, request.By, request.Filter, request.Act, options.Value, normalizer, database.Now, token) is { } selection
                ? new Answer.Previewed(await ShowAsync(db, request.By, selection, database.Now, token))
                : new Answer.Refused(BulkRefusals.TooMany(options.Value.LargestBulk)), ct);

    internal static async Task<View> ShowAsync(BackOfficeDb db, StaffActor by, BulkSelection selection, DateTimeOffset now, CancellationToken ct)
    {
        var (cases, cannot) = (selection.Cases, selection.Cannot);
        var first = cases.Where(@case => !cannot.ContainsKey(@case.Id)).Take(Examples).Select(@case => @case.Id).ToList();
        var obstacles = cases.Where(@case => cannot.ContainsKey(@case.Id)).GroupBy(@case => cannot[@case.Id].Code)
            .Select(alike => new Obstacle(cannot[alike.First().Id], alike.Count())).OrderByDescending(obstacle => obstacle.Cases);
        return new(cases.Count, cases.Count - cannot.Count, [.. obstacles], await CaseLines.ReadAsync(db, by, first, now, ct), selection.Digest);
    }
}
