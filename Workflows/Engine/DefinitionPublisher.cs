using System.Security.Cryptography;
using System.Text;
using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace BackOffice.Workflows.Engine;

/// <summary>
/// Publishes the definition files of the product and of the settings' folder. A new id is a new version; a known id must be the same file, byte for byte,
/// because instances run on it. Nothing is published unless everything can be.
/// </summary>
internal sealed class DefinitionPublisher(
    IEnumerable<IDefinitionSource> sources, DefinitionReader reader, Database database, ILogger<DefinitionPublisher> logger)
{
    /// <summary>Held by whoever publishes, so that two cannot take one id or number.</summary>
    public static long Lock { get; } = LockKey.Of("workflows", "publish");

    /// <summary>Publishes what is new. Call it at start, after the migrations.</summary>
    /// <exception cref="DefinitionRefusedException">A file is outside the format, was edited after it had been published, or takes a version number that is taken.</exception>
    public async Task PublishAsync(CancellationToken ct)
    {
        var read = sources.SelectMany(source => source.Files()).Select(file => (File: file, Reading: reader.Read(file.Content))).ToList();
        if (read.Where(one => one.Reading is DefinitionReading.Refused).ToList() is [_, ..] refused)
            throw new DefinitionRefusedException(refused.SelectMany(one => ((DefinitionReading.Refused)one.Reading).Problems, (one, problem) => $"{one.File.Name}: {problem}"));
        var files = read.Select(one => (one.File, ((DefinitionReading.Accepted)one.Reading).Definition)).ToList();
        foreach (var definition in await database.InTransactionAsync((transaction, token) => PublishAsync(transaction, files, token), ct))
            logger.LogInformation("Published version {Version} of the workflow {Definition} as {Id}", definition.Version, definition.DefinitionId, definition.Id);
    }

    private async Task<IReadOnlyList<WorkflowDefinition>> PublishAsync(
        Transaction transaction, IReadOnlyList<(DefinitionFile File, WorkflowDefinition Definition)> files, CancellationToken ct)
    {
        await transaction.Service<RowLocks>().TakeAsync([Lock], ct);
        var versions = transaction.Db.DefinitionVersions;
        var known = await versions.Select(one => new { one.Id, one.DefinitionId, one.Version, one.Hash }).ToListAsync(ct);
        var taken = new List<WorkflowDefinition>();
        var problems = new List<string>();
        foreach (var (file, definition) in files)
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(file.Content));
            if (known.Find(one => one.Id == definition.Id) is { } same)
            {
                if (same.Hash != hash)
                    problems.Add($"{file.Name}: '{definition.Id}' was published before and is another file now. A published version never changes: give it a new id and version.");
                continue;
            }
            if (known.Find(one => one.DefinitionId == definition.DefinitionId && one.Version == definition.Version) is { } holder)
            {
                problems.Add($"{file.Name}: version {definition.Version} of '{definition.DefinitionId}' is '{holder.Id}' already. Give it the next version.");
                continue;
            }
            known.Add(new { definition.Id, definition.DefinitionId, definition.Version, Hash = hash });
            taken.Add(definition);
            versions.Add(new()
            {
                Id = definition.Id,
                DefinitionId = definition.DefinitionId,
                Version = definition.Version,
                Hash = hash,
                Json = Encoding.UTF8.GetString(file.Content),
                PublishedAt = database.Now,
            });
        }
        return problems.Count == 0 ? taken : throw new DefinitionRefusedException(problems);
    }
}

/// <summary>A definition file cannot be published; the product does not start with it. The message lists every file, place and reason.</summary>
public sealed class DefinitionRefusedException(IEnumerable<string> problems)
    : Exception($"The workflow definitions were refused; nothing of them was published.\n{string.Join('\n', problems)}");
