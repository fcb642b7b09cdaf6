using BackOffice.Workflows.Activation.Dossiers;
using BackOffice.Workflows.Definitions.Versions;

namespace BackOffice.Designer.Dossier;

/// <summary>
/// What of a workflow is drawn: its steps without those that only send a notice and go on, which stand on the lines that they lie on. A pure function of the flow and of what a case passed.
/// </summary>
/// <param name="Start">The first box.</param>
/// <param name="Boxes">The boxes.</param>
/// <param name="Lines">The lines between them, in the order of the outcomes of each box; two between the same boxes are one.</param>
/// <param name="Present">The box in which the case stands; null once it has ended.</param>
internal sealed record PathChart(string Start, IReadOnlyList<PathChart.Box> Boxes, IReadOnlyList<PathChart.Line> Lines, string? Present)
{
    /// <summary>The type of the steps that only send a notice.</summary>
    public const string Notify = "BackOffice.Notify";

    /// <summary>One step.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Type">What it runs.</param>
    /// <param name="Visits">How often the case came through.</param>
    internal sealed record Box(string Id, string Type, int Visits);

    /// <summary>One way from a step to another.</summary>
    /// <param name="From">Whence.</param>
    /// <param name="To">Whither.</param>
    /// <param name="Outcome">With which outcome.</param>
    /// <param name="Passed">Whether the case went it.</param>
    internal sealed record Line(string From, string To, string Outcome, bool Passed);

    /// <summary>The chart of a case's way.</summary>
    public static PathChart Of(CasePath path) => Of(path.Flow, path.Passed, path.Present);

    /// <summary>The chart of a flow: with what a case passed and where it stands, or with neither.</summary>
    public static PathChart Of(DefinitionFlow flow, IReadOnlyList<CaseEvent.Passage> passed, string? present)
    {
        var next = flow.Ways.ToLookup(way => way.From);
        var steps = flow.Steps.ToDictionary(step => step.Id);
        var visits = passed.GroupBy(passage => passage.Node).ToDictionary(same => same.Key, same => same.Count());
        var went = passed.Select(passage => (passage.Node, Outcome: passage.Outcome.Split(' ')[^1])).ToHashSet();
        var shown = flow.Steps.Where(step => !IsFolded(step.Id)).ToList();
        return new(
            Shown(flow.Start),
            [.. shown.Select(step => new Box(step.Id, step.Type, visits.GetValueOrDefault(step.Id)))],
            [
                .. shown.SelectMany(step => next[step.Id]).Select(way => new Line(way.From, Shown(way.To), way.Outcome, went.Contains((way.From, way.Outcome))))
                    .GroupBy(line => (line.From, line.To)).Select(same => same.First() with { Passed = same.Any(line => line.Passed) }),
            ],
            present is null ? null : Shown(present));

        // A notice without a way on ends the case: it is drawn.
        bool IsFolded(string id) => id != flow.Start && steps[id].Type == Notify && next[id].Count() == 1;

        string Shown(string id) => IsFolded(id) ? Shown(next[id].Single().To) : id;
    }
}
