using BackOffice.Workflows.Definitions.Versions;
using BackOffice.Workflows.Engine;

namespace BackOffice.Workflows.Activation.Dossiers;

/// <summary>The way of a case through its workflow definition: what a picture of it is drawn from.</summary>
/// <param name="Name">What people call the definition.</param>
/// <param name="Version">The version on which the case runs.</param>
/// <param name="Flow">Its steps, and what follows each.</param>
/// <param name="Present">The step at which the case stands; null once it has ended.</param>
/// <param name="Status">What it is doing there.</param>
/// <param name="Passed">Each passage of a step, oldest first; looking again without going on is none.</param>
public sealed record CasePath(string Name, int Version, DefinitionFlow Flow, string? Present, InstanceStatus Status, IReadOnlyList<CaseEvent.Passage> Passed)
{
    /// <summary>Whether a passage left the step: neither waiting nor failing does, nor going over to another version.</summary>
    public static bool Leaves(CaseEvent.Passage passage)
    {
        ArgumentNullException.ThrowIfNull(passage);
        return passage.Outcome is not ("(wait)" or "(failed)" or "(cancelled)") && !passage.Outcome.StartsWith("(moved)", StringComparison.Ordinal);
    }

    internal static CasePath Of(WorkflowDefinition definition, InstanceState instance, IEnumerable<CaseEvent> history) => new(
        definition.Name, definition.Version, DefinitionFlow.Of(definition),
        instance.Status is InstanceStatus.Done or InstanceStatus.Cancelled ? null : instance.Node, instance.Status,
        [.. history.OfType<CaseEvent.Passage>().Where(Leaves)]);
}
