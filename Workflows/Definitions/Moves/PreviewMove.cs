using BackOffice.Rules;
using BackOffice.Workflows.Activation.Desk;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Definitions.Versions;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Definitions.Moves;

/// <summary>The first of two steps: says where the open cases of a version would stand in another one, and changes nothing.</summary>
public sealed class PreviewMove(Database database, PublishedDefinitions definitions)
{
    private const int Examples = 5;

    /// <summary>What is meant.</summary>
    /// <param name="By">Who: a process owner.</param>
    /// <param name="From">The id of the version that the cases leave.</param>
    /// <param name="To">The id of the version that they go over to.</param>
    /// <param name="Mapping">Old ids of activities to new ones, where they differ; null where none does.</param>
    public sealed record Request(StaffActor By, string From, string To, IReadOnlyDictionary<string, string>? Mapping = null);

    /// <summary>The cases that stand at one activity in one way.</summary>
    /// <param name="Node">The activity.</param>
    /// <param name="Status">What they do there.</param>
    /// <param name="Cases">How many.</param>
    /// <param name="Examples">The numbers of some of them.</param>
    /// <param name="Target">Where they would stand; null when they cannot move.</param>
    /// <param name="WhyNot">Why they cannot; null when they can.</param>
    /// <param name="Settings">What would be otherwise for them there, in words.</param>
    public sealed record Line(string Node, InstanceStatus Status, int Cases, IReadOnlyList<string> Examples, string? Target, Refusal? WhyNot, IReadOnlyList<Sentence> Settings);

    /// <summary>What it would do.</summary>
    /// <param name="Total">How many open cases run on the old version.</param>
    /// <param name="Can">How many of them can move.</param>
    /// <param name="Lines">By activity.</param>
    /// <param name="Digest">What the second step names, so that exactly this plan is meant.</param>
    public sealed record View(int Total, int Can, IReadOnlyList<Line> Lines, string Digest);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>Here it is.</summary>
        public sealed record Previewed(View Preview) : Answer;

        /// <summary>There is nothing to preview.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Previews.</summary>
    public Task<Answer> HandleAsync(Request request, CancellationToken ct) => request.By.Requires(DefinitionRoles.Writers) is { } refusal
        ? Task.FromResult<Answer>(new Answer.Refused(refusal))
        : database.ReadAsync<Answer>(async (db, token) =>
        {
            var (plan, not) = await MovePlan.ReadAsync(db, definitions, request.From, request.To, request.Mapping ?? new Dictionary<string, string>(), token);
            return plan is null ? new Answer.Refused(not!) : new Answer.Previewed(await ShowAsync(db, request.By, plan, token));
        }, ct);

    internal static async Task<View> ShowAsync(BackOfficeDb db, StaffActor by, MovePlan plan, CancellationToken ct)
    {
        var standing = Standing(db, by, plan.From.Id);
        var groups = await standing.GroupBy(one => new { one.Node, one.Status }).Select(same => new { same.Key.Node, same.Key.Status, Cases = same.Count() }).ToListAsync(ct);
        var lines = new List<Line>();
        foreach (var group in groups.OrderBy(group => group.Node, StringComparer.Ordinal).ThenBy(group => group.Status))
        {
            var examples = await standing.Where(one => one.Node == group.Node && one.Status == group.Status).Select(one => one.Number).Order().Take(Examples).ToListAsync(ct);
            var (target, why) = plan.Of(group.Node, group.Status);
            lines.Add(new(group.Node, group.Status, group.Cases, examples, target?.Id, why,
                target is null ? [] : [.. DefinitionDiff.Settings(plan.From.Nodes[group.Node], target).Select(change => change.Sentence)]));
        }
        return new(lines.Sum(line => line.Cases), lines.Where(line => line.Target is not null).Sum(line => line.Cases), lines, plan.Digest());
    }

    /// <summary>The open cases that run on a version and are there for a person.</summary>
    internal static IQueryable<StandingCase> Standing(BackOfficeDb db, StaffActor by, string version) =>
        from instance in db.Instances
        join @case in db.CasesOf(@by) on instance.Id equals @case.InstanceId
        where instance.EndedAt == null && instance.DefinitionVersionId == version
        select new StandingCase { CaseId = @case.Id, Number = @case.Number, InstanceId = instance.Id, Node = instance.Node, Status = instance.Status };

    internal sealed class StandingCase
    {
        public required CaseId CaseId { get; init; }

        public required string Number { get; init; }

        public required InstanceId InstanceId { get; init; }

        public required string Node { get; init; }

        public required InstanceStatus Status { get; init; }
    }
}
