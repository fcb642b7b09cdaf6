using System.CommandLine;
using System.Globalization;
using BackOffice.Workflows.Registry;
using BackOffice.Workflows.Registry.Joining;

namespace BackOffice.Host.CommandLine;

/// <summary><c>scan [--sites F --accounts F [--against-registry]] [--pairs OUT] [--groups OUT]</c>: the national search for duplicates, of the database, of files, or of files that want to join.</summary>
internal static class ScanCommand
{
    public static Command Make()
    {
        Option<string?> sites = new("--sites") { Description = "sites.csv; the database unless given.", HelpName = "FILE" };
        Option<string?> accounts = new("--accounts") { Description = "accounts.csv; the database unless given.", HelpName = "FILE" };
        Option<string?> pairs = new("--pairs") { Description = "Where to write the pairs; pairs.csv in the data folder unless given.", HelpName = "OUT" };
        Option<string?> groups = new("--groups") { Description = "Where to write the groups; groups.csv in the data folder unless given.", HelpName = "OUT" };
        Option<bool> against = new("--against-registry") { Description = "Rehearses that the sites of the files join: their accounts against the database." };
        Command command = new("scan", "Searches the whole country for duplicates and reports them; nothing is changed.") { sites, accounts, pairs, groups, against };
        command.Validators.Add(result =>
        {
            if (result.GetValue(sites) is null != result.GetValue(accounts) is null)
                result.AddError("Give both --sites and --accounts, or neither to scan the database.");
            if (result.GetValue(against) && result.GetValue(sites) is null)
                result.AddError("Give --sites and --accounts of those who want to join with --against-registry.");
        });
        command.SetAction((parsed, ct) =>
        {
            var (sitesFile, accountsFile) = (parsed.GetValue(sites), parsed.GetValue(accounts));
            var files = sitesFile is null || accountsFile is null ? null : new ScanRegistry.Files(sitesFile, accountsFile);
            var request = new ScanRegistry.Request(files, parsed.GetValue(pairs), parsed.GetValue(groups));
            if (files is not null && parsed.GetValue(against))
                return Verb.WithHostAsync(parsed, services => RehearseAsync(parsed, services, new(files, request.Pairs, request.Groups), ct), ct);
            return files is null
                ? Verb.WithHostAsync(parsed, services => RunAsync(parsed, services, request, ct), ct)
                : Verb.GuardAsync(async () =>
                {
                    // Neither the database nor the keys are opened.
                    await using var app = BackOfficeHost.Build(new() { DataFolder = parsed.GetRequiredValue(CommonOptions.Data), Quiet = true });
                    return await RunAsync(parsed, app.Services, request, ct);
                });
        });
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, IServiceProvider services, ScanRegistry.Request request, CancellationToken ct)
    {
        var scan = services.GetRequiredService<ScanRegistry>();
        return await Progress.ShowAsync("Accounts", progress => scan.HandleAsync(request, progress, ct)) switch
        {
            ScanRegistry.Answer.Scanned scanned => await SayAsync(parsed, scanned),
            ScanRegistry.Answer.Unusable { Refusal: var why } => await Verb.RefuseAsync(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };
    }

    private static async Task<int> RehearseAsync(ParseResult parsed, IServiceProvider services, RehearseJoin.Request request, CancellationToken ct)
    {
        var rehearse = services.GetRequiredService<RehearseJoin>();
        return await Progress.ShowAsync("Accounts", progress => rehearse.HandleAsync(request, progress, ct)) switch
        {
            RehearseJoin.Answer.Rehearsed rehearsed => await SayAsync(parsed, rehearsed),
            RehearseJoin.Answer.Unusable { Refusal: var why } => await Verb.RefuseAsync(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };
    }

    private static Task<int> SayAsync(ParseResult parsed, RehearseJoin.Answer.Rehearsed rehearsed)
    {
        var counts = rehearsed.Counts;
        string[] findings = rehearsed.RejectedFile is { } rejected
            ? [string.Create(CultureInfo.InvariantCulture, $"{counts.Rejected:N0} rows were passed over; line and reason of each are in {rejected}")]
            : [];
        return Verb.SayFindingsAsync(parsed, rehearsed, findings, string.Create(CultureInfo.InvariantCulture,
            $"""
            Rehearsed with rules {rehearsed.RulesVersion} that {counts.Sites:N0} sites join (nothing was changed):
              accounts  {counts.Accounts:N0} would come, {counts.Duplicates:N0} of them one company with another account
              pairs     {counts.Clashes:N0} user-ID clashes, {counts.Doubts:N0} doubts; in {rehearsed.PairsFile}
              groups    {counts.Groups:N0}, and {counts.Reviews:N0} sets that a person looks at as a whole; in {rehearsed.GroupsFile}
              told      {counts.ActiveConcerned:N0} active accounts would have a new duplicate
            """));
    }

    private static Task<int> SayAsync(ParseResult parsed, ScanRegistry.Answer.Scanned scanned)
    {
        var counts = scanned.Counts;
        var pairs = string.Join(", ", counts.Pairs.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Value:N0} {pair.Key}")));
        string[] findings = scanned.RejectedFile is { } rejected
            ? [string.Create(CultureInfo.InvariantCulture, $"{counts.Rejected:N0} rows were passed over; line and reason of each are in {rejected}")]
            : [];
        return Verb.SayFindingsAsync(parsed, scanned, findings, string.Create(CultureInfo.InvariantCulture,
            $"""
            Scanned with rules {scanned.RulesVersion}:
              accounts  {counts.Accounts:N0} at {counts.Sites:N0} aggregated sites, {counts.Candidates:N0} pairs compared
              pairs     {pairs}; in {scanned.PairsFile}
              groups    {counts.Groups:N0} with {counts.GroupMembers:N0} accounts; in {scanned.GroupsFile}
              review    {counts.ReviewComponents:N0} sets of connected accounts that a person looks at as a whole
            """));
    }
}
