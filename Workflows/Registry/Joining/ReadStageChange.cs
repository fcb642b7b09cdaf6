using BackOffice.Rules.Identity;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Registry.Joining;

/// <summary>How far the work is that followed when a site joined or left last.</summary>
public sealed class ReadStageChange(Database database)
{
    /// <summary>Who reads of which site; any role may.</summary>
    public sealed record Request(StaffActor By, SiteCode Site);

    /// <summary>The progress.</summary>
    /// <param name="Kind">Whether it joined or left.</param>
    /// <param name="By">Who let it happen.</param>
    /// <param name="Accounts">Open accounts of the site.</param>
    /// <param name="Seen">Those looked at so far.</param>
    /// <param name="Concerned">See <see cref="SiteStageChange.Concerned"/>.</param>
    /// <param name="Clashes">See <see cref="SiteStageChange.Clashes"/>.</param>
    /// <param name="Doubts">See <see cref="SiteStageChange.Doubts"/>.</param>
    /// <param name="Told">See <see cref="SiteStageChange.Told"/>.</param>
    /// <param name="StartedAt">When it began.</param>
    /// <param name="FinishedAt">When all was done; null while work is left.</param>
    public sealed record Progress(
        StageChangeKind Kind, string By, int Accounts, int Seen, int Concerned, int Clashes, int Doubts, int Told, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>Here it is.</summary>
        public sealed record Found(Progress Progress) : Answer;

        /// <summary>Not for this person, or not there.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Reads it.</summary>
    public Task<Answer> HandleAsync(Request request, CancellationToken ct) => request.By.Requires(StaffRoles.All) is { } refusal
        ? Task.FromResult<Answer>(new Answer.Refused(refusal))
        : database.ReadAsync<Answer>(async (db, token) =>
        {
            if (!request.By.Sees(request.Site) || !await db.Sites.AnyAsync(site => site.Code == request.Site, token))
                return new Answer.Refused(CaseRefusals.SiteUnknown(request.Site));
            var last = await db.SiteStageChanges.Where(change => change.SiteCode == request.Site).OrderByDescending(change => change.StartedAt).FirstOrDefaultAsync(token);
            if (last is null)
                return new Answer.Refused(NoStageChange);
            var accounts = await db.Accounts.CountAsync(account => account.SiteCode == request.Site && account.ClosedAt == null, token);
            return new Answer.Found(new(last.Kind, last.By, accounts, last.Seen, last.Concerned, last.Clashes, last.Doubts, last.Told, last.StartedAt, last.FinishedAt));
        }, ct);

    private static Refusal NoStageChange { get; } = new("no-stage-change", new("LPSE ini belum pernah bergabung atau keluar.", "This LPSE has neither joined nor left yet."));
}
