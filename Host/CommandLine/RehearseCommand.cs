using System.CommandLine;
using System.Text.Json;
using BackOffice.Host.Rehearsal;

namespace BackOffice.Host.CommandLine;

/// <summary><c>rehearse SCENARIO… [--definitions FOLDER]</c>: plays scenarios on a Host of their own, with a clock that waits for nothing, and says where they end otherwise.</summary>
internal static class RehearseCommand
{
    public static Command Make()
    {
        Argument<string[]> scenarios = new("SCENARIO") { Description = "Scenario files, or folders of them.", Arity = ArgumentArity.OneOrMore };
        Option<string?> definitions = new("--definitions") { Description = "A folder with changed workflow definitions to rehearse.", HelpName = "FOLDER" };
        Command command = new("rehearse", "Plays scenarios against changed workflow definitions, on a database of their own.") { scenarios, definitions };
        command.SetAction((parsed, ct) => Verb.GuardAsync(() => PlayAllAsync(parsed, parsed.GetRequiredValue(scenarios), parsed.GetValue(definitions), ct)));
        return command;
    }

    private static async Task<int> PlayAllAsync(ParseResult parsed, string[] paths, string? definitions, CancellationToken ct)
    {
        var played = new List<(Scenario Scenario, IReadOnlyList<RehearsedStep> Steps)>();
        foreach (var file in paths.SelectMany(path => Directory.Exists(path) ? Directory.GetFiles(path, "*.json").Order(StringComparer.Ordinal) : [path]))
        {
            Scenario scenario;
            try
            {
                scenario = await Scenario.ReadAsync(file, ct);
            }
            catch (JsonException e)
            {
                await Console.Error.WriteLineAsync($"{file} is not a scenario: {e.Message}");
                return ExitCode.Unusable;
            }
            await using var stage = await RehearsalStage.OpenAsync(definitions, ct);
            played.Add((scenario, await new RehearsalRun(stage, scenario).PlayAsync(ct)));
        }
        var failed = played.Count(one => one.Steps.Any(step => step.Problem is not null));
        await Verb.SayAsync(parsed, new { scenarios = played.Count, failed, played = played.Select(one => new { one.Scenario.Name, one.Scenario.Clause, one.Steps }) },
            string.Join(Environment.NewLine, [.. played.SelectMany(Describe), $"{played.Count - failed} of {played.Count} scenarios ended as expected."]));
        return failed == 0 ? ExitCode.Done : ExitCode.Findings;
    }

    private static IEnumerable<string> Describe((Scenario Scenario, IReadOnlyList<RehearsedStep> Steps) played) =>
    [
        $"{(played.Steps.All(step => step.Problem is null) ? "passed" : "FAILED")}  {played.Scenario.Name}{(played.Scenario.Clause is { } clause ? $" ({clause})" : "")}",
        .. played.Steps.Where(step => step.Problem is not null).Select(step => $"        {step.Step}: {step.Problem}"),
    ];
}
