using BackOffice.Rules.Identity;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Activation.Desk;

/// <summary>To whom a case of a site can be given: the names of all who work on cases and would see it.</summary>
public sealed class ListOwners(Database database)
{
    /// <summary>Who asks, any role may, and the site of the case.</summary>
    public sealed record Request(StaffActor By, SiteCode Site);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>Their sign-in names, in the order of the alphabet.</summary>
        public sealed record Found(IReadOnlyList<string> Names) : Answer;

        /// <summary>Not for this person.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Lists.</summary>
    public Task<Answer> HandleAsync(Request request, CancellationToken ct) => request.By.Requires(StaffRoles.All) is { } refusal
        ? Task.FromResult<Answer>(new Answer.Refused(refusal))
        : database.ReadAsync<Answer>(async (db, token) =>
            new Answer.Found(await CaseOwner.For(db, request.Site).OrderBy(user => user.UserName).Select(user => user.UserName!).ToListAsync(token)), ct);
}
