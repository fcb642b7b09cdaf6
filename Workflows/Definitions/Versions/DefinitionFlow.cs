using BackOffice.Workflows.Engine;

namespace BackOffice.Workflows.Definitions.Versions;

/// <summary>The steps of a definition and what follows each: what a picture of it is drawn from.</summary>
/// <param name="Start">The first step.</param>
/// <param name="Steps">Every step, by its id.</param>
/// <param name="Ways">Every connection, those of a step in the order in which the step names its outcomes: what goes well comes first.</param>
public sealed record DefinitionFlow(string Start, IReadOnlyList<DefinitionFlow.Step> Steps, IReadOnlyList<DefinitionFlow.Way> Ways)
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

    /// <summary>The flow of a definition.</summary>
    public static DefinitionFlow Of(WorkflowDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var nodes = definition.Nodes.Values.OrderBy(node => node.Id, StringComparer.Ordinal).ToList();
        return new(
            definition.Start.Id,
            nodes.ConvertAll(node => new Step(node.Id, node.Step.Type, node.Settings.GetValueOrDefault("template"))),
            [.. nodes.SelectMany(node => node.Next.OrderBy(next => Port(node, next.Key)).Select(next => new Way(node.Id, next.Key, next.Value)))]);
    }

    private static int Port(WorkflowNode node, string outcome) => node.Step.Outcomes.Select(port => port.Name).ToList().IndexOf(outcome);
}
