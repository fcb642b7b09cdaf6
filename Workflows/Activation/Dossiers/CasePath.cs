using BackOffice.Workflows.Engine;

namespace BackOffice.Workflows.Activation.Dossiers;

/// <summary>The way of a case through its workflow definition: what a picture of it is drawn from.</summary>
/// <param name="Name">What people call the definition.</param>
/// <param name="Version">The version on which the case runs.</param>
/// <param name="Start">The first step.</param>
/// <param name="Steps">Every step.</param>
/// <param name="Ways">Every connection.</param>
/// <param name="Present">The step at which the case stands; null once it has ended.</param>
/// <param name="Status">What it is doing there.</param>
/// <param name="Passed">Each passage of a step, oldest first; looking again without going on is none.</param>
public sealed record CasePath(
    string Name, int Version, string Start, IReadOnlyList<CasePath.Step> Steps, IReadOnlyList<CasePath.Way> Ways, string? Present, InstanceStatus Status, IReadOnlyList<CaseEvent.Passage> Passed)
{
    /// <summary>One step of the definition.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Type">What it runs.</param>
    /// <param name="Template">The notice that it sends; null when it sends none.</param>
    public sealed record Step(string Id, string Type, string? Template);

    /// <summary>One connection.</summary>
    /// <param name="From">The step that it leaves.</param>
    /// <param name="Outcome">With which outcome.</param>
    /// <param name="To">The step that follows.</param>
    public sealed record Way(string From, string Outcome, string To);

    /// <summary>Whether a passage left the step: neither waiting nor failing does, nor going over to another version.</summary>
    public static bool Leaves(CaseEvent.Passage passage)
    {
        ArgumentNullException.ThrowIfNull(passage);
        return passage.Outcome is not ("(wait)" or "(failed)" or "(cancelled)") && !passage.Outcome.StartsWith("(moved)", StringComparison.Ordinal);
    }

    internal static CasePath Of(WorkflowDefinition definition, InstanceState instance, IEnumerable<CaseEvent> history) => new(
        definition.Name, definition.Version, definition.Start.Id,
        [.. definition.Nodes.Values.OrderBy(node => node.Id, StringComparer.Ordinal).Select(node => new Step(node.Id, node.Step.Type, node.Settings.GetValueOrDefault("template")))],
        [.. definition.Nodes.Values.OrderBy(node => node.Id, StringComparer.Ordinal).SelectMany(node => node.Next.OrderBy(next => Port(node, next.Key)).Select(next => new Way(node.Id, next.Key, next.Value)))],
        instance.Status is InstanceStatus.Done or InstanceStatus.Cancelled ? null : instance.Node, instance.Status,
        [.. history.OfType<CaseEvent.Passage>().Where(Leaves)]);

    // In the order in which the step names them: what goes well comes first.
    private static int Port(WorkflowNode node, string outcome) => node.Step.Outcomes.Select(port => port.Name).ToList().IndexOf(outcome);
}
