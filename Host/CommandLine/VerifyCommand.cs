using System.CommandLine;
using System.Globalization;
using BackOffice.Workflows.Consistency;

namespace BackOffice.Host.CommandLine;

/// <summary><c>verify [--repair]</c>: holds what the database says in several places against each other.</summary>
internal static class VerifyCommand
{
    public static Command Make()
    {
        Option<bool> repair = new("--repair") { Description = "Mends what can be mended safely." };
        Command command = new("verify", "Checks cases, groups, merges, claims, clashes, notices, reports, passwords, blocking keys, search terms and the audit chain against each other, and counts the password hashes that still wait for Argon2id.") { repair };
        command.SetAction((parsed, ct) => Verb.WithHostAsync(parsed, async services =>
        {
            var answer = await services.GetRequiredService<VerifyConsistency>().HandleAsync(parsed.GetValue(repair), ct);
            return await Verb.SayFindingsAsync(parsed, answer,
                [.. answer.Findings.Select(finding => $"{finding.Check}: {finding.Record}: {finding.Sentence.English}{(finding.Repairable ? " (--repair mends it)" : "")}")],
                string.Create(CultureInfo.InvariantCulture,
                    $"{answer.CasesSeen:N0} cases: {answer.Findings.Count:N0} findings, {answer.Repaired:N0} mended. {answer.HashesLeft:N0} imported password hashes wait for Argon2id. "
                    + $"The audit chain ends with number {answer.Audit.Number} and seal {answer.Audit.Seal}; {answer.Audit.Unsealed:N0} entries wait for their seal."));
        }, ct));
        return command;
    }
}
