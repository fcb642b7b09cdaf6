using BackOffice.Rules.Identity;
using BackOffice.Workflows.Activation.Desk;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Activation.Clashes;

/// <summary>Staff look for user-ID clashes (2.f.1): open or closed, by user ID in any spelling, or those handed to the helpdesk. The oldest first while open, the newest first otherwise.</summary>
public sealed class SearchClashes(Database database, IOptions<ClashOptions> options)
{
    /// <summary>How many clashes one page holds at most.</summary>
    public const int MaxPageSize = 200;

    /// <summary>What to look for.</summary>
    /// <param name="By">Who looks; any role may.</param>
    /// <param name="UserId">The user ID, in any case; null or empty finds every clash. What is no user ID finds none.</param>
    /// <param name="Open">Only open ones, or only closed ones; null for both.</param>
    /// <param name="HandedOver">Whether only those with a party that let its deadline pass.</param>
    /// <param name="Skip">Clashes to pass over.</param>
    /// <param name="Take">Clashes to return, 1 to <see cref="MaxPageSize"/>.</param>
    public sealed record Request(StaffActor By, string? UserId, bool? Open, bool HandedOver = false, int Skip = 0, int Take = 50);

    /// <summary>One line of the list.</summary>
    /// <param name="Id">The clash.</param>
    /// <param name="UserId">The user ID, as it is compared.</param>
    /// <param name="Parties">How many parties there are.</param>
    /// <param name="Renamed">How many of them have given it up.</param>
    /// <param name="Since">When it was found.</param>
    /// <param name="Deadline">When the first party that still has it is or was handed to the helpdesk; null once closed.</param>
    /// <param name="HandedOver">Parties that let the deadline pass.</param>
    /// <param name="ClosedAt">When the last party gave it up; null while one has it.</param>
    public sealed record Line(Guid Id, string UserId, int Parties, int Renamed, DateTimeOffset Since, DateTimeOffset? Deadline, int HandedOver, DateTimeOffset? ClosedAt);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        /// <summary>A page of the list, and how many there are in all.</summary>
        public sealed record Found(IReadOnlyList<Line> Clashes, int Total) : Answer;

        /// <summary>Not for this person.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Searches.</summary>
    public Task<Answer> HandleAsync(Request request, CancellationToken ct) =>
        request.By.Requires(StaffRoles.All) is { } refusal
            ? Task.FromResult<Answer>(new Answer.Refused(refusal))
            : database.ReadAsync<Answer>((db, token) => FindAsync(db, request, token), ct);

    private async Task<Answer> FindAsync(BackOfficeDb db, Request request, CancellationToken ct)
    {
        var clashes = db.ClashesOf(request.By);
        if (request.UserId is { Length: > 0 } text)
        {
            var key = UserId.TryParse(text, out var userId) ? userId.Key : "";
            clashes = clashes.Where(clash => clash.Key == key);
        }
        if (request.Open is { } open)
            clashes = clashes.Where(clash => clash.ClosedAt == null == open);
        if (request.HandedOver)
            clashes = clashes.Where(clash => clash.Obligations.Any(obligation => obligation.HandedOverAt != null && obligation.FulfilledAt == null));
        var total = await clashes.CountAsync(ct);
        var ordered = request.Open == true ? clashes.OrderBy(clash => clash.OpenedAt) : clashes.OrderByDescending(clash => clash.OpenedAt);
        var page = await ordered.ThenBy(clash => clash.Id).Skip(Math.Max(0, request.Skip)).Take(Math.Clamp(request.Take, 1, MaxPageSize)).Include(clash => clash.Obligations).ToListAsync(ct);
        return new Answer.Found([.. page.Select(Describe)], total);
    }

    private Line Describe(UserIdClash clash)
    {
        var open = clash.Obligations.Where(obligation => obligation.FulfilledAt is null).ToList();
        return new(clash.Id, clash.Key, clash.Obligations.Count, clash.Obligations.Count - open.Count, clash.OpenedAt,
            open.Count == 0 ? null : open.Min(obligation => obligation.Since) + options.Value.HandOverAfter,
            open.Count(obligation => obligation.HandedOverAt is not null), clash.ClosedAt);
    }
}
