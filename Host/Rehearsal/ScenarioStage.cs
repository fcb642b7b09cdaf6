using System.Text.Json;
using BackOffice.Workflows.Definitions;
using BackOffice.Workflows.Definitions.Rehearsals;
using Microsoft.Extensions.Options;

namespace BackOffice.Host.Rehearsal;

/// <summary>Plays the scenarios of <see cref="DefinitionOptions.Scenarios"/>, each on a Host of its own with its folder, database, port and clock.</summary>
internal sealed class ScenarioStage(IOptions<DefinitionOptions> options) : IScenarioStage
{
    public async Task<IReadOnlyList<RehearsedScenario>> PlayAsync(string json, CancellationToken ct)
    {
        var folder = new DirectoryInfo(options.Value.Scenarios);
        if (Scenario.FilesIn(folder.FullName) is not [_, ..] files)
            return [new(new(folder.Name, folder.Name), null, new("Di folder ini tidak ada skenario.", "There is no scenario in this folder."))];
        var definitions = Directory.CreateTempSubdirectory("definitions-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(definitions.FullName, "draft.json"), json, ct);
            List<RehearsedScenario> played = [];
            foreach (var file in files)
                played.Add(await PlayAsync(file, definitions.FullName, ct));
            return played;
        }
        finally
        {
            definitions.Delete(recursive: true);
        }
    }

    private static async Task<RehearsedScenario> PlayAsync(string file, string definitions, CancellationToken ct)
    {
        try
        {
            var scenario = await Scenario.ReadAsync(file, ct);
            await using var stage = await RehearsalStage.OpenAsync(definitions, ct);
            var steps = await new RehearsalRun(stage, scenario).PlayAsync(ct);
            return new(scenario.Title, scenario.Clause, steps.FirstOrDefault(step => step.Problem is not null) is { Step: var step, Problem: { } problem }
                ? new($"{step}: {problem.Indonesian}", $"{step}: {problem.English}")
                : null);
        }
        catch (JsonException unreadable)
        {
            var name = Path.GetFileName(file);
            return new(new(name, name), null, new($"Berkas ini bukan skenario: {unreadable.Message}", $"The file is no scenario: {unreadable.Message}"));
        }
    }
}
