using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Activation.Desk;

/// <summary>To whom a case can be given: the names of all who work on cases.</summary>
public sealed class ListOwners(Database database)
{
    /// <summary>Who asks; any role may.</summary>
    public sealed record Request(StaffActor By);

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
        {
            var names = from user in db.Users
                        join held in db.UserRoles on user.Id equals held.UserId
                        join role in db.Roles on held.RoleId equals role.Id
                        where DeskRoles.Acting.Contains(role.Name!)
                        orderby user.UserName
                        select user.UserName;
            return new Answer.Found(await names.Distinct().OrderBy(name => name).ToListAsync(token));
        }, ct);
}
