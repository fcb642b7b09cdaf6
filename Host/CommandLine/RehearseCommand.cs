using System.CommandLine;
using System.Text.Json;
using BackOffice.Host.Rehearsal;

namespace BackOffice.Host.CommandLine;

/// <summary><c>rehearse SCENARIO… [--definitions FOLDER]</c>: plays scenarios against a changed workflow. Each has a Host of its own, in a folder of its own.</summary>
internal static class RehearseCommand
{
    /// <summary>What came of one step.</summary>
    private sealed record PlayedStep(string Step, string? Problem);

    /// <summary>What came of one scenario.</summary>
    private sealed record Played(string File, string Name, string? Clause, IReadOnlyList<PlayedStep> Steps)
    {
        public string? Problem => Steps.Select(step => step.Problem is null ? null : $"{step.Step}: {step.Problem}").FirstOrDefault(problem => problem is not null);
    }

    public static Command Make()
    {
        Argument<string[]> paths = new("SCENARIO") { Description = "Scenario files, or folders of them.", Arity = ArgumentArity.OneOrMore };
        Option<string?> definitions = new("--definitions") { Description = "A folder with the definitions to try; the shipped ones unless given.", HelpName = "FOLDER" };
        Command command = new("rehearse", "Plays scenarios against a workflow, through the same calls that a site makes, with a clock of its own.") { paths, definitions };
        command.SetAction((parsed, ct) => Verb.GuardAsync(async () =>
        {
            List<(string File, Scenario Scenario)> scenarios = [];
            foreach (var file in parsed.GetRequiredValue(paths).SelectMany(FilesOf))
                scenarios.Add((file, await ReadAsync(file, ct)));
            List<Played> played = [];
            foreach (var (file, scenario) in scenarios)
                played.Add(await PlayAsync(file, scenario, parsed.GetValue(definitions), ct));
            return await Verb.SayFindingsAsync(parsed, played,
                [.. played.Where(one => one.Problem is not null).Select(one => $"{one.File}: {one.Name}: {one.Problem}")],
                $"{played.Count(one => one.Problem is null)} of {played.Count} scenarios ended as expected.");
        }));
        return command;
    }

    private static IReadOnlyList<string> FilesOf(string path) => (Directory.Exists(path) ? Scenario.FilesIn(path) : [path]) is [_, ..] files ? files : throw new UnusableException($"There is no scenario in {path}.");

    private static async Task<Scenario> ReadAsync(string file, CancellationToken ct)
    {
        try
        {
            return await Scenario.ReadAsync(file, ct);
        }
        catch (JsonException unreadable)
        {
            throw new UnusableException($"{file} is no scenario: {unreadable.Message}");
        }
    }

    private static async Task<Played> PlayAsync(string file, Scenario scenario, string? definitions, CancellationToken ct)
    {
        await using var stage = await RehearsalStage.OpenAsync(definitions, ct);
        var steps = await new RehearsalRun(stage, scenario).PlayAsync(ct);
        return new(file, scenario.Title.English, scenario.Clause, [.. steps.Select(step => new PlayedStep(step.Step, step.Problem?.English))]);
    }
}
