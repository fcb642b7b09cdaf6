using System.Text.Json;
using BackOffice.Rules;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Registry.Joining;

/// <summary>How far the jobs of a site are, what came of them, and the tables that they left. For staff of any role; the tables for those who may bring sites in, and auditors.</summary>
public sealed class ReadSiteJobs(Database database, RegistryFolder folder, IOptions<JoiningOptions> options)
{
    /// <summary>How many jobs are listed, the newest first.</summary>
    public const int Listed = 20;

    /// <summary>One job.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Kind">What it does.</param>
    /// <param name="State">How far it is.</param>
    /// <param name="Upload">The uploaded accounts that it works with; null for what the registry has.</param>
    /// <param name="Stage">What it is at.</param>
    /// <param name="Progress">How much of that is done.</param>
    /// <param name="Total">Of how much; 0 where that is not known.</param>
    /// <param name="StopAsked">Whether somebody asked to stop it.</param>
    /// <param name="AskedBy">Who asked for it.</param>
    /// <param name="AskedAt">When.</param>
    /// <param name="StartedAt">When a worker began it.</param>
    /// <param name="FinishedAt">When it ended.</param>
    /// <param name="Import">What an import did or would do; null before it is done, and for a rehearsal.</param>
    /// <param name="Rehearsal">What a rehearsal found; null before it is done, and for an import.</param>
    /// <param name="OpensUntil">Until when a rehearsal lets the site join, as long as its accounts and the rules stay as they were; null where it does not.</param>
    /// <param name="Failure">Why it failed.</param>
    /// <param name="Tables">The names of the tables that it left.</param>
    public sealed record View(
        Guid Id, SiteJobKind Kind, SiteJobState State, Guid? Upload, string? Stage, long Progress, long Total, bool StopAsked, string AskedBy, DateTimeOffset AskedAt,
        DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt, ImportCounts? Import, RehearsalFindings? Rehearsal, DateTimeOffset? OpensUntil, Sentence? Failure, IReadOnlyList<string> Tables);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>The jobs of a site, the newest first.</summary>
        public sealed record Found(IReadOnlyList<View> Jobs) : Answer;

        /// <summary>One job.</summary>
        public sealed record One(View Job) : Answer;

        /// <summary>A table as a file, and the name to give it.</summary>
        public sealed record Table(string Path, string FileName) : Answer;

        /// <summary>Not for this person, or not there.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>The newest jobs of a site.</summary>
    public Task<Answer> OfSiteAsync(StaffActor by, SiteCode site, CancellationToken ct) => AnswerAsync(by, StaffRoles.All, site, async (db, token) =>
        new Answer.Found((await db.SiteJobs.Where(job => job.SiteCode == site).OrderByDescending(job => job.AskedAt).ThenByDescending(job => job.Id).Take(Listed).ToListAsync(token)).ConvertAll(Describe)), ct);

    /// <summary>One job.</summary>
    public Task<Answer> OneAsync(StaffActor by, SiteCode site, Guid job, CancellationToken ct) => AnswerAsync(by, StaffRoles.All, site, async (db, token) =>
        await db.SiteJobs.SingleOrDefaultAsync(one => one.Id == job && one.SiteCode == site, token) is { } found ? new Answer.One(Describe(found)) : new Answer.Refused(SiteJobRefusals.Unknown), ct);

    /// <summary>A table that a job left.</summary>
    public Task<Answer> TableAsync(StaffActor by, SiteCode site, Guid job, string table, CancellationToken ct) => AnswerAsync(by, [.. JoinRoles.All, StaffRoles.Auditor], site, async (db, token) =>
        await db.SiteJobs.SingleOrDefaultAsync(one => one.Id == job && one.SiteCode == site, token) is not { } found ? new Answer.Refused(SiteJobRefusals.Unknown)
            : Tables(found).Contains(table) ? new Answer.Table(folder.Table(job, table), $"{table}-{site}-{found.Kind}.csv".ToLowerInvariant()) : new Answer.Refused(SiteJobRefusals.FileUnknown), ct);

    private Task<Answer> AnswerAsync(StaffActor by, IReadOnlyList<string> roles, SiteCode site, Func<BackOfficeDb, CancellationToken, Task<Answer>> read, CancellationToken ct) =>
        by.Requires(roles) is { } refusal
            ? Task.FromResult<Answer>(new Answer.Refused(refusal))
            : database.ReadAsync(async (db, token) => by.Sees(site) && await db.Sites.AnyAsync(one => one.Code == site, token)
                ? await read(db, token) : new Answer.Refused(CaseRefusals.SiteUnknown(site)), ct);

    private View Describe(SiteJob job) => new(
        job.Id, job.Kind, job.State, job.UploadId, job.Stage, job.Progress, job.Total, job.CancelAsked, job.AskedBy, job.AskedAt, job.StartedAt, job.FinishedAt,
        Result<ImportCounts>(job, job.Kind != SiteJobKind.Rehearsal), Result<RehearsalFindings>(job, job.Kind == SiteJobKind.Rehearsal),
        job is { Kind: SiteJobKind.Rehearsal, State: SiteJobState.Done } ? job.FinishedAt + TimeSpan.FromHours(options.Value.RehearsalHours) : null,
        job.Failure is { } failure ? JsonSerializer.Deserialize<Refusal>(failure)!.Sentence : null, Tables(job));

    private static T? Result<T>(SiteJob job, bool ofThisKind) where T : class => ofThisKind && job.Result is { } json ? JsonSerializer.Deserialize<T>(json) : null;

    private IReadOnlyList<string> Tables(SiteJob job) =>
        job.State == SiteJobState.Done ? [.. SiteFiles.Names.Where(name => File.Exists(folder.Table(job.Id, name)))] : [];
}
