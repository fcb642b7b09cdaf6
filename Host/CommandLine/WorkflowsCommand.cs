using System.CommandLine;
using BackOffice.Workflows.Engine;

namespace BackOffice.Host.CommandLine;

/// <summary><c>workflows check FILE</c>: reads a definition as a publication would and prints each finding with its place. It needs no database.</summary>
internal static class WorkflowsCommand
{
    public static Command Make()
    {
        Argument<string> file = new("FILE") { Description = "The definition file." };
        Command check = new("check", "Reads a workflow definition; nothing is published.") { file };
        check.SetAction((parsed, ct) => Verb.GuardAsync(async () =>
        {
            await using var app = BackOfficeHost.Build(new() { DataFolder = parsed.GetRequiredValue(CommonOptions.Data), Quiet = true });
            var path = parsed.GetRequiredValue(file);
            switch (app.Services.GetRequiredService<DefinitionReader>().Read(await File.ReadAllBytesAsync(path, ct)))
            {
                case DefinitionReading.Accepted { Definition: var definition }:
                    return await Verb.SayAsync(parsed, new { definition.Id, definition.Version, Activities = definition.Nodes.Count }, $"{path} may be published: {definition.Id}, version {definition.Version}, {definition.Nodes.Count} activities.");
                case DefinitionReading.Refused { Problems: var problems }:
                    return await Verb.SayFindingsAsync(parsed, new { Problems = problems }, [.. problems.Select(problem => problem.ToString())], $"{path} would be refused.");
                case var other:
                    throw new InvalidOperationException($"Unhandled reading {other.GetType().Name}.");
            }
        }));
        return new("workflows", "Workflow definitions.") { check };
    }
}
