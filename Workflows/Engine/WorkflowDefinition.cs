using System.Collections.Frozen;
using System.Text.Json;
using BackOffice.Rules;

namespace BackOffice.Workflows.Engine;

/// <summary>One version of a definition, read and found whole. Immutable.</summary>
public sealed class WorkflowDefinition
{
    internal WorkflowDefinition(string id, string definitionId, string name, int version, WorkflowNode start, IEnumerable<WorkflowNode> nodes)
    {
        Id = id;
        DefinitionId = definitionId;
        Name = name;
        Version = version;
        Start = start;
        Nodes = nodes.ToFrozenDictionary(node => node.Id, StringComparer.Ordinal);
    }

    /// <summary>The id of this version; what instances point to.</summary>
    public string Id { get; }

    /// <summary>The stable name over all versions.</summary>
    public string DefinitionId { get; }

    /// <summary>What people call it.</summary>
    public string Name { get; }

    /// <summary>Counts up from 1; the highest published one is what a new case starts on.</summary>
    public int Version { get; }

    /// <summary>The one activity without an inbound connection.</summary>
    public WorkflowNode Start { get; }

    /// <summary>Every activity by its id.</summary>
    public IReadOnlyDictionary<string, WorkflowNode> Nodes { get; }
}

/// <summary>One activity of a definition.</summary>
/// <param name="Id">Its id, unique in the definition.</param>
/// <param name="Step">What it runs.</param>
/// <param name="Settings">Its literal settings by name, defaults filled in.</param>
/// <param name="Next">The id of the activity that follows each outcome; an outcome that is missing here ends the case.</param>
/// <param name="Metadata">What the designer keeps for the picture; carried, never interpreted. Null when there is none.</param>
public sealed record WorkflowNode(
    string Id, StepDescriptor Step, IReadOnlyDictionary<string, string> Settings, IReadOnlyDictionary<string, string> Next, JsonElement? Metadata);

/// <summary>One reason why a definition is refused.</summary>
/// <param name="Path">The place, as a JSON path: <c>$.root.activities[2].template</c>; for a file that is no JSON at all <c>$</c>.</param>
/// <param name="Sentence">What is wrong there, for the process owner.</param>
/// <param name="Line">The line of the file on which the place begins, from 1; null where the file could not be read that far.</param>
public sealed record DefinitionProblem(string Path, Sentence Sentence, int? Line = null)
{
    /// <inheritdoc />
    public override string ToString() => Line is null ? $"{Path}: {Sentence.English}" : $"{Path} (line {Line}): {Sentence.English}";
}

/// <summary>What came of reading a definition: the whole of it, or every problem at once.</summary>
public abstract record DefinitionReading
{
    private DefinitionReading()
    {
    }

    /// <summary>It can be published and run.</summary>
    public sealed record Accepted(WorkflowDefinition Definition) : DefinitionReading;

    /// <summary>Nothing of it is taken.</summary>
    public sealed record Refused(IReadOnlyList<DefinitionProblem> Problems) : DefinitionReading;
}
