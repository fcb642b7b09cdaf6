using System.Security.Cryptography;
using System.Text;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Definitions.Moves;

/// <summary>
/// Where cases of one version would stand in another: at the activity of the same id unless the mapping names one. A decision without effect, asked for the preview and again for each case under its
/// lock.
/// </summary>
/// <param name="From">The version that they leave.</param>
/// <param name="To">The version that they go over to.</param>
/// <param name="Mapping">Old ids to new ones, where they differ.</param>
internal sealed record MovePlan(WorkflowDefinition From, WorkflowDefinition To, IReadOnlyDictionary<string, string> Mapping)
{
    /// <summary>Reads both versions; refused where one is not there, cannot be run by this release, or where they do not belong together.</summary>
    public static async Task<(MovePlan? Plan, Refusal? Refusal)> ReadAsync(
        BackOfficeDb db, PublishedDefinitions definitions, string from, string to, IReadOnlyDictionary<string, string> mapping, CancellationToken ct)
    {
        if (from == to)
            return (null, MoveRefusals.SameVersion);
        if (await db.DefinitionVersions.CountAsync(version => version.Id == from || version.Id == to, ct) < 2)
            return (null, DefinitionRefusals.VersionUnknown);
        var versions = new List<WorkflowDefinition>();
        foreach (var id in new[] { from, to })
            try
            {
                versions.Add(await definitions.VersionAsync(db, id, ct));
            }
            catch (DefinitionRefusedException)
            {
                return (null, DefinitionRefusals.Unreadable(id));
            }
        var plan = new MovePlan(versions[0], versions[1], mapping);
        return plan.Fault() is { } fault ? (null, fault) : (plan, null);
    }

    /// <summary>Where an instance at this activity would stand; null with the reason why it cannot move.</summary>
    public (WorkflowNode? Target, Refusal? WhyNot) Of(string node, InstanceStatus status)
    {
        if (status is not (InstanceStatus.Waiting or InstanceStatus.Parked))
            return (null, MoveRefusals.NotResting);
        var id = Mapping.GetValueOrDefault(node, node);
        if (!To.Nodes.TryGetValue(id, out var target))
            return (null, MoveRefusals.NodeMissing(id, To.Id));
        return From.Nodes.GetValueOrDefault(node)?.Step.Type == target.Step.Type ? (target, null) : (null, MoveRefusals.OtherStep(id, target.Step.Type));
    }

    /// <summary>What a person confirms: these two versions, and where each activity leads to or why not. How many cases stand there is no part of it, since they go on meanwhile.</summary>
    public string Digest()
    {
        var text = new StringBuilder().Append(From.Id).Append('\n').Append(To.Id);
        foreach (var node in From.Nodes.Keys.Order(StringComparer.Ordinal))
            text.Append('\n').Append(node).Append('\t').Append(Of(node, InstanceStatus.Waiting) is { Target: { } target } ? target.Id : "");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private Refusal? Fault()
    {
        if (From.DefinitionId != To.DefinitionId)
            return DefinitionRefusals.OtherDefinition;
        var unknown = Mapping.Keys.FirstOrDefault(node => !From.Nodes.ContainsKey(node)) ?? Mapping.Values.FirstOrDefault(node => !To.Nodes.ContainsKey(node));
        return unknown is null ? null : MoveRefusals.MappingUnknown(unknown);
    }
}
