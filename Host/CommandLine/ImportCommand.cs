using System.CommandLine;
using System.Globalization;
using BackOffice.Workflows.Registry;

namespace BackOffice.Host.CommandLine;

/// <summary><c>import --sites F --accounts F [--dry-run]</c>: loads or updates the registry.</summary>
internal static class ImportCommand
{
    public static Command Make()
    {
        Option<string> sites = new("--sites") { Description = "sites.csv", Required = true, HelpName = "FILE" };
        Option<string> accounts = new("--accounts") { Description = "accounts.csv", Required = true, HelpName = "FILE" };
        Option<bool> dryRun = new("--dry-run") { Description = "Says what would happen, and changes nothing." };
        Command command = new("import", "Loads or updates the registry. Bad rows go to rejected.csv, the good ones load; a repeated import changes nothing.") { sites, accounts, dryRun };
        command.SetAction((parsed, ct) => Verb.WithFirstHostAsync(parsed, async services =>
        {
            var request = new ImportRegistry.Request(parsed.GetRequiredValue(sites), parsed.GetRequiredValue(accounts), parsed.GetValue(dryRun));
            var import = services.GetRequiredService<ImportRegistry>();
            return await Progress.ShowAsync("Accounts", progress => import.HandleAsync(request, new Bytes(progress), ct)) switch
            {
                ImportRegistry.Answer.Imported imported => await SayAsync(parsed, imported, request.DryRun),
                ImportRegistry.Answer.Unusable { Refusal: var why } => await Verb.RefuseAsync(why),
                var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
            };
        }, ct));
        return command;
    }

    private static Task<int> SayAsync(ParseResult parsed, ImportRegistry.Answer.Imported imported, bool dryRun)
    {
        var counts = imported.Counts;
        List<string> findings = [];
        if (imported.RejectedFile is { } rejected)
            findings.Add(string.Create(CultureInfo.InvariantCulture, $"{counts.Rejected:N0} rows were rejected; line and reason of each are in {rejected}"));
        if (imported.NotTakenFile is { } notTaken)
            findings.Add(string.Create(CultureInfo.InvariantCulture, $"{counts.NotTaken:N0} activated accounts differ; what was not taken is in {notTaken}"));
        return Verb.SayFindingsAsync(parsed, new { dryRun, counts, imported.RejectedFile, imported.NotTakenFile }, findings, string.Create(CultureInfo.InvariantCulture,
            $"""
            {(dryRun ? "Would be imported (nothing was changed):" : "Imported:")}
              sites     {counts.SitesAdded:N0} new, {counts.SitesChanged:N0} changed
              accounts  {counts.AccountsAdded:N0} new, {counts.AccountsUpdated:N0} changed, {counts.AccountsUnchanged:N0} as they were
            """));
    }

    private sealed class Bytes(IProgress<(long Done, long Of)> progress) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => progress.Report((value.BytesRead, value.BytesTotal));
    }
}
