using BackOffice.Rules.Identity;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry.Files;
using BackOffice.Workflows.Registry.Intake;
using BackOffice.Workflows.SignIn;

namespace BackOffice.Workflows.Registry;

/// <summary>
/// Loads or updates the national registry from <c>sites.csv</c> and <c>accounts.csv</c>. Good rows load, bad ones go to <c>rejected.csv</c>; doing it again changes
/// nothing, and doing it again is all that an interrupted import needs.
/// </summary>
public sealed class ImportRegistry(Database database, KeyRing keys, PasswordVault vault, RegistryFolder folder)
{
    /// <summary>What to import.</summary>
    /// <param name="Sites">The path of <c>sites.csv</c>.</param>
    /// <param name="Accounts">The path of <c>accounts.csv</c>.</param>
    /// <param name="DryRun">Says what would happen, and lists what would be rejected, but leaves the database as it is.</param>
    public sealed record Request(string Sites, string Accounts, bool DryRun = false);

    /// <summary>What to import of one site that is known already; rows of other sites are rejected, and the site stays in its stage.</summary>
    /// <param name="Site">The site.</param>
    /// <param name="Accounts">The path of its accounts, in the form of <c>accounts.csv</c>.</param>
    /// <param name="By">Who imports.</param>
    /// <param name="Rejected">Where rejected rows are listed.</param>
    /// <param name="NotTaken">Where differences that were not taken (decision 19) are listed.</param>
    /// <param name="DryRun">Says what would happen, and lists what would be rejected, but leaves the database as it is.</param>
    public sealed record OfSite(SiteCode Site, string Accounts, Actor By, string Rejected, string NotTaken, bool DryRun = false);

    /// <summary>How it went.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>It went through, or would.</summary>
        /// <param name="Counts">What happened.</param>
        /// <param name="RejectedFile">Where the rejected rows are listed; null when there are none.</param>
        /// <param name="NotTakenFile">Where the differences that were not taken (decision 19) are listed; null when there are none.</param>
        public sealed record Imported(ImportCounts Counts, string? RejectedFile, string? NotTakenFile) : Answer;

        /// <summary>A file cannot be used at all, or the key ring cannot be opened; nothing was changed.</summary>
        public sealed record Unusable(Refusal Refusal) : Answer;
    }

    /// <summary>Imports.</summary>
    /// <param name="request">What.</param>
    /// <param name="progress">Is told after each few thousand rows; may be null.</param>
    /// <param name="ct">Stops between two rows; what was committed stays.</param>
    public async Task<Answer> HandleAsync(Request request, IProgress<ImportProgress>? progress, CancellationToken ct)
    {
        if (await keys.OpenAsync(ct) is { } closed)
            return new Answer.Unusable(closed);
        using var rejected = new RejectedRows(folder.Rejected);
        using var notTaken = new NotTakenRows(folder.NotTaken);
        var (sites, unusable) = SitesFile.Read(request.Sites, rejected);
        if (sites is null)
            return new Answer.Unusable(unusable!);
        return await RunAsync(request.Accounts, sites, new(database, vault, rejected, notTaken) { DryRun = request.DryRun, Progress = progress }, rejected, notTaken, ct);
    }

    /// <summary>Imports the accounts of one site.</summary>
    /// <param name="request">What.</param>
    /// <param name="progress">Is told after each few thousand rows; may be null.</param>
    /// <param name="ct">Stops between two rows; what was committed stays.</param>
    public async Task<Answer> OfSiteAsync(OfSite request, IProgress<ImportProgress>? progress, CancellationToken ct)
    {
        if (await keys.OpenAsync(ct) is { } closed)
            return new Answer.Unusable(closed);
        using var rejected = new RejectedRows(request.Rejected);
        using var notTaken = new NotTakenRows(request.NotTaken);
        return await RunAsync(
            request.Accounts, [], new(database, vault, rejected, notTaken) { DryRun = request.DryRun, Progress = progress, Only = request.Site, By = request.By }, rejected, notTaken, ct);
    }

    private async Task<Answer> RunAsync(string accounts, IReadOnlyList<SiteRow> sites, ImportRun run, RejectedRows rejected, NotTakenRows notTaken, CancellationToken ct)
    {
        var (table, wrong) = CsvTable.Open(accounts, AccountRow.Columns);
        if (table is null)
            return new Answer.Unusable(wrong!);
        using (table)
        {
            var counts = await run.RunAsync(sites, table, new FileInfo(accounts).Length, keys.Key, ct);
            return new Answer.Imported(counts, rejected.Path, notTaken.Path);
        }
    }
}
