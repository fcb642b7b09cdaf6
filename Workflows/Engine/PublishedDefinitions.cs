using System.Collections.Concurrent;
using System.Text;
using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Engine;

/// <summary>The published definitions, each read once for as long as the process lives: a version never changes.</summary>
public sealed class PublishedDefinitions(DefinitionReader reader)
{
    private readonly ConcurrentDictionary<string, WorkflowDefinition> versions = new(StringComparer.Ordinal);

    /// <summary>The type of a step where it is at hand; empty when the definition was not read yet, or cannot be.</summary>
    public string StepType(string id, string node) =>
        versions.TryGetValue(id, out var definition) && definition.Nodes.TryGetValue(node, out var found) ? found.Step.Type : "";

    /// <summary>The newest version of a definition; any Host may have published it a moment ago.</summary>
    /// <exception cref="UnknownDefinitionException">No version of it was ever published.</exception>
    public async Task<WorkflowDefinition> NewestAsync(BackOfficeDb db, string definitionId, CancellationToken ct)
    {
        var id = await db.Compiled(static () => EF.CompileAsyncQuery((BackOfficeDb db, string definitionId, CancellationToken _) =>
            db.DefinitionVersions.Where(version => version.DefinitionId == definitionId)
                .OrderByDescending(version => version.Version).Select(version => version.Id).FirstOrDefault()))(db, definitionId, ct);
        return id is null ? throw new UnknownDefinitionException(definitionId) : await VersionAsync(db, id, ct);
    }

    /// <summary>One version.</summary>
    /// <exception cref="DefinitionRefusedException">This program no longer knows a step of it.</exception>
    public async Task<WorkflowDefinition> VersionAsync(BackOfficeDb db, string id, CancellationToken ct)
    {
        if (versions.TryGetValue(id, out var known))
            return known;
        var json = await db.DefinitionVersions.Where(version => version.Id == id).Select(version => version.Json).SingleAsync(ct);
        return reader.Read(Encoding.UTF8.GetBytes(json)) switch
        {
            DefinitionReading.Accepted accepted => versions.GetOrAdd(id, accepted.Definition),
            DefinitionReading.Refused refused => throw new DefinitionRefusedException(refused.Problems.Select(problem => $"{id}: {problem}")),
            var other => throw new InvalidOperationException($"Unhandled reading {other.GetType().Name}."),
        };
    }
}

/// <summary>A case is to be started on a definition that was never published.</summary>
public sealed class UnknownDefinitionException(string definitionId) : Exception($"No version of the workflow '{definitionId}' is published.");
