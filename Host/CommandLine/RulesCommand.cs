using System.CommandLine;
using BackOffice.Workflows.Policies;

namespace BackOffice.Host.CommandLine;

/// <summary><c>rules check [FILE]</c>: tries a rule set and prints each finding with its position. It needs no database.</summary>
internal static class RulesCommand
{
    public static Command Make()
    {
        Argument<string?> file = new("FILE") { Description = "The rule file; the one that the settings name unless given.", Arity = ArgumentArity.ZeroOrOne };
        Command check = new("check", "Compiles a rule set and runs the tests beside it (FILE.tests.json); nothing goes live.") { file };
        check.SetAction((parsed, ct) => Verb.GuardAsync(async () =>
        {
            await using var app = BackOfficeHost.Build(new() { DataFolder = parsed.GetRequiredValue(CommonOptions.Data), Quiet = true });
            switch (await app.Services.GetRequiredService<CheckRules>().HandleAsync(parsed.GetValue(file), ct))
            {
                case CheckRules.Answer.Fine fine:
                    return await Verb.SayAsync(parsed, fine, string.Join('\n', [.. fine.Notes, $"{fine.File} may go live: {fine.Rules} rules, {fine.Tests} tests, version {fine.Version}."]));
                case CheckRules.Answer.Findings findings:
                    return await Verb.SayFindingsAsync(parsed, findings, [.. findings.Problems.Select(problem => problem.ToString()), .. findings.Tests.Select(finding => finding.ToString())], $"{findings.File} would be refused.");
                case CheckRules.Answer.Unreadable { Reason: var reason }:
                    await Console.Error.WriteLineAsync(reason);
                    return ExitCode.Unusable;
                case var other:
                    throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}.");
            }
        }));
        return new("rules", "Policies.") { check };
    }
}
